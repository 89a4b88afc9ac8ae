// The memory that a recorded program shares with whoever records it: what the program tells, how
// far it may go, and its last words. Both map it, and nothing else lies between them.
//
// The recorder makes it, as a file without a name that only its owner may open and that nobody can
// make larger or smaller. The program inherits its descriptor, whose number stands in an
// environment variable, maps it and closes the descriptor at once: from then on the program owns
// none that is ours, so closing all of them loses nothing, and nothing is ever written to a number
// that may be somebody else's by then. What lies in the memory when the program ends, in whatever
// way, is still there.
//
//   header | ring | last words | notes
//
// Offsets only: the two map it at different addresses. Addresses of the program stand in records,
// and mean something in the program alone. Docs: docs/trace-format.md.
#ifndef GREENLENS_TRACER_RING_SHARED_H_
#define GREENLENS_TRACER_RING_SHARED_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "tracer/ring/gate.h"
#include "tracer/ring/notes.h"
#include "tracer/ring/ring.h"
#include "tracer/ring/watched.h"
#include "tracer/ring/word.h"

namespace greenlens::ring {

// The environment variable with the number of the descriptor that a program inherits.
inline constexpr char kVariable[] = "GREENLENS_RING";

// Which of the system's threads a recorded thread is: for who steps it. Threads that began long
// ago, with many others since, are forgotten.
class SystemThreads {
 public:
  void say(facts::ThreadId thread, int32_t tid);
  facts::ThreadId thread(int32_t tid) const;  // the last one that it was; 0: it has said nothing

 private:
  std::array<Word<uint64_t>, 1024> said_{};
};

// The switch's code in the program, for who steps it. Addresses are the program's.
struct SwitchCode {
  Word<uint64_t> begin{0};  // 0: it was not told
  Word<uint64_t> end{0};
  Word<uint64_t> move_sp{0};  // the instruction that moves the stack pointer
};

// Who was forked: the parent's record of it has a number, and the child says here which process it
// is, since nobody else knows when the parent goes on.
class Forks {
 public:
  uint32_t next() { return count_.fetch_add(1, std::memory_order_relaxed) + 1; }
  uint32_t count() const { return count_.load(std::memory_order_relaxed); }
  void say(uint32_t number, int32_t pid);
  int32_t pid_of(uint32_t number) const;  // 0: it has not said so yet, or too many came after it

 private:
  Word<uint32_t> count_{0};
  std::array<Word<uint64_t>, 64> pids_{};
};

// How much the recorder wants to be told, by who runs freely: who may be stopped tells all. It may
// change at any time, and then the gate says that something did.
struct Wish {
  Word<facts::Detail> detail{facts::Detail::full};
  Word<facts::SliceBytes> bytes{facts::SliceBytes::full};  // also of who is stopped
  Word<uint64_t> full_switches{0};      // so many are told in full before, by each thread
  Word<bool> instructions{false};       // each instruction of each switch, too
  Word<uint32_t> next_instructions{0};  // likewise, of so many switches
  Word<bool> lines{false};              // each line that begins, from the program's beginning
};

struct Header {
  std::array<char, 8> magic{};
  Plain<uint32_t> version = 0;
  Plain<uint32_t> header_bytes = 0;
  Plain<uint64_t> ring_bytes = 0;
  Plain<uint64_t> all_bytes = 0;
  Plain<uint32_t> note_slots = 0;  // kNoteSlots, or 0: there is no room for notes
  uint32_t order = 1;              // as the CPU has it that has made this

  HolderWord recorder{0};        // held by the thread that drains
  Word<uint32_t> looked{0};      // that one knows the program now
  Word<uint32_t> attached{0};    // a program has the memory for itself
  Word<int32_t> pid{0};          // its
  Word<uint32_t> finished{0};    // it has told all that it wanted to
  Word<uint64_t> lost{0};        // events that it could not tell
  Word<uint32_t> others{0};      // programs that came after it, and are not recorded
  Word<uint32_t> strays{0};      // children of it that nobody was told of when they began
  Word<uint32_t> last_words{0};  // they are there
  Word<uint64_t> told{0};        // facts in the ring up to now
  Word<uint64_t> stepped{0};     // instructions that the recorder has put between them
  SwitchCode switch_code;
  SystemThreads threads;
  Wish wish;
  Forks forks;
  NoteSlots notes;
  Gate::State gate;
  Ring::State ring;
};

// A program may be one of another CPU, and its recorder on this one. (What the system itself writes
// into `recorder` has the order of that one.)
static_assert(sizeof(SwitchCode) == 24 && sizeof(SystemThreads) == 8192 && sizeof(Wish) == 32);
static_assert(sizeof(Forks) == 520 && sizeof(NoteSlots) == 12352 && sizeof(Gate::State) == 16);
static_assert(sizeof(Ring::State) == 128 && sizeof(Header) == 21440, "the same on every CPU");

class Shared {
 public:
  static constexpr size_t kRingBytes = size_t{64} << 20;  // pages are touched as needed
  static constexpr size_t kLastWordsBytes = size_t{512} << 10;

  // To be inherited: it has a descriptor. Null when the system refuses; errno says why.
  static std::unique_ptr<Shared> create(size_t ring_bytes = kRingBytes);
  // Of this process alone; a forked child can still say in it who it is. Null likewise.
  static std::unique_ptr<Shared> own(size_t ring_bytes = kRingBytes);
  // What this process has inherited. The variable is taken away, so that no program that is started
  // from here believes to have inherited it, and the descriptor is closed. Null when there is none,
  // when what has this number is not ours (then it is left alone), when it was made by another
  // version, or when another process came first, which is then told.
  static std::unique_ptr<Shared> inherited();
  // What somebody has handed over (tracer/ring/offer.h): takes the descriptor and closes it. Null
  // likewise.
  static std::unique_ptr<Shared> adopt(int file);
  ~Shared();
  Shared(const Shared&) = delete;

  int descriptor() const { return descriptor_; }  // of create(); -1 after close_descriptor()
  void close_descriptor();
  // Of the descriptor's file: it stands in /proc/PID/maps of who maps it. 0 without a descriptor.
  uint64_t number() const;

  // Asks whether anybody records, by the header's word and one of the process's own.
  Watched watched(const std::atomic<uint32_t>* own) {
    return {header().recorder, own, header().order != 1};
  }
  Header& header() { return *reinterpret_cast<Header*>(memory_); }
  Ring& ring() { return ring_; }
  Gate& gate() { return gate_; }
  char* last_words() { return memory_ + header_bytes() + ring_bytes_; }
  // Of that slot, kNotesOfASlot of them.
  Note* notes(size_t slot) {
    return reinterpret_cast<Note*>(last_words() + kLastWordsBytes) + slot * kNotesOfASlot;
  }
  // In a process that inherited the mapping by fork: puts memory of its own in its place, of zeros,
  // so that whoever is in the middle of something writes there. Also after fork in a program with
  // threads.
  void forsake();

 private:
  Shared(char* memory, size_t ring_bytes, size_t notes_bytes, int descriptor);
  static size_t header_bytes();
  static std::unique_ptr<Shared> begin(void* memory, size_t ring_bytes, size_t notes_bytes,
                                       int descriptor);
  static std::unique_ptr<Shared> of_file(int file, bool* is_closed);
  size_t all_bytes() const;

  char* const memory_;
  const size_t ring_bytes_;
  const size_t notes_bytes_;
  int descriptor_;
  Ring ring_;
  Gate gate_;
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_SHARED_H_
