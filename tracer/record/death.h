// How the program dies, as far as it can be said on the spot: in a signal handler, whose thread may
// have no stack left, or in std::terminate.
#ifndef GREENLENS_TRACER_RECORD_DEATH_H_
#define GREENLENS_TRACER_RECORD_DEATH_H_

#include <pthread.h>
#include <signal.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {

// A program dies once. Nothing here allocates, locks or throws but the constructor, which belongs
// on the thread that is recorded.
class Death {
 public:
  static constexpr size_t kFrames = 1024;
  static constexpr size_t kStackBytes = 64 * 1024;  // what a handler needs to say all this
  Death();

  // In the signal's handler, with its arguments: what it says, and who ran. A signal that asks a
  // program to end has killed it; of any other one it has crashed.
  void note_signal(int signal, const siginfo_t& info, void* context);
  // In std::terminate, on the stack of whatever ended the program.
  void note_error(std::string_view error);
  // Then where the stack pointer was, and the C frames. A stack that was overwritten may make this
  // fault in turn: what was found before stays.
  void unwind();
  // Then what kind of address it was about.
  void place_fault();

  // --- what is known
  facts::End how = facts::End::crashed;
  char what[256] = "";
  facts::ThreadId thread = 1;  // that died; the first when it was one without greenlets
  const char* base = nullptr;  // what its addresses are relative to
  uint32_t greenlet = 0;       // who ran; 0: it was a thread without greenlets
  const char* sp = nullptr;
  facts::FaultPlace place = facts::FaultPlace::none;
  uint64_t fault_address = 0;
  uint64_t stack_bytes = 0;
  uint32_t copy_of = 0;  // whose copy, which is freed, lay where it faulted; 0: nobody's
  const RawFrame* frames() const { return frames_.get(); }
  size_t frame_count = 0;

 private:
  void note_who_ran();

  void* context_ = nullptr;  // of the signal
  uint64_t stack_low_ = 0;
  std::unique_ptr<RawFrame[]> frames_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_DEATH_H_
