#include "tracer/transcript.h"

#include <fmt/format.h>

#include <algorithm>

namespace greenlens::tracer {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

std::string without_end_blanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string top_frame_text(const State& state, const GreenletState& g) {
  const auto chain = frame_chain(state, g);
  if (chain.empty()) return "-";
  const SourceLine& at = chain.front()->at;
  return fmt::format("{}:{}", at.function, at.line);
}

// The table's columns; the last takes what is left of a line.
constexpr std::array<size_t, 9> kWidths = {14, 10, 9, 12, 11, 12, 9, 11, 12};

std::string table_line(const std::array<std::string, 9>& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool room_for_gap = characters_in(cells[i]) < kWidths[i];
    line += room_for_gap ? fitted(cells[i], kWidths[i]) : fitted(cells[i], kWidths[i] - 1) + ' ';
  }
  return without_end_blanks(line) + '\n';
}

}  // namespace

size_t characters_in(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string fitted(const std::string& text, size_t columns) {
  const size_t size = characters_in(text);
  if (size <= columns) return text + std::string(columns - size, ' ');
  if (columns == 0) return "";
  size_t kept = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i]) && ++kept == columns) return text.substr(0, i) + "…";
  }
  return text;
}

std::string wrapped(const std::string& text, size_t columns) {
  std::string result, line;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (!line.empty() && characters_in(line) + 1 + characters_in(word) > columns) {
      result += line + '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    begin = end + 1;
  }
  return line.empty() ? result : result + line + '\n';
}

std::string transcript_line(uint64_t step, const Narration& narration) {
  return fmt::format("{:>4}  {}", step, narration.headline);
}

std::string greenlet_table(const Messages& messages, const State& state) {
  const auto word = [&](const char* id) {
    return messages.text(std::string("narrate.table.") + id);
  };
  std::string table =
      table_line({"  " + word("greenlet"), word("state"), "parent", "stack_start", "stack_stop",
                  "stack_saved", word("in_place"), "stack_prev", "top_frame"});
  for (const auto& [id, g] : state.greenlets) {
    table +=
        table_line({(id == state.current ? "> " : "  ") + name_of(state, id),
                    life_name(life(state, g)), g.parent ? name_of(state, g.parent) : "-",
                    format_address(g.stack_start), format_address(g.stack_stop),
                    std::to_string(g.stack_saved), std::to_string(bytes_on_stack(state, g)),
                    g.stack_prev ? name_of(state, g.stack_prev) : "-", top_frame_text(state, g)});
  }
  return table;
}

std::string output_so_far(const Messages& messages, const State& state) {
  if (state.output.empty()) return messages.text("narrate.output.none") + '\n';
  std::string text = messages.text("narrate.output.so_far") + '\n';
  for (const OutputLine& line : state.output) text += "> " + line.text + '\n';
  return text;
}

std::string state_text(const Messages& messages, const Timeline& timeline, uint64_t n,
                       uint64_t number, uint64_t count) {
  // By value: asking for another step may replace a state that was asked for before.
  const State before = timeline.state(n ? n - 1 : 0);
  const State after = timeline.state(n);
  const Narration narration = narrate(messages, before, n ? &timeline.event(n) : nullptr, after);
  std::string text = wrapped(messages.text("narrate.step", {{"number", std::to_string(number)},
                                                            {"count", std::to_string(count)},
                                                            {"headline", narration.headline}}),
                             kTextColumns);
  text += wrapped(narration.detail, kTextColumns) + '\n';
  text += stack_diagram(messages, after) + '\n';
  text += greenlet_table(messages, after) + '\n';
  return text + output_so_far(messages, after);
}

}  // namespace greenlens::tracer
