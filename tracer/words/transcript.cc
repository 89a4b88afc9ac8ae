#include "tracer/words/transcript.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/c_frames.h"
#include "tracer/words/columns.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/fields.h"
#include "tracer/words/interpreter_frames.h"
#include "tracer/words/part.h"
#include "tracer/words/recorded.h"
#include "tracer/words/stack_address.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/when.h"

namespace greenlens::words {
namespace {

std::string without_end_blanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string top_frame_text(const state::State& state, const state::GreenletState& g) {
  const auto chain = frame_chain(state, g);
  if (chain.empty()) return "-";
  const facts::SourceLine& at = chain.front()->at;
  return fmt::format("{}:{}", at.function, at.line);
}

// Of what was printed.
constexpr uint64_t kOutputLines = 100;

// The table's columns; the last takes what is left of a line.
constexpr std::array<size_t, 9> kWidths = {14, 11, 9, 12, 11, 12, 9, 11, 11};

constexpr size_t kAddressesFrom = 3, kAddressesTo = 5;  // these columns are no part of a story

// Nothing is cut: a name that is wider than its column has a line of its own, and what else is
// wider pushes the next columns aside.
std::string table_line(const Messages& messages, const std::array<std::string, 9>& cells) {
  std::string text, line;
  size_t end = 0;  // of the columns so far
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i >= kAddressesFrom && i < kAddressesTo && !messages.tells_addresses()) continue;
    line += facts::shown(cells[i]);
    end += kWidths[i];
    size_t width = columns_in(line);
    if (i == 0 && width >= end) {
      text = line + '\n';
      line.clear();
      width = 0;
    }
    line += std::string(width < end ? end - width : 1, ' ');
  }
  return text + without_end_blanks(line) + '\n';
}

// Those that the event brought.
std::string c_frames_at(const Messages& messages, const state::State& state,
                        const facts::Event* event) {
  if (event == nullptr || !messages.tells_addresses()) return "";
  const std::vector<facts::CFrame>* frames = nullptr;
  if (auto* saved = facts::as<facts::RegistersSaved>(event)) frames = &saved->frames;
  if (auto* end = facts::as<facts::ProgramFinished>(event)) frames = &end->frames;
  if (auto* called = facts::as<facts::SwitchCalled>(event)) frames = &called->frames;
  if (frames == nullptr || frames->empty()) return "";
  return messages.text("narrate.frames.of", {{"name", name_of(state, subject(event->fact))}}) +
         '\n' + list_of_frames(messages, *frames, end_of_stack(state, subject(event->fact))) + '\n';
}

}  // namespace

std::string transcript_line(uint64_t step, const Narration& narration) {
  return fmt::format("{:>4}  {}", step, narration.headline);
}

std::string told_step(const Messages& messages, const state::Moment& moment, Times times) {
  std::string text = transcript_line(moment.number, narrate(messages, moment));
  if (times == Times::told) text += " (" + duration_text(moment.event->time_ns) + ")";
  if (const auto* printed = facts::as<facts::Printed>(moment.event)) {
    text += "\n> " + facts::shown(printed->text);
  }
  return text;
}

std::string greenlet_table(const Messages& messages, const state::State& state,
                           const state::Thread& thread) {
  const auto word = [&](const char* id) {
    return messages.text(std::string("narrate.table.") + id);
  };
  std::string table = table_line(
      messages, {"  " + word("greenlet"), word("state"), "parent", "stack_start", "stack_stop",
                 "stack_saved", word("in_place"), "stack_prev", "top_frame"});
  for (const auto& [id, g] : state.greenlets) {
    if (g.thread != thread.id) continue;
    table += table_line(
        messages, {(id == thread.current ? "> " : "  ") + name_of(state, id),
                   state_text(messages, state, g), g.parent ? name_of(state, g.parent) : "-",
                   facts::format_address(g.stack_start), facts::format_address(g.stack_stop),
                   std::to_string(g.stack_saved), std::to_string(bytes_on_stack(state, g)),
                   g.stack_prev ? name_of(state, g.stack_prev) : "-", top_frame_text(state, g)});
  }
  return table;
}

namespace {

// What `list` makes of each whose frames are known now.
template <typename List>
std::string of_all(const Messages& messages, const state::State& state, const char* title,
                   facts::GreenletId only, List&& list) {
  std::string all;
  for (const auto& [id, g] : state.greenlets) {
    if ((only != 0 && only != id) || !frames_hold(state, g)) continue;
    all +=
        messages.text(title, {{"name", facts::shown(name_of(state, id))}}) + '\n' + list(g) + '\n';
  }
  return all.empty() ? messages.text("narrate.frames.none") + '\n' : all;
}

}  // namespace

std::string frames_of_all(const Messages& messages, const state::State& state,
                          facts::GreenletId only) {
  return of_all(messages, state, "narrate.frames.of", only, [&](const state::GreenletState& g) {
    return list_of_frames(messages, *g.frames, end_of_stack(state, g.id));
  });
}

std::string words_of_all(const Messages& messages, const state::State& state,
                         const Machine& machine, facts::GreenletId only) {
  return of_all(messages, state, "narrate.words.of", only, [&](const state::GreenletState& g) {
    return list_of_words(messages, opened_slice(messages, state, g, machine, ListedWords::all));
  });
}

std::string output_so_far(const Messages& messages, const store::Output& output) {
  if (output.lines == 0) return messages.text("narrate.output.none") + '\n';
  std::string text = messages.text("narrate.output.so_far") + '\n';
  const auto before = [&](const char* which, uint64_t count) {
    if (count != 0) text += messages.text(which, {{"count", std::to_string(count)}}) + '\n';
  };
  before("narrate.output.not_there", output.not_there);
  before("narrate.output.before", output.lines - output.not_there - output.last.size());
  for (const store::PrintedLine& line : output.last) text += "> " + facts::shown(line.text) + '\n';
  return text;
}

std::string lost_so_far(const Messages& messages, const state::State& state) {
  if (state.events_lost == 0) return "";
  return messages.text("narrate.lost_so_far", {{"count", std::to_string(state.events_lost)}});
}

std::vector<std::string> doubts(const Messages& messages, const state::Moment& moment) {
  std::vector<std::string> sentences = contradictions(messages, moment);
  const std::string lost = lost_so_far(messages, moment.after);
  if (!lost.empty()) sentences.push_back(lost);
  return sentences;
}

namespace {

// Each column as wide as its longest word.
template <size_t N>
std::string aligned(const std::vector<std::array<std::string, N>>& table) {
  constexpr size_t kBetween = 2;
  std::array<size_t, N> widths{};
  for (const auto& row : table) {
    for (size_t i = 0; i < N; ++i) widths[i] = std::max(widths[i], columns_in(row[i]));
  }
  std::string text;
  for (const auto& row : table) {
    std::string line;
    for (size_t i = 0; i < N; ++i) line += fitted(row[i], widths[i] + kBetween);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

// What stands beside a thread's own stack: where its code is, and how large that is.
std::string other_stacks(const Messages& messages, const state::State& state,
                         const state::Thread& thread) {
  std::string text;
  for (const auto& [id, stack] : state.stacks) {
    if (stack.thread != thread.id) continue;
    const bool here = thread.stack == id;
    const uint64_t bytes = state::slice_size(stack.lowest, stack.high);
    const std::string message =
        std::string("narrate.stack.") + (here ? "stands." : "stood.") + enum_name(stack.kind);
    text += wrapped(messages.text(message, {{"name", name_of(state, thread.current)},
                                            {"bytes", std::to_string(bytes)}}),
                    kTextColumns);
  }
  return text.empty() ? text : text + '\n';
}

// Where contexts have stacks of their own: one sentence each, and a table.
std::string contexts_text(const Messages& messages, const state::State& state,
                          const state::Thread& thread) {
  std::string text;
  std::vector<std::array<std::string, 6>> table;
  const auto word = [&](const char* id) {
    return messages.text(std::string("narrate.table.") + id);
  };
  table.push_back(
      {"  " + word("context"), word("state"), word("stack"), "sp", word("in_place"), word("line")});
  for (const auto& [id, g] : state.greenlets) {
    if (g.thread != thread.id || g.freed) continue;
    const auto found = state.stacks.find(g.stack);
    const bool on_own = g.stack == 0 || found == state.stacks.end();
    const state::Stack& stack = on_own ? thread.own_stack : found->second;
    const bool here = thread.stack == g.stack && !g.finished;
    const bool runs = here && id == thread.current;
    const facts::Address sp = runs ? known_sp(state, stack) : g.stack_start;
    const std::string name = facts::shown(name_of(state, id));
    const uint64_t size = state::slice_size(stack.low, stack.high);
    const std::string bytes = std::to_string(bytes_on_stack(state, g));
    if (!g.finished) {
      const std::string where = facts::shown(stack.name);
      text += wrapped(
          messages.text(here ? "narrate.stack.context.here" : "narrate.stack.context",
                        {{"name", name},
                         {"where", where.empty() ? ""
                                                 : messages.text("narrate.stack.context.where",
                                                                 {{"where", where}})},
                         {"bytes", bytes},
                         {"size", size != 0 ? std::to_string(size)
                                            : messages.text("narrate.stack.context.unknown")},
                         {"sp", address_on(state, thread, sp)}}),
          kTextColumns);
    }
    table.push_back(
        {(id == thread.current ? "> " : "  ") + name, state_text(messages, state, g),
         on_own ? messages.text("field.stack.own")
                : facts::shown(stack.name.empty() ? "#" + std::to_string(stack.id) : stack.name),
         address_on(state, thread, sp), bytes,
         g.at.line != 0 ? facts::shown(g.at.function) + ":" + std::to_string(g.at.line) : "-"});
  }
  return text + '\n' + aligned(table);
}

// What is missing in all of this because nobody wanted it.
std::string not_recorded(const Messages& messages, const state::Thread& thread) {
  const std::string sentence = what_is_recorded(messages, thread);
  return sentence.empty() ? "" : wrapped(sentence, kTextColumns) + '\n';
}

// Each thread's stack and greenlets; a thread is named where there are several.
std::string stacks_text(const Messages& messages, const state::State& state) {
  if (state.threads.empty()) {
    const state::Thread& none = thread_in(state, 0);
    return stack_diagram(messages, state, none) + '\n' + greenlet_table(messages, state, none) +
           '\n';
  }
  std::string text;
  for (const auto& [id, thread] : state.threads) {
    if (state.threads.size() > 1) {
      text += messages.text(thread.ended ? "narrate.thread_was" : "narrate.thread_is",
                            {{"thread", thread_name(messages, thread)},
                             {"name", name_of(state, thread.current)}}) +
              "\n\n";
    }
    if (state::has_contexts(state)) {
      text += contexts_text(messages, state, thread) + '\n';
      continue;
    }
    if (!thread.ended) text += stack_diagram(messages, state, thread) + '\n';
    text += other_stacks(messages, state, thread);
    text += not_recorded(messages, thread);
    text += greenlet_table(messages, state, thread) + '\n';
  }
  if (state.gone > 0) {
    text += messages.text("narrate.table.gone", {{"count", std::to_string(state.gone)}}) + "\n\n";
  }
  return text;
}

}  // namespace

std::string state_text(const Messages& messages, const store::Trace& trace, uint64_t n,
                       uint64_t number, uint64_t count, Times times) {
  const state::Moment moment = trace.at(n);
  const state::State& after = moment.after;
  const Narration narration = narrate(messages, moment);
  std::string text = wrapped(messages.text("narrate.step", {{"number", std::to_string(number)},
                                                            {"count", std::to_string(count)},
                                                            {"headline", narration.whole}}),
                             kTextColumns);
  text += wrapped(narration.detail, kTextColumns);
  if (times == Times::told) text += wrapped(when_text(messages, trace, moment), kTextColumns);
  if (trace.info().part) text += wrapped(part_step(messages, trace, n), kTextColumns);
  for (const std::string& one : doubts(messages, moment)) text += wrapped(one, kTextColumns);
  text += '\n';
  text += stacks_text(messages, after);
  text += c_frames_at(messages, after, moment.event.get());
  if (std::string frames = frames_text(messages, after); !frames.empty()) text += frames + '\n';
  return text + output_so_far(messages, output_at(trace, n, kOutputLines));
}

}  // namespace greenlens::words
