#include "tracer/lints/silenced.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace greenlens::lints {
namespace {

// The member of that name; null where there is none.
nlohmann::json member(const nlohmann::json& object, const char* name) {
  return object.is_object() && object.contains(name) ? object[name] : nlohmann::json();
}

bool names(const nlohmann::json& list, const char* id) {
  return std::any_of(list.begin(), list.end(), [&](const nlohmann::json& one) {
    return one.is_string() && one.get_ref<const std::string&>() == id;
  });
}

}  // namespace

// The members that notes do not know themselves are kept as they were written.
std::vector<Lint> silenced(const words::Notes& notes) {
  const auto members =
      nlohmann::json::parse('{' + notes.others + '}', nullptr, /*allow_exceptions=*/false);
  const nlohmann::json list = member(member(members, "lints"), "allow");
  std::vector<Lint> all;
  if (!list.is_array()) return all;
  for (const Lint lint : all_lints()) {
    if (names(list, id_of(lint))) all.push_back(lint);
  }
  return all;
}

std::vector<Fired> without_silenced(std::vector<Fired> fired, const words::Notes& notes) {
  if (notes.others.empty()) return fired;
  const std::vector<Lint> silent = silenced(notes);
  std::erase_if(fired, [&](const Fired& one) {
    return std::find(silent.begin(), silent.end(), one.lint) != silent.end();
  });
  return fired;
}

}  // namespace greenlens::lints
