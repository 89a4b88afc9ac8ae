// What the rules of all facts have in common: the state before the fact, how far its switch has
// come, and how a contradiction is written down. Part of check(): check.cc has a rule for each
// fact.
#ifndef GREENLENS_TRACER_RULES_HEARING_H_
#define GREENLENS_TRACER_RULES_HEARING_H_

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "tracer/rules/check.h"
#include "tracer/rules/known.h"
#include "tracer/rules/progress.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

// One fact before its judge: collects what contradicts.
class Hearing {
 public:
  // `thread` tells the fact of that name.
  Hearing(const state::State& state, facts::ThreadId thread, const char* name)
      : state_(state),
        teller_(thread),
        thread_(thread_in(state, thread)),
        name_(name),
        switch_(thread_.in_switch ? &*thread_.in_switch : nullptr),
        progress_(state, thread_) {}

  std::vector<Contradiction> take() { return std::move(found_); }

 protected:
  template <typename T>
  void expect(const char* field, const T& told, const T& expected) {
    if (told != expected) found_.push_back({field, value(told), value(expected)});
  }
  // Whatever had been expected, this cannot be.
  template <typename T>
  void refuse(const char* field, const T& told) {
    found_.push_back({field, value(told), {}});
  }
  void add(std::vector<Contradiction> more) {
    for (Contradiction& one : more) found_.push_back(std::move(one));
  }
  // A greenlet that the program may choose freely among those that exist.
  void expect_to_exist(const char* field, facts::GreenletId told) {
    const state::GreenletState* g = find(state_, told);
    if (g == nullptr || g->freed) refuse(field, told);
  }

  // Whether the fact may be told now. Otherwise nothing else is looked at.
  bool in_time(Step step) {
    const std::optional<std::string_view> instead = progress_.instead_of(step);
    return !instead || comes_instead_of(*instead);
  }
  // The program runs, or whoever it has asked to run for it: a lookup before the target is found,
  // a trace function before the delivery. In between the engine has the word.
  bool in_program() {
    if (switch_ == nullptr || switch_->target == 0 || switch_->host_state_swapped) return true;
    return comes_instead_of(progress_.next());
  }
  // Always false.
  bool comes_instead_of(std::string_view other) {
    found_.push_back({kOrder, FactName{name_}, FactName{other}});
    return false;
  }
  // The same for what belongs to a switch that another one may have interrupted: of those the
  // state remembers the last one only.
  bool in_time_if_remembered(Step step) { return switch_ == nullptr || in_time(step); }

  // Whether the state does not know what the fact is about, so that it has to be believed.
  bool blind(std::initializer_list<facts::GreenletId> named) const {
    if (state_.events_lost != 0) return true;
    for (const facts::GreenletId id : named) {
      if (!is_known(state_, id)) return true;
    }
    if (!is_known(state_, thread_.current)) return true;
    return switch_ != nullptr &&
           (!is_known(state_, switch_->origin) || !is_known(state_, switch_->target));
  }

  // Steps from `id` upwards as long as there are parents: does it meet `ancestor`? A circle that
  // does not contain it is left when it has been walked for as long as there are greenlets.
  bool descends_from(facts::GreenletId id, facts::GreenletId ancestor) const {
    const state::GreenletState* g = find(state_, id);
    for (size_t steps = 0; g != nullptr && steps <= state_.greenlets.size(); ++steps) {
      if (g->id == ancestor) return true;
      g = find(state_, g->parent);
    }
    return false;
  }
  // The innermost frame of a chain. One that was pushed before the recording began is not known,
  // and nor is when it went: then it may be any other such one, as far as their numbers can tell,
  // which ascend.
  void expect_frame(const char* field, facts::FrameId told, facts::FrameId expected) {
    const bool is_older = thread_.frames.empty() || told < thread_.frames.begin()->first;
    if (thread_.frames.count(expected) == 0 && is_older) return;
    expect(field, told, expected);
  }
  // The running greenlet's, or the one that is about to run.
  void expect_depth(const char* field, uint32_t told, std::optional<uint32_t> known) {
    if (known) expect(field, uint64_t{told}, uint64_t{*known});
  }
  // A range that has bytes.
  void expect_range(const char* field, facts::Address from, facts::Address to) {
    if (state::slice_size(from, to) == 0) refuse(field, to);
  }

  const state::State& state_;
  const facts::ThreadId teller_;
  const state::Thread& thread_;  // the teller as far as it is known
  const std::string_view name_;
  const state::SwitchInProgress* const switch_;
  const Progress progress_;

 private:
  template <typename T>
  static Value value(const T& v) {
    return Value(std::in_place_type<T>, v);
  }

  std::vector<Contradiction> found_;
};

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_HEARING_H_
