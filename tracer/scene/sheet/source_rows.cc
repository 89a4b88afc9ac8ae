#include "tracer/scene/sheet/source_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

using Standing = std::map<uint32_t, std::vector<facts::GreenletId>>;  // by line

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

const store::SourceText* source_of(const store::TraceInfo& info, const std::string& file) {
  for (const store::SourceText& source : info.sources) {
    const bool has_text = source.kind == store::SourceKind::program && !source.text.empty();
    if (source.file == file && has_text) return &source;
  }
  return nullptr;
}

bool stands(const state::GreenletState& g) { return !g.finished && !g.freed && g.at.line > 0; }

const store::SourceText* shown_source(const store::TraceInfo& info, const state::State& state) {
  const state::GreenletState* current = find(state, told_by(state).current);
  if (current != nullptr && stands(*current)) {
    if (const store::SourceText* source = source_of(info, current->at.file)) return source;
  }
  for (const auto& [id, g] : state.greenlets) {
    if (!stands(g)) continue;
    if (const store::SourceText* source = source_of(info, g.at.file)) return source;
  }
  return nullptr;
}

Standing standing_in(const std::string& file, const state::State& state) {
  Standing all;
  const facts::GreenletId current = told_by(state).current;
  for (const auto& [id, g] : state.greenlets) {
    if (!stands(g) || g.at.file != file) continue;
    std::vector<facts::GreenletId>& there = all[g.at.line];
    there.insert(id == current ? there.begin() : there.end(), id);
  }
  return all;
}

// Rows that these lines take, with one for each gap.
size_t rows_of(const std::set<uint32_t>& lines) {
  size_t rows = 0;
  uint32_t last = 0;
  for (const uint32_t line : lines) {
    rows += line == last + 1 || last == 0 ? 1 : 2;
    last = line;
  }
  return rows;
}

// Around each standing line more and more, while there is room; and a line that is left out alone,
// whose place would be that of the gap.
std::set<uint32_t> chosen_lines(const Standing& standing, uint32_t count, size_t most) {
  std::set<uint32_t> chosen;
  const auto add = [&](uint32_t line) {
    if (line < 1 || line > count) return;
    std::set<uint32_t> more = chosen;
    more.insert(line);
    if (rows_of(more) <= most) chosen = std::move(more);
  };
  for (uint32_t around = 0; around <= most; ++around) {
    for (const auto& [line, who] : standing) {
      add(line + around);
      if (line > around) add(line - around);
    }
  }
  for (const uint32_t line : std::set<uint32_t>(chosen)) {
    if (chosen.contains(line + 2)) chosen.insert(line + 1);
  }
  return chosen;
}

size_t indentation(const std::string& line) { return line.find_first_not_of(' '); }

// What all of them are indented by says nothing.
void move_to_the_left(std::vector<SheetLine>* rows) {
  size_t least = std::string::npos;
  for (const SheetLine& row : *rows) {
    if (!is_blank(row.text)) least = std::min(least, indentation(row.text));
  }
  for (SheetLine& row : *rows) {
    if (!is_blank(row.text)) row.text.erase(0, least);
  }
}

}  // namespace

std::vector<SheetLine> source_rows(const store::TraceInfo& info, const state::State& state,
                                   size_t most) {
  const store::SourceText* source = shown_source(info, state);
  if (source == nullptr || most == 0) return {};
  const std::vector<std::string> lines = split(source->text);
  const Standing standing = standing_in(source->file, state);
  std::set<uint32_t> chosen = chosen_lines(standing, static_cast<uint32_t>(lines.size()), most);
  while (!chosen.empty() && is_blank(lines[*chosen.begin() - 1])) chosen.erase(chosen.begin());
  while (!chosen.empty() && is_blank(lines[*chosen.rbegin() - 1])) {
    chosen.erase(std::prev(chosen.end()));
  }
  std::vector<SheetLine> rows;
  uint32_t last = 0;
  for (const uint32_t line : chosen) {
    if (line > lines.size()) break;
    if (!rows.empty() && line != last + 1) rows.push_back({});
    const auto who = standing.find(line);
    rows.push_back({line, lines[line - 1],
                    who != standing.end() ? who->second : std::vector<facts::GreenletId>()});
    last = line;
  }
  move_to_the_left(&rows);
  return rows;
}

}  // namespace greenlens::scene
