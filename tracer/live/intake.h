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
#include "tracer/live/stream.h"
#include "tracer/live/witness.h"
#include "tracer/ring/shared.h"
#include "tracer/session/permission.h"
#include "tracer/step/stepper.h"

namespace greenlens::live {

class Intake {
 public:
  // Returns when somebody who maps the memory sees that it is drained. Both outlive this.
  Intake(ring::Shared& shared, Child& child);
  ~Intake();  // leave(), and nothing is taken in any more
  Intake(const Intake&) = delete;

  Stream& stream() { return stream_; }
  Witness& witness() { return witness_; }
  // The program goes on as if it were not watched; what it has told up to now still comes, and that
  // it was left.
  void leave();
  // Whether all that the program has told and noted is in the stream.
  bool has_all() const { return told_so_far() == handed_on_; }
  // Why its instructions are not recorded, as was wished; none when it was not, or has not begun.
  std::optional<step::Stepper::Refusal> not_stepped() const;
  // Once the stream has ended: something has written over what the program told.
  bool damaged() const { return damaged_; }

 private:
  void run();
  void step(pid_t pid);
  // Grows with each record and note.
  uint64_t told_so_far() const;

  ring::Shared& shared_;
  Stream stream_;
  Witness witness_;
  drain::Steps steps_;
  step::Stepper stepper_;
  mutable std::mutex mutex_;  // of this
  std::optional<step::Stepper::Refusal> not_stepped_;
  std::atomic<bool> left_{false};
  std::atomic<bool> abandoned_{false};
  std::atomic<bool> damaged_{false};
  std::atomic<uint64_t> handed_on_{0};  // of what told_so_far() counts
  std::thread thread_;                  // last: it uses all of the above
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_INTAKE_H_
