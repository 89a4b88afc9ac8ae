#include "tracer/questions/ask_end.h"

#include <string>
#include <utility>

#include "tracer/questions/builder.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using state::Life;

bool is_clean(const state::State& end) {
  return end.program_finished && end.events_lost == 0 &&
         (end.end == facts::End::returned || end.end == facts::End::raised);
}

}  // namespace

std::optional<Question> leaks_at_end(const Ahead& ahead, Dice*) {
  const store::Trace& trace = ahead.trace();
  const state::State end = trace.state(trace.size());
  if (!is_clean(end) || !ahead.believes(trace.size())) return {};
  Question question;
  question.kind = Kind::leaks_at_end;
  question.step = ahead.step();
  question.thread = ahead.thread();
  question.prompt = {"question.leaks_at_end"};
  question.shape = Shape::greenlets;
  Greenlets left;
  for (const auto& [id, greenlet] : end.greenlets) {
    if (greenlet.is_main || greenlet.freed) continue;
    const Life life = state::life(end, greenlet);
    // Who runs at the end has neither ended nor been left.
    if (life == Life::running || question.choices.size() == kMostLeaking) return {};
    std::optional<Misconception> from;
    if (life == Life::suspended) {
      left.ids.push_back(id);
      from = Misconception::dead_is_freed;  // who leaves it out
    } else {
      from = life == Life::dead ? Misconception::copies_everything : Misconception::own_stack;
    }
    question.choices.push_back({says_greenlet(end, id), Greenlet{id}, from});
  }
  if (question.choices.empty()) return {};
  question.evidence = {trace.size(), Look::copy, left.ids.empty() ? 0 : left.ids.front()};
  question.truth = std::move(left);
  return question;
}

}  // namespace greenlens::questions
