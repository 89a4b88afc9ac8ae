#include "tracer/questions/ask_field.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tracer/questions/builder.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using facts::Address;
using facts::GreenletId;
using state::GreenletState;
using state::Life;

enum class Field : uint8_t { life, parent, stack_saved, stack_prev, stack_start, stack_stop };
constexpr std::array<Field, 6> kFields = {Field::life,       Field::parent,      Field::stack_saved,
                                          Field::stack_prev, Field::stack_start, Field::stack_stop};

Level level_of(Field field) {
  switch (field) {
    case Field::life:
    case Field::parent:
      return Level::story;
    case Field::stack_saved:
    case Field::stack_prev:
      return Level::mechanism;
    case Field::stack_start:
    case Field::stack_stop:
      return Level::addresses;
  }
  return Level::addresses;
}

bool differs(Field field, const state::State& before, const GreenletState& was,
             const state::State& after, const GreenletState& is) {
  switch (field) {
    case Field::life:
      return life(before, was) != life(after, is);
    case Field::parent:
      return was.parent != is.parent;
    case Field::stack_saved:
      return was.stack_saved != is.stack_saved;
    case Field::stack_prev:
      return was.stack_prev != is.stack_prev;
    case Field::stack_start:
      return was.stack_start != is.stack_start;
    case Field::stack_stop:
      return was.stack_stop != is.stack_stop;
  }
  return false;
}

Sentence says_life(Life life) {
  switch (life) {
    case Life::unstarted:
      return {"question.life.unstarted"};
    case Life::running:
      return {"question.life.running"};
    case Life::suspended:
      return {"question.life.suspended"};
    case Life::dead:
      return {"question.life.dead"};
  }
  return {};
}

class Asked {
 public:
  Asked(const Ahead& ahead, const state::State& after, GreenletId who)
      : ahead_(ahead),
        after_(after),
        was_(*find(ahead.now(), who)),
        is_(*find(after, who)),
        places_({{"name", greenlet_name(after, who)}}),
        evidence_({ahead.next().step, Look::fields, who}) {}

  std::optional<Question> ask(Field field, Dice* dice) const {
    switch (field) {
      case Field::life:
        return life_after(dice);
      case Field::parent:
        return greenlet("question.field.parent", was_.parent, is_.parent, dice);
      case Field::stack_prev:
        return greenlet("question.field.stack_prev", was_.stack_prev, is_.stack_prev, dice);
      case Field::stack_saved:
        return saved(dice);
      case Field::stack_start:
        return address("question.field.stack_start", was_.stack_start, is_.stack_start,
                       is_.stack_stop, dice);
      case Field::stack_stop:
        return address("question.field.stack_stop", was_.stack_stop, is_.stack_stop,
                       known_sp(ahead_.now(), ahead_.teller().own_stack), dice);
    }
    return {};
  }

 private:
  std::optional<Question> life_after(Dice* dice) const {
    Builder builder(ahead_, Kind::field_after, Shape::choice, is_.id,
                    {"question.field.life", places_});
    builder.truth(says_life(life(after_, is_)), evidence_);
    const bool has_ended = life(after_, is_) == Life::dead;
    builder.wrong({"question.life.freed"}, Misconception::dead_is_freed);
    builder.wrong(says_life(Life::suspended));
    // Two that run are what one expects who believes that they do at the same time.
    builder.wrong(says_life(Life::running),
                  has_ended ? std::nullopt : std::optional(Misconception::parallel));
    builder.wrong(says_life(Life::unstarted));
    builder.wrong(says_life(Life::dead));
    return builder.done(dice);
  }
  std::optional<Question> greenlet(const char* id, GreenletId was, GreenletId is,
                                   Dice* dice) const {
    GreenletBuilder builder(ahead_, Kind::field_after, is_.id, {id, places_});
    builder.truth(is, after_, evidence_);
    builder.wrong(was);
    builder.wrong(0);
    builder.others(is_.thread);
    return builder.done(dice);
  }
  std::optional<Question> saved(Dice* dice) const {
    Builder builder(ahead_, Kind::field_after, Shape::number, is_.id,
                    {"question.field.stack_saved", places_});
    builder.unit(Unit::bytes);
    const auto number = [](uint64_t bytes) { return Number{static_cast<int64_t>(bytes)}; };
    const Address start =
        facts::is_stack_address(is_.stack_start) ? is_.stack_start : was_.stack_start;
    const uint64_t whole = state::slice_size(start, slice_end(is_));
    const bool comes_back = is_.stack_saved < was_.stack_saved;
    builder.truth(says_bytes(is_.stack_saved), number(is_.stack_saved), evidence_);
    builder.wrong(says_bytes(whole), number(whole), Misconception::copies_everything);
    builder.wrong(says_bytes(was_.stack_saved), number(was_.stack_saved),
                  comes_back ? Misconception::copy_runs : Misconception::own_stack);
    return builder.done(dice);
  }
  std::optional<Question> address(const char* id, Address was, Address is, Address other,
                                  Dice* dice) const {
    Builder builder(ahead_, Kind::field_after, Shape::number, is_.id, {id, places_});
    builder.unit(Unit::address);
    builder.truth(says_address(is), Number{is}, evidence_);
    for (const Address wrong : {was, other, facts::kNull, facts::kStarted}) {
      builder.wrong(says_address(wrong), Number{wrong});
    }
    return builder.done(dice);
  }

  const Ahead& ahead_;
  const state::State& after_;
  const GreenletState& was_;
  const GreenletState& is_;
  const std::vector<words::Messages::Place> places_;
  const Evidence evidence_;
};

// Those that the step can have to do with.
std::vector<GreenletId> concerned(const Ahead& ahead, const state::State& after) {
  std::vector<GreenletId> all = {facts::subject(ahead.next().event.fact)};
  const auto add = [&](const state::Thread& thread) {
    all.push_back(thread.current);
    if (!thread.in_switch) return;
    all.push_back(thread.in_switch->origin);
    all.push_back(thread.in_switch->target);
  };
  add(ahead.teller());
  add(thread_in(after, ahead.thread()));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::erase_if(all, [&](GreenletId id) {
    return find(ahead.now(), id) == nullptr || find(after, id) == nullptr;
  });
  return all;
}

// As the CPU's table names them; what of the switch's frame is no register is not among them.
std::string names_of(const std::vector<facts::SavedRegister>& registers) {
  std::string names;
  for (const facts::SavedRegister& one : registers) {
    if (one.name.find(' ') == std::string::npos) names += (names.empty() ? "" : ", ") + one.name;
  }
  return names;
}

std::optional<Question> registers_saved(const Ahead& ahead, const facts::RegistersSaved& saved,
                                        Dice* dice) {
  const std::string names = names_of(saved.registers);
  if (names.empty() || saved.origin == saved.target) return {};
  const std::string origin = greenlet_name(ahead.now(), saved.origin);
  const std::string target = greenlet_name(ahead.now(), saved.target);
  Builder builder(ahead, Kind::field_after, Shape::choice, saved.origin,
                  {"question.registers", {{"name", origin}, {"target", target}}});
  builder.truth({"question.registers.kept", {{"name", origin}, {"registers", names}}},
                {ahead.next().step, Look::registers, saved.origin,
                 facts::is_stack_address(saved.sp) ? std::optional(Range{saved.sp, saved.sp})
                                                   : std::nullopt});
  builder.wrong({"question.registers.all", {{"name", origin}}}, Misconception::all_registers);
  builder.wrong({"question.registers.kept", {{"name", target}, {"registers", names}}},
                Misconception::all_registers);
  builder.wrong({"question.registers.none", {{"name", origin}}}, Misconception::own_stack);
  return builder.done(dice);
}

}  // namespace

std::optional<Question> field_after(const Ahead& ahead, Level level, Dice* dice) {
  if (const auto* saved = ahead.comes<facts::RegistersSaved>();
      saved != nullptr && level != Level::story) {
    return registers_saved(ahead, *saved, dice);
  }
  const state::State after = ahead.trace().state(ahead.next().step);
  struct Candidate {
    GreenletId who;
    Field field;
  };
  std::vector<Candidate> all;
  for (const GreenletId who : concerned(ahead, after)) {
    for (const Field field : kFields) {
      if (level_of(field) > level) continue;
      const GreenletState &was = *find(ahead.now(), who), &is = *find(after, who);
      if (differs(field, ahead.now(), was, after, is)) all.push_back({who, field});
    }
  }
  if (all.empty()) return {};
  const Candidate one = all[dice->below(all.size())];
  return Asked(ahead, after, one.who).ask(one.field, dice);
}

}  // namespace greenlens::questions
