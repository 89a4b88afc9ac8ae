// A trace as it is known at a step: what comes later is not there. It is what views see while a
// question waits for its answer, so that none of them can give that away.
//
// It refers to the trace behind it, which has to live longer. One thread.
#ifndef GREENLENS_GUI_CURTAIN_H_
#define GREENLENS_GUI_CURTAIN_H_

#include <memory>
#include <optional>
#include <vector>

#include "tracer/store/timeline.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

class Curtain final : public store::Trace {
 public:
  // Of a trace that can be read for one picture (store::kExactSteps) who ran is read again, up to
  // that step. Of a longer one pictures of who ran end there, but know who is still to come.
  Curtain(const store::Trace& behind, uint64_t step);

  const store::TraceInfo& info() const override { return behind_.info(); }
  uint64_t size() const override { return step_; }
  state::Moment at(uint64_t n) const override { return behind_.at(within(n)); }
  state::State state(uint64_t n) const override { return behind_.state(within(n)); }
  facts::Event event(uint64_t n) const override { return behind_.event(within(n)); }
  // How long the whole is gives nothing away.
  uint64_t count(facts::Grain grain) const override { return behind_.count(grain); }
  uint64_t count_until(facts::Grain grain, uint64_t n) const override {
    return behind_.count_until(grain, within(n));
  }
  uint64_t stop(facts::Grain grain, uint64_t k) const override {
    return within(behind_.stop(grain, k));
  }
  std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const override;
  uint64_t previous(facts::Grain grain, uint64_t n) const override {
    return behind_.previous(grain, within(n));
  }
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about) const override;
  const std::vector<uint64_t>& contradicted() const override { return contradicted_; }
  const store::History& history() const override;
  std::shared_ptr<const store::History> overview() const override;
  uint64_t printed_until(uint64_t n) const override { return behind_.printed_until(within(n)); }
  std::vector<store::PrintedLine> printed(uint64_t first, uint64_t count) const override;
  std::shared_ptr<const store::History> history(uint64_t from, uint64_t to) const override;
  std::vector<store::Column> columns(uint64_t from, uint64_t to, size_t count) const override;
  void go_along(state::State* state, uint64_t to, store::Onlooker* onlooker) const override {
    behind_.go_along(state, within(to), onlooker);
  }
  std::vector<std::string> letters() const override { return behind_.letters(); }

 private:
  uint64_t within(uint64_t n) const { return n < step_ ? n : step_; }

  const store::Trace& behind_;
  const uint64_t step_;
  std::vector<uint64_t> contradicted_;
  std::unique_ptr<store::Timeline> short_;  // the part as a trace of its own; null: it is long
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_CURTAIN_H_
