#include "tracer/lab/variant.h"

#include <algorithm>

#include "assets/assets.h"
#include "tracer/lab/difference.h"

namespace greenlens::lab {
namespace {

using probe::Refused;

// Whether the line is "key rest"; then that rest.
bool begins(const std::string& line, std::string_view key, std::string* rest) {
  if (!line.starts_with(key)) return false;
  *rest = line.substr(key.size());
  return true;
}

Check check_of(const std::string& words) {
  Check check;
  const size_t field = words.find(' ');
  check.fact = words.substr(0, field);
  if (field == words.npos) return check;
  const size_t told = words.find(' ', field + 1);
  check.field = words.substr(field + 1, told == words.npos ? told : told - field - 1);
  if (told != words.npos) check.told = words.substr(told + 1);
  return check;
}

bool is_edited(const std::string& line) {
  const bool signed_line = line.starts_with("- ") || line.starts_with("+ ") || line == "+";
  return signed_line || line.starts_with("  ");
}

// Where the lines that an edit wants to find begin: nowhere (npos) unless it is one place.
size_t place_of(const std::vector<std::string>& wanted, const std::vector<std::string>& in) {
  const auto at = std::search(in.begin(), in.end(), wanted.begin(), wanted.end());
  if (wanted.empty() || at == in.end()) return std::string::npos;
  const bool again = std::search(at + 1, in.end(), wanted.begin(), wanted.end()) != in.end();
  return again ? std::string::npos : static_cast<size_t>(at - in.begin());
}

bool edit(const Edit& edit, std::vector<std::string>* lines) {
  std::vector<std::string> wanted, becomes;
  for (const Line& line : edit.lines) {
    if (line.sign != '+') wanted.push_back(line.text);
    if (line.sign != '-') becomes.push_back(line.text);
  }
  const size_t at = place_of(wanted, *lines);
  if (at == std::string::npos) return false;
  const auto place = lines->begin() + static_cast<std::ptrdiff_t>(at);
  const auto rest = lines->erase(place, place + static_cast<std::ptrdiff_t>(wanted.size()));
  lines->insert(rest, becomes.begin(), becomes.end());
  return true;
}

Changed finished(const std::string& file, const std::vector<std::string>& lines) {
  Changed changed{file, ""};
  for (const std::string& line : lines) changed.text += line + "\n";
  return changed;
}

}  // namespace

std::optional<Variant> parse_variant(const std::string& id, std::string_view text,
                                     Refused* refused) {
  Variant variant;
  variant.id = id;
  int number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    std::string rest;
    if (begins(line, "title: ", &variant.title) || begins(line, "breaks: ", &variant.breaks)) {
      continue;
    }
    if (begins(line, "caught: ", &rest)) {
      variant.caught = check_of(rest);
    } else if (begins(line, "in ", &rest)) {
      variant.edits.push_back({rest, {}});
    } else if (!variant.edits.empty() && is_edited(line)) {
      variant.edits.back().lines.push_back({line[0], line.size() > 2 ? line.substr(2) : ""});
    } else {
      *refused = {"lab.variant.line", {{"id", id}, {"line", std::to_string(number)}}};
      return std::nullopt;
    }
  }
  if (variant.title.empty() || variant.caught.field.empty() || variant.edits.empty()) {
    *refused = {"lab.variant.incomplete", {{"id", id}}};
    return std::nullopt;
  }
  return variant;
}

std::optional<std::vector<Changed>> apply(const Variant& variant, Right right, Refused* refused) {
  std::vector<std::pair<std::string, std::vector<std::string>>> drafts;
  for (const Edit& one : variant.edits) {
    auto draft = std::find_if(drafts.begin(), drafts.end(),
                              [&](const auto& made) { return made.first == one.file; });
    if (draft == drafts.end()) {
      draft = drafts.insert(drafts.end(), {one.file, lines_of(right(one.file))});
    }
    if (edit(one, &draft->second)) continue;
    *refused = {"lab.variant.not_there", {{"id", variant.id}, {"file", one.file}}};
    return std::nullopt;
  }
  std::vector<Changed> changed;
  changed.reserve(drafts.size());
  for (const auto& [file, lines] : drafts) changed.push_back(finished(file, lines));
  return changed;
}

std::vector<Variant> built_in(const std::string& cpu) {
  std::vector<Variant> all;
  for (const std::string& folder : {"arch/" + cpu + "/lab/", std::string("engine/lab/")}) {
    for (const std::string_view path : assets::paths()) {
      if (!path.starts_with(folder)) continue;
      std::string id(path.substr(folder.size()));
      id.resize(id.rfind('.'));
      Refused refused;
      std::optional<Variant> variant = parse_variant(id, assets::text(path), &refused);
      if (variant) all.push_back(std::move(*variant));
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return all;
}

}  // namespace greenlens::lab
