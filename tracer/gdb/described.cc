#include "tracer/gdb/described.h"

#include <algorithm>
#include <pugixml.hpp>

namespace greenlens::gdb {
namespace {

constexpr unsigned kMostAnnexes = 64;
constexpr unsigned kBits = 8;
constexpr unsigned kMostBits = 1 << 16;

struct Reading {
  const std::function<std::string(const std::string& annex)>& read;
  std::vector<Described> all{};
  unsigned next = 0, annexes = 0;

  void take(const std::string& annex) {
    if (++annexes > kMostAnnexes) return;
    pugi::xml_document document;
    const std::string text = read(annex);
    if (!document.load_buffer(text.data(), text.size())) return;
    take_children(document);
  }
  void take_children(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      const std::string name = child.name();
      if (name == "xi:include") {
        take(child.attribute("href").value());
      } else if (name == "reg") {
        next = child.attribute("regnum").as_uint(next);
        const unsigned bits = std::min(child.attribute("bitsize").as_uint(), kMostBits);
        all.push_back({child.attribute("name").value(), next++, bits / kBits});
      } else {
        take_children(child);
      }
    }
  }
};

}  // namespace

std::vector<Described> registers_described(
    const std::function<std::string(const std::string& annex)>& read) {
  Reading reading{read};
  reading.take("target.xml");
  std::stable_sort(reading.all.begin(), reading.all.end(),
                   [](const Described& a, const Described& b) { return a.number < b.number; });
  return reading.all;
}

}  // namespace greenlens::gdb
