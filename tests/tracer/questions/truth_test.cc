// The truth of every question, at every step of every scenario and of random programs, is what
// another reading of the recording says: its facts one by one, the states behind, and the rules.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/questions/traces.h"
#include "tracer/facts/fields.h"
#include "tracer/questions/answer_text.h"
#include "tracer/questions/ask.h"
#include "tracer/questions/builder.h"
#include "tracer/questions/grade.h"
#include "tracer/questions/pick.h"
#include "tracer/questions/question_text.h"
#include "tracer/rules/plan.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using facts::Event;
using facts::GreenletId;
using ::testing::HasSubstr;
using ::testing::Not;

// All events and states of a recording, from the first one on: no trace is asked.
class Reading {
 public:
  explicit Reading(const store::Trace& trace) {
    state::State state;
    states_.push_back(state);
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      events_.push_back(trace.event(n));
      apply(&state, events_.back());
      states_.push_back(state);
    }
  }
  uint64_t size() const { return events_.size(); }
  const Event& event(uint64_t n) const { return events_[n - 1]; }
  const state::State& state(uint64_t n) const { return states_[n]; }

  // The step from `n` on, at which the switch of that thread is over; 0: none.
  uint64_t switch_ends(uint64_t n, facts::ThreadId thread) const {
    for (uint64_t m = n + 1; m <= size(); ++m) {
      if (event(m).thread != thread) continue;
      if (is<facts::Delivered>(m) || is<facts::SwitchFailed>(m)) return m;
    }
    return 0;
  }
  template <typename F>
  const F* as(uint64_t n) const {
    return std::get_if<F>(&event(n).fact);
  }
  template <typename F>
  bool is(uint64_t n) const {
    return as<F>(n) != nullptr;
  }
  // What the rules say of the switch that ends at this step, from the state before it began to
  // move.
  rules::Plan plan_of(uint64_t end) const {
    const facts::ThreadId thread = event(end).thread;
    rules::Ask ask;
    ask.thread = thread;
    for (uint64_t n = end; n >= 1; --n) {
      if (event(n).thread != thread) continue;
      if (const auto* saved = as<facts::RegistersSaved>(n)) ask.sp = saved->sp;
      if (const auto* prepared = as<facts::StartPrepared>(n)) ask.mark = prepared->stack_stop;
      if (const auto* found = as<facts::TargetFound>(n)) {
        ask.requested = found->target;
        return rules::plan(state(n), ask);
      }
    }
    return {};
  }

 private:
  std::vector<Event> events_;
  std::vector<state::State> states_;
};

int64_t number(const Question& question) { return std::get<Number>(question.truth).value; }
GreenletId greenlet(const Question& question) { return std::get<Greenlet>(question.truth).id; }
const Sentence& said(const Question& question) {
  return question.choices[std::get<Chosen>(question.truth).choice].says;
}
std::string place(const Sentence& sentence, std::string_view name) {
  for (const auto& [place, value] : sentence.places) {
    if (place == name) return value;
  }
  return "";
}

// --- a reading for each kind
void check_who_runs(const Reading& reading, const Question& q) {
  const uint64_t end = reading.switch_ends(q.step, q.thread);
  ASSERT_NE(end, 0u);
  EXPECT_EQ(greenlet(q), thread_in(reading.state(end), q.thread).current) << "the state behind";
  if (!reading.is<facts::Delivered>(end)) return;
  EXPECT_EQ(greenlet(q), reading.plan_of(end).target) << "the rules";
}

void check_control(const Reading& reading, const Question& q) {
  for (uint64_t n = q.step; n <= reading.size(); ++n) {
    const auto& in_switch = thread_in(reading.state(n), q.thread).in_switch;
    if (!in_switch || in_switch->origin != q.subject) continue;
    GreenletId target = 0;
    ASSERT_EQ(rules::find_target(reading.state(n), in_switch->requested, &target),
              rules::Refusal::none);
    EXPECT_EQ(greenlet(q), target) << "the next one alive of whom its parent leads to";
    return;
  }
  FAIL() << "it never asks for a switch";
}

void check_returns(const Reading& reading, const Question& q) {
  // The switch is asked for; then it runs again when a switch is over and it is current.
  uint64_t n = q.step;
  while (n <= reading.size() && !thread_in(reading.state(n), q.thread).in_switch) ++n;
  for (; n <= reading.size(); ++n) {
    const state::Thread& thread = thread_in(reading.state(n), q.thread);
    if (reading.event(n).thread != q.thread || thread.in_switch || thread.current != q.subject) {
      continue;
    }
    EXPECT_EQ(q.evidence.step, n);
    if (const auto* delivered = reading.as<facts::Delivered>(n)) {
      EXPECT_EQ(place(said(q), "what"), delivered->what);
    } else {
      EXPECT_EQ(said(q).id, "question.returns.fails");
    }
    return;
  }
  EXPECT_EQ(said(q).id, "question.returns.never");
}

void check_printed(const Reading& reading, const Question& q) {
  const std::string& truth = std::get<Line>(q.truth).text;
  for (uint64_t n = q.step + 1; n <= reading.size(); ++n) {
    if (const auto* printed = reading.as<facts::Printed>(n)) {
      EXPECT_EQ(truth, printed->text);
      return;
    }
  }
  EXPECT_EQ(truth, "");
}

// The saves of the rules' plan that were not told before the step, then what comes back.
struct Piece {
  GreenletId owner = 0;
  Range range;
};
Piece next_piece(const Reading& reading, const Question& q, const rules::Plan& plan) {
  const uint64_t end = reading.switch_ends(q.step, q.thread);
  size_t told = 0;
  for (uint64_t n = q.step; n >= 1 && !reading.is<facts::TargetFound>(n); --n) {
    told += reading.is<facts::SliceSaved>(n) && reading.event(n).thread == q.thread;
  }
  EXPECT_NE(end, 0u);
  if (told < plan.saves.size()) {
    return {plan.saves[told].owner, {plan.saves[told].from, plan.saves[told].to}};
  }
  EXPECT_TRUE(plan.restored);
  return {plan.target, {plan.restored->from, plan.restored->to}};
}

void check_bytes(const Reading& reading, const Question& q) {
  const rules::Plan plan = reading.plan_of(reading.switch_ends(q.step, q.thread));
  ASSERT_EQ(plan.refusal, rules::Refusal::none);
  if (q.prompt.id == "question.move.dying") {
    EXPECT_TRUE(plan.origin_is_dying);
    EXPECT_EQ(said(q).id, "question.move.nothing");
    for (const rules::Save& save : plan.saves) EXPECT_NE(save.owner, q.subject);
    return;
  }
  const Piece piece = next_piece(reading, q, plan);
  switch (q.shape) {
    case Shape::greenlet:
      EXPECT_EQ(greenlet(q), piece.owner);
      return;
    case Shape::number:
      EXPECT_EQ(number(q), piece.range.to - piece.range.from);
      EXPECT_EQ(q.subject, piece.owner);
      return;
    case Shape::range:
      EXPECT_EQ(std::get<Range>(q.truth), piece.range);
      return;
    case Shape::choice:
      EXPECT_EQ(said(q).id, "question.move.same_addresses");
      EXPECT_EQ(find(reading.state(q.step), piece.owner)->stack_start, piece.range.from);
      return;
    case Shape::text:
    case Shape::greenlets:
      FAIL() << "no such question is asked of bytes";
  }
}

// What the rules leave of its slice in place: all above what is saved by then.
void check_valid(const Reading& reading, const Question& q) {
  const uint64_t end = reading.switch_ends(q.step, q.thread);
  const rules::Plan plan = reading.plan_of(end);
  const state::GreenletState& before = *find(reading.state(q.step), q.subject);
  const facts::Address start =
      q.subject == plan.origin ? plan.origin_stack_start : before.stack_start;
  uint64_t saved = before.stack_saved;
  for (const rules::Save& save : plan.saves) {
    if (save.owner == q.subject) saved = save.stack_saved;
  }
  const facts::Address stop = before.is_main ? 0 : before.stack_stop;
  const Range whole{start, stop}, there{start + static_cast<facts::Address>(saved), stop};
  if (q.shape == Shape::number) {
    EXPECT_EQ(number(q), there.to - there.from);
  } else if (q.shape == Shape::range) {
    EXPECT_EQ(std::get<Range>(q.truth), there);
  } else if (q.prompt.id == "question.pointer") {
    EXPECT_EQ(said(q).id, saved == 0 ? "question.pointer.good" : "question.pointer.gone");
  } else {
    EXPECT_EQ(said(q).id, there.from == whole.from ? "question.valid.all"
                          : there.from >= whole.to ? "question.valid.none"
                                                   : "question.valid.part");
  }
}

// What the next fact itself says; of what it does not say, the state behind it.
void check_field(const Reading& reading, const Question& q) {
  uint64_t next = q.step + 1;
  while (!facts::is_stop(reading.event(next).fact, facts::Grain::phase)) ++next;
  const state::GreenletState* is = find(reading.state(next), q.subject);
  ASSERT_NE(is, nullptr);
  const std::string& id = q.prompt.id;
  if (id == "question.registers") {
    const auto* saved = reading.as<facts::RegistersSaved>(next);
    ASSERT_NE(saved, nullptr);
    EXPECT_EQ(place(said(q), "name"), greenlet_name(reading.state(q.step), saved->origin));
    EXPECT_EQ(said(q).id, "question.registers.kept");
  } else if (id == "question.field.life") {
    EXPECT_EQ(said(q).id,
              std::string("question.life.") + life_name(state::life(reading.state(next), *is)));
  } else if (id == "question.field.parent") {
    const auto* changed = reading.as<facts::ParentChanged>(next);
    EXPECT_EQ(greenlet(q), changed != nullptr ? changed->new_parent : is->parent);
  } else if (id == "question.field.stack_prev") {
    const auto* linked = reading.as<facts::StackPrevRelinked>(next);
    const auto* prepared = reading.as<facts::StartPrepared>(next);
    EXPECT_EQ(greenlet(q), linked != nullptr     ? linked->stack_prev
                           : prepared != nullptr ? prepared->stack_prev
                                                 : is->stack_prev);
  } else if (id == "question.field.stack_saved") {
    const auto* saved = reading.as<facts::SliceSaved>(next);
    EXPECT_EQ(number(q), saved != nullptr ? static_cast<int64_t>(saved->stack_saved) : 0);
  } else if (id == "question.field.stack_start") {
    const auto* set = reading.as<facts::StackStartSet>(next);
    EXPECT_EQ(number(q), set != nullptr ? set->stack_start : is->stack_start);
  } else {
    EXPECT_EQ(id, "question.field.stack_stop");
    const auto* prepared = reading.as<facts::StartPrepared>(next);
    EXPECT_EQ(number(q), prepared != nullptr ? prepared->stack_stop : is->stack_stop);
  }
}

// Who has begun, and neither finished nor was freed, in the facts' own words.
void check_leaks(const Reading& reading, const Question& q) {
  std::set<GreenletId> left;
  for (uint64_t n = 1; n <= reading.size(); ++n) {
    if (const auto* entered = reading.as<facts::BodyEntered>(n)) left.insert(entered->greenlet);
    if (const auto* ended = reading.as<facts::GreenletFinished>(n)) left.erase(ended->greenlet);
    if (const auto* freed = reading.as<facts::GreenletFreed>(n)) left.erase(freed->greenlet);
  }
  EXPECT_EQ(std::get<Greenlets>(q.truth).ids, std::vector<GreenletId>(left.begin(), left.end()));
}

void check_truth(const Reading& reading, const Question& q) {
  switch (q.kind) {
    case Kind::who_runs_next:
      return check_who_runs(reading, q);
    case Kind::bytes_move:
      return check_bytes(reading, q);
    case Kind::printed_next:
      return check_printed(reading, q);
    case Kind::field_after:
      return check_field(reading, q);
    case Kind::returns:
      return check_returns(reading, q);
    case Kind::control_after_death:
      return check_control(reading, q);
    case Kind::valid_on_stack:
      return check_valid(reading, q);
    case Kind::leaks_at_end:
      return check_leaks(reading, q);
    case Kind::own:
      FAIL() << "none is made";
  }
}

// --- what every question has
void check_choices(const store::Trace& trace, const Question& q) {
  const words::Messages& messages = testing::english();
  EXPECT_TRUE(messages.has(q.prompt.id)) << q.prompt.id;
  EXPECT_EQ(q.shape, static_cast<Shape>(q.truth.index()));
  const state::State state = trace.state(q.step);
  std::set<std::string> texts;
  size_t right = 0;
  for (size_t i = 0; i < q.choices.size(); ++i) {
    const Choice& choice = q.choices[i];
    EXPECT_TRUE(messages.has(choice.says.id)) << choice.says.id;
    EXPECT_TRUE(texts.insert(text(messages, choice.says)).second) << text(messages, choice.says);
    if (q.shape == Shape::greenlets) continue;
    const Verdict verdict = grade(q, choice.answer);
    if (choice.answer == q.truth) {
      ++right;
      EXPECT_EQ(verdict.outcome, Outcome::right);
      EXPECT_FALSE(choice.from) << "nobody is wrong who takes it";
    } else {
      EXPECT_EQ(verdict.outcome, Outcome::wrong);
      EXPECT_EQ(verdict.misconception, choice.from);
    }
    const auto typed = parse_answer(choice_label(q, i), q, state);
    ASSERT_TRUE(typed) << choice_label(q, i);
    EXPECT_EQ(*typed, choice.answer);
  }
  if (q.shape != Shape::greenlets) {
    EXPECT_EQ(right, 1u);
  }
  EXPECT_EQ(grade(q, q.truth).outcome, Outcome::right);
  EXPECT_GE(q.evidence.step, q.step);
  EXPECT_LE(q.evidence.step, trace.size());
}

void check_words(const store::Trace& trace, const Question& q, Level level) {
  const words::Messages& messages = words::Messages::of("en", level);
  std::string all = text(messages, q.prompt) + expected_text(messages, q);
  for (const Choice& choice : q.choices) {
    all += text(messages, choice.says);
    all += feedback(messages, trace, q, grade(q, choice.answer));
  }
  all += feedback(messages, trace, q, grade(q, {}));
  EXPECT_THAT(all, Not(HasSubstr("«")));
  if (level == Level::story) {
    EXPECT_THAT(all, Not(HasSubstr("0x")));
  }
}

using Counts = std::map<Kind, size_t>;

void check_everything(const std::string& id, const store::Trace& trace, uint64_t every,
                      Counts* asked, std::set<Misconception>* believed) {
  const Reading reading(trace);
  for (uint64_t step = 0; step <= trace.size(); step += every) {
    for (const Kind kind : kMade) {
      for (const Level level : {Level::story, Level::mechanism, Level::addresses}) {
        const Asking asking{step % 3, level};
        const auto question = ask(trace, step, kind, asking);
        if (!question) continue;
        SCOPED_TRACE(id + ", step " + std::to_string(step) + ", " + facts::enum_name(kind) + ", " +
                     words::level_name(level) + ", " + question->prompt.id);
        EXPECT_EQ(question->kind, kind);
        EXPECT_EQ(question->step, step);
        check_truth(reading, *question);
        check_choices(trace, *question);
        check_words(trace, *question, level);
        ++(*asked)[kind];
        for (const Choice& choice : question->choices) {
          if (choice.from) believed->insert(*choice.from);
        }
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
}

TEST(Truth, OfEveryQuestionAtEveryStepOfEveryScenarioIsWhatIsRecorded) {
  Counts asked;
  std::set<Misconception> believed;
  for (const auto& [id, trace] : testing::scenario_traces()) {
    check_everything(id, trace, 1, &asked, &believed);
  }
  for (const Kind kind : kMade) EXPECT_GT(asked[kind], 30u) << facts::enum_name(kind);
  EXPECT_EQ(believed.size(), kMisconceptions.size()) << "each stands behind some wrong choice";
}

TEST(Truth, OfRandomProgramsIsWhatIsRecorded) {
  Counts asked;
  std::set<Misconception> believed;
  for (const auto& [id, trace] : testing::random_traces()) {
    check_everything(id, trace, 1, &asked, &believed);
  }
  for (const Kind kind : kMade) {
    if (kind == Kind::leaks_at_end) continue;  // they have too many greenlets
    EXPECT_GT(asked[kind], 100u) << facts::enum_name(kind);
  }
}

// Of switches that were only noted the bytes' places follow, what they carried does not.
TEST(Truth, OfNotedSwitchesIsAskedAsFarAsItIsRecorded) {
  const store::Timeline noted = testing::noted_trace(4, 60).expected;
  Counts asked;
  std::set<Misconception> believed;
  check_everything("noted", noted, 1, &asked, &believed);
  EXPECT_GT(asked[Kind::who_runs_next], 50u);
  EXPECT_GT(asked[Kind::bytes_move], 50u);
  EXPECT_EQ(asked[Kind::returns], 0u) << "what switch() returned there was not recorded";
  for (uint64_t step = 0; step < noted.size(); ++step) {
    const auto question = ask(noted, step, Kind::field_after);
    if (question) {
      EXPECT_NE(question->prompt.id, "question.registers") << "nor which registers";
    }
  }
}

TEST(Truth, IsNotAskedForWhereEventsWereLost) {
  const store::Timeline lossy = testing::lossy_timeline();
  for (uint64_t step = 0; step <= lossy.size(); ++step) {
    for (const Kind kind : kMade) {
      const auto question = ask(lossy, step, kind);
      if (question) {
        EXPECT_LT(question->evidence.step, testing::kLostAt) << step;
      }
    }
  }
  const store::Timeline wrong = testing::contradictory_timeline();
  for (uint64_t step = 0; step < testing::kWrongAt; ++step) {
    for (const Kind kind : kMade) {
      const auto question = ask(wrong, step, kind);
      if (question) {
        EXPECT_LT(question->evidence.step, testing::kWrongAt) << "contradicts the rules";
      }
    }
  }
}

// A damaged recording says anything: what can be asked of it has choices and words, too.
TEST(AQuestion, OfAnyFactsIsWellMadeOrNone) {
  size_t asked = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    testing::RandomFacts random(seed);
    store::Timeline trace;
    // Of a real program, with something else among them.
    for (Event& event : testing::sample_events()) {
      trace.append(std::move(event));
      if (random.below(12) != 0) continue;
      Event other = random.event(random.below(testing::RandomFacts::kTypes));
      other.thread = 1;
      if (!std::holds_alternative<facts::EventsLost>(other.fact)) trace.append(std::move(other));
    }
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      for (const Kind kind : kMade) {
        const auto question = ask(trace, step, kind, {seed, Level::addresses});
        if (!question) continue;
        ++asked;
        check_choices(trace, *question);
        EXPECT_NE(feedback(testing::english(), trace, *question, {}), "");
      }
    }
    EXPECT_LE(questions_of(trace).size(), kUsualCount);
  }
  EXPECT_GT(asked, 1000u);
}

// The table that everything has to be right on first.
TEST(Truth, OfTest1Test2IsTheTableOfTheManual) {
  const store::Timeline trace = testing::sample_timeline();
  const auto asked_before = [&](const auto& wanted, Kind kind) {
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      if (wanted(trace.event(n).fact)) return ask(trace, n - 1, kind, {1, Level::mechanism});
    }
    return std::optional<Question>();
  };
  const auto dies = asked_before(
      [](const auto& fact) { return std::holds_alternative<facts::GreenletFinished>(fact); },
      Kind::control_after_death);
  ASSERT_TRUE(dies);
  EXPECT_EQ(greenlet(*dies), 1u) << "its parent, main, and not gr2, who switched to it";
  EXPECT_EQ(grade(*dies, Greenlet{3}).misconception, Misconception::returns_to_switcher);

  const auto leaves = asked_before(
      [](const auto& fact) {
        const auto* asks = std::get_if<facts::SwitchRequested>(&fact);
        return asks != nullptr && asks->origin == 3;
      },
      Kind::returns);
  ASSERT_TRUE(leaves);
  EXPECT_EQ(said(*leaves).id, "question.returns.never");

  const auto end = ask(trace, trace.size() - 1, Kind::leaks_at_end);
  ASSERT_TRUE(end);
  EXPECT_EQ(std::get<Greenlets>(end->truth).ids, std::vector<GreenletId>{3});
  EXPECT_EQ(grade(*end, Greenlets{}).misconception, Misconception::dead_is_freed);
  EXPECT_EQ(grade(*end, Greenlets{{2, 3}}).misconception, Misconception::copies_everything);
}

}  // namespace
}  // namespace greenlens::questions
