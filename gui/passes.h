// What is looked for in a trace that may be long. Each knows what it has found when it has come to
// its end.
#ifndef GREENLENS_GUI_PASSES_H_
#define GREENLENS_GUI_PASSES_H_

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "gui/pass.h"
#include "tracer/facts/declare.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

// The way to a step.
class WayToStep : public Pass {
 public:
  using Direction = store::Trace::Direction;

  // Beyond `from`, in a trace with `size` steps.
  WayToStep(uint64_t from, Direction direction, uint64_t size);
  // None: there is none. At the end.
  std::optional<uint64_t> step() const { return step_; }
  Worker::Progress progress() const override;

 protected:
  bool forward() const { return direction_ == Direction::forward; }
  // All up to there was looked at.
  void come_to(uint64_t step) { at_ = step; }
  void found(uint64_t step) { step_ = step; }
  uint64_t at() const { return at_; }
  Direction direction() const { return direction_; }

 private:
  uint64_t at_;
  Direction direction_;
  uint64_t from_, size_;
  std::optional<uint64_t> step_;
};

// To the nearest event that is wanted; `about` as in store::Trace::find.
class WayToEvent final : public WayToStep {
 public:
  using Wanted = std::function<bool(const facts::Event&)>;
  WayToEvent(uint64_t from, Direction direction, uint64_t size, Wanted wanted,
             facts::GreenletId about = facts::kNobody);
  bool go_on(const store::Trace& trace) override;

 private:
  Wanted wanted_;
  facts::GreenletId about_;
};

// To the nearest one whose line has all these words (tracer/words/find_text.h).
class WayToWords final : public WayToStep {
 public:
  WayToWords(uint64_t from, Direction direction, uint64_t size, const words::Messages& messages,
             std::vector<std::string> wanted);
  bool go_on(const store::Trace& trace) override;

 private:
  const words::Messages& messages_;
  std::vector<std::string> wanted_;
};

// All steps that the rules are asked about: what contradicts them.
class Check final : public Pass {
 public:
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override;
  // Replaces what is not the newest. In any thread, at any time.
  void take(std::vector<uint64_t>* contradicted) const;

 private:
  Worker::Progress progress_;
  mutable std::mutex mutex_;
  std::vector<uint64_t> contradicted_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PASSES_H_
