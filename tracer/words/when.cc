#include "tracer/words/when.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/ended_switch.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

// When the switch was asked for that ends with this event, told at step n; its own time if that is
// not in the trace.
uint64_t asked_at(const store::Trace& trace, uint64_t n, const facts::Event& end) {
  const auto began =
      trace.find(n, store::Trace::Direction::backward, [&](const facts::Event& event) {
        return event.thread == end.thread &&
               (std::holds_alternative<facts::SwitchRequested>(event.fact) ||
                std::holds_alternative<facts::SwitchCalled>(event.fact));
      });
  return began ? std::min(trace.event(*began).time_ns, end.time_ns) : end.time_ns;
}

// A step of a switch, or its line. What the program has told itself has a line of the engine.
bool follows_from_a_note(const state::Moment& moment) {
  const facts::Event& event = *moment.event;
  const state::Thread& thread = thread_in(moment.after, event.thread);
  const bool of_a_switch = std::holds_alternative<facts::LineReached>(event.fact) ||
                           thread_in(moment.before, event.thread).in_switch.has_value() ||
                           thread.in_switch.has_value();
  return event.engine_line == 0 && of_a_switch && thread.detail == facts::Detail::switches;
}

}  // namespace

std::string duration_text(uint64_t ns) {
  struct Unit {
    const char* name;
    double ns;
  };
  if (ns < 1000) return fmt::format("{} ns", ns);
  for (const Unit unit : {Unit{"µs", 1e3}, Unit{"ms", 1e6}, Unit{"s", 1e9}}) {
    const double value = static_cast<double>(ns) / unit.ns;
    if (value < 9.995) return fmt::format("{:.2f} {}", value, unit.name);
    if (value < 99.95) return fmt::format("{:.1f} {}", value, unit.name);
    if (value < 999.5) return fmt::format("{:.0f} {}", value, unit.name);
  }
  return fmt::format("{} s", ns / 1'000'000'000);
}

std::string round_duration_text(double ns) {
  if (ns < 1e3) return fmt::format("{:.3g} ns", ns);
  if (ns < 1e6) return fmt::format("{:.6g} µs", ns / 1e3);
  if (ns < 1e9) return fmt::format("{:.6g} ms", ns / 1e6);
  return fmt::format("{:.9g} s", ns / 1e9);
}

uint64_t step_at(const store::Trace& trace, uint64_t ns) {
  uint64_t before = 0, behind = trace.size() + 1;
  while (behind - before > 1) {
    const uint64_t middle = before + (behind - before) / 2;
    (trace.event(middle).time_ns <= ns ? before : behind) = middle;
  }
  return before;
}

std::string when_text(const Messages& messages, const store::Trace& trace,
                      const state::Moment& moment) {
  if (!moment.event) return "";
  const uint64_t n = moment.number;
  const facts::Event& event = *moment.event;
  const std::string at = duration_text(event.time_ns);
  if (follows_from_a_note(moment)) return messages.text("narrate.when.noted", {{"at", at}});
  if (n == 1) return messages.text("narrate.when.first", {{"at", at}});
  // Threads have clocks that agree only nearly.
  const uint64_t before = std::min(trace.event(n - 1).time_ns, event.time_ns);
  std::string text =
      messages.text("narrate.when", {{"at", at}, {"since", duration_text(event.time_ns - before)}});
  if (facts::ended_switch(event.fact)) {
    const uint64_t took = event.time_ns - asked_at(trace, n, event);
    add_sentence(messages, messages.text("narrate.when.switch", {{"took", duration_text(took)}}),
                 &text);
  }
  return text;
}

}  // namespace greenlens::words
