// The language of a schedule: what a greenlet can do next. Small numbers only, so that random dice
// and the bytes of a fuzzer can both speak it.
#ifndef GREENLENS_TESTS_ENGINE_MODEL_OPERATION_H_
#define GREENLENS_TESTS_ENGINE_MODEL_OPERATION_H_

#include <cstddef>
#include <cstdint>

namespace greenlens::model {

// Handles live in this many slots, which all threads share.
constexpr int kSlots = 10;
constexpr int kThreads = 3;

// Whether observers of threads come and go during a schedule. `alike`: they do, and frames and
// switches are mostly of one form, so that greenlets wait in slices of the same place and size.
// Those the engine exchanges when nobody watches.
enum class Watched { always, sometimes, alike };

// How a frame behaves: fixed when it is called.
struct Manner {
  int pattern = 0;  // of its locals
  int size = 0;     // 0..3: how much stack it takes
  bool catches_errors = false;
  bool catches_exit = false;
  bool handles = false;   // calls another frame inside the catch block
  bool rethrows = false;  // at the end of the catch block
};

// Of the frame that is called inside a catch block.
inline Manner handler_of(const Manner& manner) {
  Manner handler;
  handler.pattern = manner.pattern + 1;
  handler.catches_errors = manner.pattern % 2 == 0;
  return handler;
}

struct Operation {
  enum Kind {
    call,          // another frame, on top
    finish,        // return from this frame; a thread's last one ends the thread
    raise,         // throw in this frame: error `number`
    raise_exit,    // GreenletExit(number)
    switch_to,     // slot `a`, with arguments of form `b` and value `number`
    throw_error,   // into slot `a`: error `number`
    throw_exit,    // into slot `a`: GreenletExit(number)
    create,        // into slot `a`; parent: slot `b`, or the current one when it is -1
    create_empty,  // the same, without a body
    drop,          // slot `a`
    copy,          // slot `a` to slot `b`
    keep,          // the current greenlet into slot `a`
    reparent,      // slot `a` below slot `b`
    pass,          // another thread goes on: `a`
    watch,         // this thread's observer goes, or comes again
    // Only while a schedule is being wound up:
    wake,    // GreenletExit into greenlet `a`, handle or not
    forget,  // the reference that a greenlet which refused to die has kept: greenlet `a`
  };
  Kind kind = finish;
  int a = 0;
  int b = 0;
  int number = 0;
  Manner manner;  // of the frame that is called, or of a created greenlet's first one
};

// Decides. `roll` answers 0..sides-1; `exhausted` says that there is nothing more to decide.
class Dice {
 public:
  virtual ~Dice() = default;
  virtual unsigned roll(unsigned sides) = 0;
  virtual bool exhausted() = 0;
};

// splitmix64: the same everywhere.
class RandomDice : public Dice {
 public:
  RandomDice(uint64_t seed, long steps) : state_(seed), steps_left_(steps) {}
  unsigned roll(unsigned sides) override {
    uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<unsigned>((z ^ (z >> 31)) % sides);
  }
  bool exhausted() override { return steps_left_-- <= 0; }

 private:
  uint64_t state_;
  long steps_left_;
};

// One byte a decision.
class ByteDice : public Dice {
 public:
  ByteDice(const unsigned char* bytes, size_t size) : next_(bytes), end_(bytes + size) {}
  unsigned roll(unsigned sides) override { return next_ == end_ ? 0 : *next_++ % sides; }
  bool exhausted() override { return next_ == end_; }

 private:
  const unsigned char* next_;
  const unsigned char* end_;
};

}  // namespace greenlens::model

#endif  // GREENLENS_TESTS_ENGINE_MODEL_OPERATION_H_
