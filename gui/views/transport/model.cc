#include "gui/views/transport/model.h"

#include <fmt/format.h>

#include "gui/ending.h"
#include "gui/start_entries.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"
#include "tracer/words/part.h"
#include "tracer/words/recorded.h"
#include "tracer/words/thread_name.h"

namespace greenlens::gui::transport {

using session::SourceStatus;

bool has_instructions(const Look& look) {
  if (look.trace == nullptr) return false;
  const store::Trace& trace = *look.trace;
  return trace.count(facts::Grain::instruction) != trace.count(facts::Grain::phase);
}

namespace {

// Whether the recording, or the program by now, has steps of it that are not another grain's. (The
// end of a program is one of any.)
bool is_there(const Look& look, facts::Grain grain) {
  switch (grain) {
    case facts::Grain::instruction:
      return has_instructions(look);
    case facts::Grain::call:
    case facts::Grain::story:
      return look.trace != nullptr && look.trace->count(grain) > 1;
    case facts::Grain::phase:
    case facts::Grain::switch_:
    case facts::Grain::line:
      break;
  }
  return true;
}

}  // namespace

std::vector<facts::Grain> grains_offered(const Look& look) {
  std::vector<facts::Grain> offered;
  for (const facts::Grain grain : kGrainsShown) {
    if (is_there(look, grain) || look.choices.grain == grain) offered.push_back(grain);
  }
  return offered;
}

Position position(const store::Trace& trace, uint64_t cursor, facts::Grain grain) {
  return {trace.count_until(grain, cursor), trace.count(grain)};
}

namespace {

Condition bad_end(const Look& look) {
  switch (kind_of(look.fault)) {
    case Ending::crashed:
      return {look.text("ui.status.crashed"), Mood::broken};
    case Ending::raised:
      return {look.text("ui.status.raised"), Mood::broken};
    case Ending::killed:
      return {look.text("ui.status.killed"), Mood::over};
    case Ending::incomplete:
      return {look.text("ui.status.incomplete"), Mood::part};
    case Ending::damaged:
      return {look.text("ui.status.damaged"), Mood::part};
    case Ending::good:
    case Ending::failed:
      break;
  }
  return {look.text("ui.status.failed"), Mood::broken};
}

}  // namespace

Condition condition(const Look& look) {
  switch (look.status) {
    case SourceStatus::failed:
      return bad_end(look);
    case SourceStatus::running:
      if (look.still.seconds > 0) return {look.text("ui.status.still"), Mood::alive};
      if (look.waiting_alone != 0) {
        const state::Thread& thread = thread_in(look.moment.after, look.waiting_alone);
        return {
            look.text("ui.status.waits", {{"thread", words::thread_name(look.messages, thread)}}),
            Mood::broken};
      }
      return {look.text("ui.status.running"), Mood::alive};
    case SourceStatus::waiting:
      return {look.text(look.catching_up ? "ui.status.catching_up" : "ui.status.paused"),
              Mood::alive};
    case SourceStatus::finished:
      break;
  }
  return {look.text(look.began_live ? "ui.status.finished" : "ui.status.replay"), Mood::over};
}

std::string shown_title(const Look& look) {
  const store::TraceInfo& info = look.trace->info();
  for (const ScenarioEntry& entry : look.scenarios) {
    // A program may bear a scenario's name, but hardly its title, too.
    if (entry.id == info.scenario && entry.title == info.title)
      return title_of(look.messages, entry);
  }
  return info.title.empty() ? look.shown_name : info.title;
}

std::string doubts(const Look& look) {
  const uint64_t lost = look.moment.after.events_lost;
  const uint64_t wrong = look.contradicted().size();
  std::string words;
  if (lost > 0) words = look.text("ui.lost", {{"count", std::to_string(lost)}});
  if (wrong == 0) return words;
  if (!words.empty()) words += words::between_clauses(look.messages);
  return words + look.text(look.all_checked ? "ui.contradicted" : "ui.contradicted_so_far",
                           {{"count", std::to_string(wrong)}});
}

std::string recorded(const Look& look) {
  const std::string part = words::part_briefly(look.messages, *look.trace, look.moment.number);
  const std::string kept = words::recorded_briefly(look.messages, told_by(look.moment.after));
  return part + (part.empty() || kept.empty() ? "" : words::between_clauses(look.messages)) + kept;
}

std::string recorded_tip(const Look& look) {
  const std::string part = words::part_text(look.messages, *look.trace);
  const std::string kept = words::what_is_recorded(look.messages, told_by(look.moment.after));
  return part + (part.empty() || kept.empty() ? "" : "\n") + kept;
}

std::string step_words(const Look& look) {
  const Position now = position(*look.trace, look.moment.number, look.choices.grain);
  return look.text(look.expects_news() ? "ui.step_so_far" : "ui.step",
                   {{"number", std::to_string(now.number)}, {"count", std::to_string(now.count)}});
}

std::string longest_step_words(const Look& look) {
  const std::string last(std::to_string(look.trace->size()).size(), '8');  // as wide as any digits
  return look.text(look.expects_news() ? "ui.step_so_far" : "ui.step",
                   {{"number", last}, {"count", last}});
}

std::string speed_text(float speed) { return fmt::format("{:.3g}×", speed); }

float next_speed(float speed) {
  constexpr float kSlowest = 0.5f, kFastest = 8;
  return speed * 2 > kFastest ? kSlowest : speed * 2;
}

}  // namespace greenlens::gui::transport
