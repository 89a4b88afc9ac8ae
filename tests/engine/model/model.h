// The model: greenlets without any stack, plain and slow. Each greenlet is a vector of frames, and
// each frame says what it is doing; references are counted by looking at everybody who holds one.
//
// `perform` carries an operation out and goes on until some frame has to decide what to do next. On
// the way it writes down what has to be seen: who starts, gets, catches what, in order. It predicts
// everything; the engine has to agree.
#ifndef GREENLENS_TESTS_ENGINE_MODEL_MODEL_H_
#define GREENLENS_TESTS_ENGINE_MODEL_MODEL_H_

#include <deque>
#include <string>
#include <vector>

#include "tests/engine/model/operation.h"

namespace greenlens::model {

// What a switch delivers, or a call ends with.
struct Outcome {
  enum Kind { value, error, exit };
  Kind kind = value;
  std::string text;
};

struct Frame {
  enum Doing {
    // A frame of the program:
    deciding,   // the next operation is its own
    calling,    // another frame
    reaping,    // about to perform `operation` with `held`, after what other threads dropped
    switching,  // waits for an outcome, holding a handle on `held`
    settling,   // drops a handle; `outcome` is what happens then
    handling,   // in the catch block of `outcome`
    // Of the engine, always on top of those:
    killing,       // threw GreenletExit into `victim`, whose parent was `old_parent`
    burying,       // the same, after `victim` has its parent back
    reaping_list,  // drops what is in `list`
    // A thread's end, by itself in its main greenlet:
    ending_kills,    // throws GreenletExit into each of `list`
    ending_drops,    // drops what is in `list`; what is not dead by now is declared dead
    ending_forgets,  // drops what is in `list`, as a thread that is no more
  };
  Doing doing = deciding;
  Manner manner;
  Operation operation;
  Outcome outcome;
  int held = -1;
  int old_parent = -1;
  int victim = -1;  // of killing; `held`, too, when nobody else refers to it
  size_t at = 0;    // in `list`
  int rounds = 0;
  std::vector<int> list;
};

struct Greenlet {
  int thread = 0;
  int parent = -1;
  bool is_main = false;
  bool has_body = true;
  bool started = false;
  bool dead = false;
  bool freed = false;
  Manner manner;       // of the first frame
  int next_heir = -1;  // dead: whom its result was offered last
  std::vector<Frame> frames;

  bool active() const { return started && !dead; }
};

struct Thread {
  int main = -1;
  int current = -1;
  int kept = -1;      // the current one, when nobody else refers to it
  int successor = 0;  // the thread that goes on after its end
  bool began = false;
  bool watched = true;  // an observer hears of its switches
  bool exited = false;
  std::vector<int> dropped_elsewhere;
};

// "greenlet 3 gets 7"
struct Sight {
  int greenlet;
  const char* what;
  std::string text;
};

class Model {
 public:
  explicit Model(Watched watched);

  void perform(const Operation& operation);
  // What has to be seen before the next decision, oldest first; the reader takes it away.
  std::deque<Sight> expected;

  const Watched is_watched;

  // From now on nothing is caught any more: every frame that gets a chance ends.
  bool winding_up = false;

  int running = 0;  // the thread
  int current() const { return threads[index(running)].current; }
  const Frame& top() const { return greenlets[index(current())].frames.back(); }
  size_t depth() const { return greenlets[index(current())].frames.size(); }
  int references(int greenlet) const;

  std::vector<Greenlet> greenlets;  // all there ever were: the index is the name
  std::vector<Thread> threads;
  std::vector<int> slots;
  std::vector<int> refused_to_die;  // one reference each that nobody has
  std::vector<int> lost;            // handles on stacks that are no more

  // When all threads have ended: what lies on stacks that nobody will unwind moves to `lost`.
  void lose_all_stacks();
  void let_go(int held);  // nobody's any more

  // How often things happened.
  long switches = 0, kills = 0, reaped = 0, refusals = 0, looked_away = 0;

  static size_t index(int i) { return static_cast<size_t>(i); }

 private:
  Greenlet& self() { return greenlets[index(current())]; }
  Frame& frame() { return self().frames.back(); }
  void see(const char* what, const std::string& text);
  void begin_thread(int thread);

  // Each of these ends by going on somewhere: they are only ever called last.
  void resume(const Outcome& outcome);
  void raise(const Outcome& error);
  void caught(const Outcome& error);
  void return_from_frame(const std::string& text);
  void start(const Outcome& first);
  void die(const Outcome& last);
  void transfer(int requested, const Outcome& delivery);
  void after_reaping(const Operation& operation);
  void hold_and_reap(int held, const Operation& operation);
  void settle(int dropped, const Outcome& then);
  void put_into_slot(int slot, int greenlet);
  void reparent(int greenlet, int parent);
  void release(int greenlet, const Outcome& then);
  void last_reference_dropped(int greenlet, const Outcome& then);
  void free(int greenlet, const Outcome& then);
  void lose_stack(Greenlet& greenlet);
  Outcome refusal(const char* text);
  bool is_or_descends_from(int greenlet, int ancestor) const;
  void kill(int greenlet, bool buries, const Outcome& then);
  bool refused(int greenlet) const;
  void go_on_ending();
  void end_thread();
};

}  // namespace greenlens::model

#endif  // GREENLENS_TESTS_ENGINE_MODEL_MODEL_H_
