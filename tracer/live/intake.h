// Takes in what a program tells, in a thread of its own: from the shared memory to the bytes of a
// trace.
#ifndef GREENLENS_TRACER_LIVE_INTAKE_H_
#define GREENLENS_TRACER_LIVE_INTAKE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "tracer/drain/steps.h"
#include "tracer/live/child.h"
#include "tracer/live/feed.h"
#include "tracer/live/stream.h"
#include "tracer/live/witness.h"
#include "tracer/ring/shared.h"
#include "tracer/session/permission.h"
#include "tracer/step/stepper.h"

namespace greenlens::live {

// Where in its emulator's memory the program's address 0 is; and how its instructions are seen,
// where that is wanted: without a machine they are not.
struct Emulated {
  uint64_t origin = 0;
  step::Stepper::Elsewhere led{};
};

class Intake final : public Feed {
 public:
  // Returns when somebody who maps the memory sees that it is drained. Both outlive this.
  // `emulated`: of a program that an emulator runs.
  Intake(ring::Shared& shared, Child& child, std::optional<Emulated> emulated = {});
  ~Intake() override;  // leave(), and nothing is taken in any more
  Intake(const Intake&) = delete;

  Stream& stream() override { return stream_; }
  facts::Fault begin(pid_t pid) override;
  void leave() override;
  // All that the program has told and noted.
  bool has_all() const override { return told_so_far() == handed_on_; }
  // Why its instructions are not recorded, as was wished; none when it was not, or has not begun.
  facts::Fault not_stepped() const override;
  bool damaged() const override { return damaged_; }
  bool lives_elsewhere() const override { return witness_.lives_elsewhere(); }
  void kill_elsewhere() override { witness_.kill_elsewhere(); }

  // The first time; from any thread.
  void step(pid_t pid) override;

 private:
  void run();
  void begin_stepping(pid_t pid);
  // Grows with each record and note.
  uint64_t told_so_far() const;

  ring::Shared& shared_;
  Child& child_;
  const std::optional<uint64_t> emulated_at_;
  const bool led_;  // by its emulator, from its first instruction on
  Stream stream_;
  Witness witness_;
  drain::Steps steps_;
  const std::unique_ptr<step::Stepper> stepper_;
  mutable std::mutex mutex_;  // of this
  std::optional<step::Stepper::Refusal> not_stepped_;
  std::atomic<bool> stepped_{false};
  std::atomic<bool> left_{false};
  std::atomic<bool> abandoned_{false};
  std::atomic<bool> damaged_{false};
  std::atomic<uint64_t> handed_on_{0};  // of what told_so_far() counts
  std::thread connecting_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_INTAKE_H_
