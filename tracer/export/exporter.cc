#include "tracer/export/exporter.h"

#include <cstring>

namespace greenlens::exports {

std::vector<Offer> offers() {
  std::vector<Offer> all;
  for (const NamedScene& scene : scenes()) {
    for (const Exporter& format : exporters()) {
      const bool is_its_own = *format.scene == 0 || std::string_view(format.scene) == scene.name;
      if (format.needs.scene && is_its_own) all.push_back({format, &scene});
    }
  }
  for (const Exporter& format : exporters()) {
    if (!format.needs.scene) all.push_back({format, nullptr});
  }
  return all;
}

const Exporter* exporter_for(std::string_view path) {
  const Exporter* best = nullptr;
  for (const Exporter& exporter : exporters()) {
    const std::string_view ending = exporter.ending;
    if (path.ends_with(ending) && (best == nullptr || ending.size() > std::strlen(best->ending))) {
      best = &exporter;
    }
  }
  return best;
}

const Exporter* find_exporter(std::string_view id) {
  for (const Exporter& exporter : exporters()) {
    if (exporter.id == id) return &exporter;
  }
  return nullptr;
}

std::string known_endings() {
  std::string list;
  for (const Exporter& exporter : exporters()) {
    if (!list.empty()) list += ", ";
    list += exporter.ending;
  }
  return list;
}

}  // namespace greenlens::exports
