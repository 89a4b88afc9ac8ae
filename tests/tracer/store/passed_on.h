// A trace that is another one, for tests that change one of its answers: what it is asked passes
// on.
#ifndef GREENLENS_TESTS_TRACER_STORE_PASSED_ON_H_
#define GREENLENS_TESTS_TRACER_STORE_PASSED_ON_H_

#include "tracer/store/trace.h"

namespace greenlens::testing {

// The other one has to outlive it.
class PassedOn : public store::Trace {
 public:
  explicit PassedOn(const store::Trace& trace) : trace_(trace) {}
  const store::TraceInfo& info() const override { return trace_.info(); }
  uint64_t size() const override { return trace_.size(); }
  state::Moment at(uint64_t n) const override { return trace_.at(n); }
  state::State state(uint64_t n) const override { return trace_.state(n); }
  facts::Event event(uint64_t n) const override { return trace_.event(n); }
  uint64_t count(facts::Grain grain) const override { return trace_.count(grain); }
  uint64_t count_until(facts::Grain grain, uint64_t n) const override {
    return trace_.count_until(grain, n);
  }
  uint64_t stop(facts::Grain grain, uint64_t k) const override { return trace_.stop(grain, k); }
  std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const override {
    return trace_.next(grain, n);
  }
  uint64_t previous(facts::Grain grain, uint64_t n) const override {
    return trace_.previous(grain, n);
  }
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about) const override {
    return trace_.find(n, direction, wanted, about);
  }
  const std::vector<uint64_t>& contradicted() const override { return trace_.contradicted(); }
  const store::History& history() const override { return trace_.history(); }
  uint64_t printed_until(uint64_t n) const override { return trace_.printed_until(n); }
  std::vector<store::PrintedLine> printed(uint64_t first, uint64_t count) const override {
    return trace_.printed(first, count);
  }
  std::shared_ptr<const store::History> history(uint64_t from, uint64_t to) const override {
    return trace_.history(from, to);
  }
  std::vector<store::Column> columns(uint64_t from, uint64_t to, size_t count) const override {
    return trace_.columns(from, to, count);
  }

 protected:
  const store::Trace& trace_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_PASSED_ON_H_
