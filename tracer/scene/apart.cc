// A name's end is what people leave out first, so that is tried first. Names of a program differ at
// their ends more often than not ("worker 1", "worker 2"), hence the middle; and at times in the
// middle alone, hence where they begin to differ.
#include "tracer/scene/apart.h"

#include <algorithm>
#include <map>

#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

enum class Cut : uint8_t { end, middle, beginning };

size_t character_before(const std::string& text, size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
  return at;
}
size_t character_at(const std::string& text, size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

// From where on the rest of the text fits into that width.
size_t end_that_fits(const std::string& text, float size, Face face, float width) {
  size_t from = text.size();
  while (from > 0) {
    const size_t before = character_before(text, from);
    width -= text_width(text.substr(before, from - before), size, face);
    if (width < 0) break;
    from = before;
  }
  return from;
}

std::string without_middle(const NameInRoom& name, Face face) {
  const float room = name.width - text_width("…", name.size, face);
  const size_t end = end_that_fits(name.name, name.size, face, room / 2);
  const float left =
      name.width - text_width(name.name.substr(end), name.size, face) - 0.01f * name.size;
  const size_t begin =
      std::min(bytes_that_fit(name.name, "…", name.size, face, left), character_at(name.name, end));
  if (end == name.name.size()) return elide(name.name, name.size, face, name.width);
  return name.name.substr(0, begin) + "…" + name.name.substr(end);
}

std::string from_there(const NameInRoom& name, size_t differs, Face face) {
  const size_t from = character_at(name.name, differs);
  if (from == 0 || from >= name.name.size()) {
    return elide(name.name, name.size, face, name.width);
  }
  return elide("…" + name.name.substr(from), name.size, face, name.width);
}

std::string shortened(const NameInRoom& name, Cut cut, size_t differs, Face face) {
  if (text_width(name.name, name.size, face) <= name.width) return name.name;
  switch (cut) {
    case Cut::end:
      return elide(name.name, name.size, face, name.width);
    case Cut::middle:
      return without_middle(name, face);
    case Cut::beginning:
      return from_there(name, differs, face);
  }
  return name.name;
}

size_t alike(const std::string& a, const std::string& b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                             a.begin());
}

}  // namespace

std::vector<std::string> told_apart(const std::vector<NameInRoom>& names, Face face) {
  std::vector<NameInRoom> taken = names;
  for (NameInRoom& name : taken) {
    const bool fits = text_width(name.name, name.size, face) <= name.width;
    if (!fits && !name.shorter.empty()) name.name = name.shorter;
  }
  std::vector<std::string> shown;
  for (const NameInRoom& name : taken) shown.push_back(shortened(name, Cut::end, 0, face));
  for (const Cut cut : {Cut::middle, Cut::beginning}) {
    std::map<std::string, std::vector<size_t>> looks;
    for (size_t i = 0; i < shown.size(); ++i) looks[shown[i]].push_back(i);
    for (const auto& [look, who] : looks) {
      // The shortest beginning that two different ones of them share: all after it tells them
      // apart.
      size_t differs = 0;
      bool different = false;
      for (const size_t i : who) {
        if (taken[i].name == taken[who[0]].name) continue;
        const size_t same = alike(taken[i].name, taken[who[0]].name);
        differs = different ? std::min(differs, same) : same;
        different = true;
      }
      if (!different) continue;
      for (const size_t i : who) shown[i] = shortened(taken[i], cut, differs, face);
    }
  }
  return shown;
}

}  // namespace greenlens::scene
