#include "tracer/questions/ask_bytes.h"

#include <string>
#include <utility>
#include <vector>

#include "tracer/questions/builder.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using facts::Address;
using facts::Event;
using facts::GreenletId;

template <typename... Facts>
bool is_any(const Event& event) {
  return (std::holds_alternative<Facts>(event.fact) || ...);
}

// The registers lie on the stack, and the bytes do not move later than in the next steps.
bool sp_is_shown(const Ahead& ahead) {
  return is_any<facts::StackStartSet, facts::OriginNotSaved, facts::SliceSaved,
                facts::StackPointerMoved, facts::SliceRestored>(ahead.next().event);
}

uint64_t size_of(const Range& range) {
  return static_cast<uint64_t>(range.to) - static_cast<uint64_t>(range.from);
}

bool is_range(const Range& range) {
  return facts::is_stack_address(range.from) && facts::is_stack_address(range.to) &&
         range.from < range.to;
}

// What moves next, as it was recorded.
struct Piece {
  uint64_t step = 0;
  GreenletId owner = 0;
  Range range;
  bool comes_back = false;
};

std::optional<Piece> next_piece(const Ahead& ahead) {
  const auto found = ahead.first_told([](const Event& event) {
    return is_any<facts::SliceSaved, facts::SliceRestored, facts::Delivered, facts::SwitchFailed>(
        event);
  });
  if (!found) return {};
  Piece piece;
  if (const auto* saved = std::get_if<facts::SliceSaved>(&found->event.fact)) {
    piece = {found->step, saved->owner, {saved->from, saved->to}, false};
  } else if (const auto* back = std::get_if<facts::SliceRestored>(&found->event.fact)) {
    piece = {found->step, back->target, {back->from, back->to}, true};
  }
  if (!is_range(piece.range)) return {};
  return piece;
}

class Moving {
 public:
  Moving(const Ahead& ahead, const Piece& piece)
      : ahead_(ahead), piece_(piece), sp_(known_sp(now(), stack())) {
    const state::GreenletState* owner = find(now(), piece_.owner);
    if (owner == nullptr) return;
    // One that is just left is a slice from here on.
    const Address start =
        facts::is_stack_address(owner->stack_start) && owner->id != ahead.teller().current
            ? owner->stack_start
            : piece_.range.from;
    slice_ = {start, slice_end(*owner)};
    name_ = greenlet_name(now(), piece_.owner);
  }

  bool is_known() const { return !name_.empty(); }
  std::optional<Question> whose(Dice* dice) const {
    const GreenletId target = ahead_.teller().in_switch ? ahead_.teller().in_switch->target : 0;
    GreenletBuilder builder(ahead_, Kind::bytes_move, target,
                            {"question.move.whose", {{"target", greenlet_name(now(), target)}}});
    builder.truth(piece_.owner, now(), evidence());
    builder.wrong(0, Misconception::own_stack);
    builder.others(ahead_.thread());
    return builder.done(dice);
  }
  std::optional<Question> how_many(Dice* dice) const {
    Builder builder(ahead_, Kind::bytes_move, Shape::number, piece_.owner,
                    {piece_.comes_back ? "question.move.back_bytes" : "question.move.bytes",
                     {{"name", name_}}});
    builder.unit(Unit::bytes);
    const auto add = [&](uint64_t bytes, Misconception from) {
      builder.wrong(says_bytes(bytes), Number{static_cast<int64_t>(bytes)}, from);
    };
    const uint64_t bytes = size_of(piece_.range);
    builder.truth(says_bytes(bytes), Number{static_cast<int64_t>(bytes)}, evidence());
    if (is_range(slice_)) add(size_of(slice_), Misconception::copies_everything);
    add(0, piece_.comes_back ? Misconception::copy_runs : Misconception::own_stack);
    if (is_range(used())) add(size_of(used()), Misconception::copies_everything);
    return builder.done(dice);
  }
  std::optional<Question> from_where_to_where(Dice* dice) const {
    Builder builder(ahead_, Kind::bytes_move, Shape::range, piece_.owner,
                    {piece_.comes_back ? "question.move.back_range" : "question.move.range",
                     {{"name", name_}}});
    builder.unit(Unit::address);
    const auto add = [&](const Range& range, std::optional<Misconception> from) {
      if (is_range(range)) builder.wrong(says_range(range), range, from);
    };
    builder.truth(says_range(piece_.range), piece_.range, evidence());
    add(slice_, Misconception::copies_everything);
    add({piece_.range.to, slice_.to}, {});
    if (piece_.comes_back && facts::is_stack_address(sp_)) {
      // A fresh place below everything that is in use.
      add({sp_ - static_cast<Address>(size_of(piece_.range)), sp_}, Misconception::copy_runs);
    }
    add(used(), Misconception::copies_everything);
    return builder.done(dice);
  }
  std::optional<Question> back_to_where(Dice* dice) const {
    Builder builder(ahead_, Kind::bytes_move, Shape::choice, piece_.owner,
                    {"question.move.back_where", {{"name", name_}}});
    const bool is_where_it_was = piece_.range.from == slice_.from;
    if (!is_where_it_was) return {};
    builder.truth({"question.move.same_addresses"}, evidence());
    builder.wrong({"question.move.copy_runs", {{"name", name_}}}, Misconception::copy_runs);
    builder.wrong({"question.move.below", {{"name", name_}}}, Misconception::own_stack);
    return builder.done(dice);
  }

 private:
  const state::State& now() const { return ahead_.now(); }
  const state::Stack& stack() const { return ahead_.teller().own_stack; }
  // All of the stack that is in use.
  Range used() const { return {sp_, top(stack())}; }
  Evidence evidence() const {
    return {piece_.step, piece_.comes_back ? Look::slice : Look::copy, piece_.owner, piece_.range};
  }

  const Ahead& ahead_;
  const Piece piece_;
  const Address sp_;
  Range slice_;
  std::string name_;
};

// Of one that dies nothing is saved: as far as nothing of it was, up to the end of its switch.
std::optional<Question> of_the_dying(const Ahead& ahead, GreenletId dying, Dice* dice) {
  const auto found = ahead.first_told([&](const Event& event) {
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    return (saved != nullptr && saved->owner == dying) || is_any<facts::Delivered>(event);
  });
  if (!found || !is_any<facts::Delivered>(found->event)) return {};
  Builder builder(ahead, Kind::bytes_move, Shape::choice, dying,
                  {"question.move.dying", {{"name", greenlet_name(ahead.now(), dying)}}});
  builder.truth({"question.move.nothing"}, {ahead.next().step, Look::slice, dying});
  builder.wrong({"question.move.everything"}, Misconception::copies_everything);
  builder.wrong({"question.move.a_part"});
  return builder.done(dice);
}

// --- what is in place after a switch
class Valid {
 public:
  Valid(const Ahead& ahead, const Found& end, GreenletId who)
      : ahead_(ahead), after_(ahead.trace().state(end.step)), greenlet_(find(after_, who)) {
    if (greenlet_ == nullptr || state::life(after_, *greenlet_) != state::Life::suspended) return;
    slice_ = {greenlet_->stack_start, slice_end(*greenlet_)};
    const state::InPlace range = in_place(after_, *greenlet_);
    in_place_ = {range.low, range.high};
    name_ = greenlet_name(after_, who);
    evidence_ = {end.step, Look::slice, who, slice_};
  }

  bool is_known() const { return !name_.empty() && is_range(slice_) && greenlet_->stack == 0; }
  std::optional<Question> how_much(Dice* dice) const {
    Builder builder = begin("question.valid", Shape::choice);
    const bool is_all = greenlet_->stack_saved == 0, is_none = !is_range(in_place_);
    const Sentence all{"question.valid.all"}, part{"question.valid.part"},
        none{"question.valid.none"};
    builder.truth(is_all ? all : is_none ? none : part, evidence_);
    builder.wrong(all, Misconception::own_stack);
    builder.wrong(none, Misconception::copies_everything);
    builder.wrong(part);
    return builder.done(dice);
  }
  std::optional<Question> how_many(Dice* dice) const {
    Builder builder = begin("question.valid.bytes", Shape::number);
    builder.unit(Unit::bytes);
    const auto number = [](uint64_t bytes) { return Number{static_cast<int64_t>(bytes)}; };
    const uint64_t bytes = bytes_on_stack(after_, *greenlet_), saved = greenlet_->stack_saved;
    builder.truth(says_bytes(bytes), number(bytes), evidence_);
    builder.wrong(says_bytes(size_of(slice_)), number(size_of(slice_)), Misconception::own_stack);
    builder.wrong(says_bytes(0), number(0), Misconception::copies_everything);
    builder.wrong(says_bytes(saved), number(saved), Misconception::copy_runs);
    return builder.done(dice);
  }
  std::optional<Question> from_where_to_where(Dice* dice) const {
    if (!is_range(in_place_)) return how_much(dice);
    Builder builder = begin("question.valid.range", Shape::range);
    builder.unit(Unit::address);
    builder.truth(says_range(in_place_), in_place_, evidence_);
    builder.wrong(says_range(slice_), slice_, Misconception::own_stack);
    const Range saved{slice_.from, in_place_.from};
    if (is_range(saved)) builder.wrong(says_range(saved), saved, Misconception::copy_runs);
    return builder.done(dice);
  }
  std::optional<Question> pointer(GreenletId target, Dice* dice) const {
    Builder builder(
        ahead_, Kind::valid_on_stack, Shape::choice, greenlet_->id,
        {"question.pointer", {{"name", name_}, {"target", greenlet_name(after_, target)}}});
    const Sentence good{"question.pointer.good"}, gone{"question.pointer.gone"};
    const bool is_there = greenlet_->stack_saved == 0;
    builder.truth(is_there ? good : gone, evidence_);
    builder.wrong(good, Misconception::pointer_stays_good);
    builder.wrong({"question.pointer.copy"}, Misconception::copy_runs);
    builder.wrong(gone, Misconception::copies_everything);
    return builder.done(dice);
  }

 private:
  Builder begin(const char* id, Shape shape) const {
    return {ahead_, Kind::valid_on_stack, shape, greenlet_->id, {id, {{"name", name_}}}};
  }

  const Ahead& ahead_;
  const state::State after_;
  const state::GreenletState* const greenlet_;
  Range slice_, in_place_;
  std::string name_;
  Evidence evidence_;
};

// Whoever has begun, and will be suspended then: the one that leaves first.
std::vector<GreenletId> slices(const Ahead& ahead, const facts::Delivered& delivered) {
  std::vector<GreenletId> all;
  for (const auto& [id, greenlet] : ahead.now().greenlets) {
    if (id == delivered.origin || id == delivered.target || greenlet.thread != ahead.thread())
      continue;
    if (state::life(ahead.now(), greenlet) == state::Life::suspended) all.push_back(id);
  }
  const state::GreenletState* origin = find(ahead.now(), delivered.origin);
  if (origin != nullptr && !origin->finished) all.insert(all.begin(), origin->id);
  return all;
}

}  // namespace

std::optional<Question> bytes_move(const Ahead& ahead, Level level, Dice* dice) {
  if (!sp_is_shown(ahead)) return {};
  if (const auto* dying = ahead.comes<facts::OriginNotSaved>()) {
    return of_the_dying(ahead, dying->origin, dice);
  }
  const std::optional<Piece> piece = next_piece(ahead);
  if (!piece) return {};
  const Moving moving(ahead, *piece);
  if (!moving.is_known()) return {};
  // Of each level what those below it ask, too.
  const size_t aspect = dice->below(static_cast<size_t>(level) + 1);
  if (aspect == 2) return moving.from_where_to_where(dice);
  if (aspect == 1) return moving.how_many(dice);
  return piece->comes_back ? moving.back_to_where(dice) : moving.whose(dice);
}

std::optional<Question> valid_on_stack(const Ahead& ahead, Level level, Dice* dice) {
  const auto end = ahead.end_of_switch();
  if (!end) return {};
  const auto* delivered = std::get_if<facts::Delivered>(&end->event.fact);
  if (delivered == nullptr || delivered->origin == delivered->target) return {};
  const std::vector<GreenletId> all = slices(ahead, *delivered);
  if (all.empty()) return {};
  // Mostly of the one that leaves: that is what changes.
  const GreenletId who = dice->below(2) == 0 ? all.front() : all[dice->below(all.size())];
  const Valid valid(ahead, *end, who);
  if (!valid.is_known()) return {};
  const bool can_be_counted = sp_is_shown(ahead) && level != Level::story;
  const size_t aspect = dice->below(can_be_counted ? 3 : 2);
  if (aspect == 2) {
    return level == Level::addresses ? valid.from_where_to_where(dice) : valid.how_many(dice);
  }
  return aspect == 1 ? valid.pointer(delivered->target, dice) : valid.how_much(dice);
}

}  // namespace greenlens::questions
