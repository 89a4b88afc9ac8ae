#include "tracer/lab/outcome.h"

#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/rules/check.h"
#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/narration.h"

namespace greenlens::lab {
namespace {

Place place_at(const store::Trace& trace, uint64_t step) {
  Place place;
  place.step = step;
  const uint64_t all = trace.count_until(facts::Grain::instruction, step);
  const uint64_t others = trace.count_until(facts::Grain::phase, step);
  place.instructions = all > others ? all - others : 0;
  place.switches = trace.state(step).switches;
  return place;
}

std::optional<Place> cause_in(const store::Trace& trace, const std::vector<Difference>& different,
                              const std::string& switch_path, std::string_view source) {
  for (const Difference& one : different) {
    if (one.file != switch_path) continue;
    const std::optional<uint64_t> offset = instruction_at(one.stands_at, source, trace.info().arch);
    if (!offset) return std::nullopt;
    const std::optional<uint64_t> step =
        trace.find(0, store::Trace::Direction::forward, [&](const facts::Event& event) {
          const auto* executed = facts::as<facts::InstructionExecuted>(&event);
          return executed != nullptr && executed->offset == *offset;
        });
    if (step) return place_at(trace, *step);
    return std::nullopt;
  }
  return std::nullopt;
}

Red red_at(const words::Messages& messages, const store::Trace& trace, uint64_t step) {
  const state::Moment moment = trace.at(step);
  const std::vector<rules::Contradiction> all =
      rules::check(moment.before, moment.event->fact, moment.event->thread);
  Red red{place_at(trace, step), {facts::fact_name(moment.event->fact), "", ""}, ""};
  if (all.empty()) return red;
  red.check.field = all.front().field;
  if (const auto* told = std::get_if<std::string>(&all.front().told)) red.check.told = *told;
  red.sentence = words::sentence(messages, moment, all.front());
  return red;
}

std::string where(const facts::ProgramFinished& end) {
  if (end.frames.empty()) return "";
  const facts::CFrame& top = end.frames.front();
  std::string text = top.function;
  if (text.empty()) return "";
  if (!top.file.empty()) text += " (" + top.file + ":" + std::to_string(top.line) + ")";
  return text;
}

std::optional<Crash> crash_in(const words::Messages& messages, const store::Trace& trace) {
  if (trace.size() == 0) return std::nullopt;
  const state::Moment last = trace.at(trace.size());
  const auto* end = facts::as<facts::ProgramFinished>(last.event.get());
  if (end == nullptr) return std::nullopt;
  const bool bad = end->how == facts::End::crashed || end->how == facts::End::raised ||
                   end->how == facts::End::exited || end->how == facts::End::vanished;
  if (!bad) return std::nullopt;
  const words::Narration said = words::narrate(messages, last);
  return Crash{place_at(trace, trace.size()),
               said.whole.empty() ? said.headline : said.whole,
               said.detail,
               where(*end),
               end->what,
               facts::enum_name(end->place),
               end->fault_address,
               end->greenlet == 0 ? "" : state::name_of(last.after, end->greenlet)};
}

}  // namespace

Outcome outcome(const words::Messages& messages, const store::Trace& trace,
                const std::vector<Difference>& different, const std::string& switch_path,
                std::string_view source) {
  while (trace.check_more()) continue;
  Outcome found;
  found.cause = cause_in(trace, different, switch_path, source);
  if (!trace.contradicted().empty()) {
    found.red = red_at(messages, trace, trace.contradicted().front());
    found.more = trace.contradicted().size() - 1;
  }
  found.crash = crash_in(messages, trace);
  found.end = place_at(trace, trace.size());
  return found;
}

bool is_caught_by(const Outcome& outcome, const Check& check) {
  if (!outcome.red) return false;
  const Check& was = outcome.red->check;
  const bool same = was.fact == check.fact && was.field == check.field;
  return same && (check.told.empty() || was.told == check.told);
}

}  // namespace greenlens::lab
