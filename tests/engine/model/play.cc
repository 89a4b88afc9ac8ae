#include "tests/engine/model/play.h"

#include <pthread.h>

#include <cfenv>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/host.h"
#include "tests/engine/model/chooser.h"
#include "tests/engine/model/model.h"
#include "tests/engine/slice_checker.h"

namespace greenlens::model {
namespace {

namespace real = engine;
using real::Core;
using real::Value;

class Player;
Player* player;  // not on any stack that moves

[[noreturn]] void differs(const std::string& what);

class Checker : public real::SliceChecker {
 public:
  using SliceChecker::SliceChecker;
  void greenlet_created(real::Where where, const Core& greenlet) override;
  void greenlet_freed(real::Where where, const Core& greenlet) override;
  void error_ignored(real::Where, const Core& greenlet, std::string_view) override;

 protected:
  void wrong(const char* what, const Core* greenlet) override {
    differs(greenlet ? greenlet->name() + ": " + what : what);
  }
};

struct ScheduleError : std::runtime_error {
  explicit ScheduleError(int number) : runtime_error("error " + std::to_string(number)) {}
};

// What all threads of a schedule share. Only the thread whose turn it is touches it.
class Player {
 public:
  Player(Dice& d, Watched watched, std::string n, Totals& t)
      : dice(d), name(std::move(n)), totals(t), model(watched) {}

  Dice& dice;
  const std::string name;
  Totals& totals;
  Model model;
  std::vector<real::Greenlet> slots{kSlots};
  std::vector<Core*> cores;  // by their names in the model
  uint32_t first_id = 0;
  std::vector<std::unique_ptr<Checker>> checkers{kThreads};

  // The next operation of the frame that asks; `greenlet` and `depth` say who it thinks it is.
  Operation next(int greenlet, size_t depth);
  void saw(int greenlet, const char* what, const std::string& text);
  void created(const Core& core);
  void begin_or_stop_watching(int thread);
  int named(const Core& core) const;

  void run();
  void give_turn(int thread);
  void wait_for_turn(int thread);

 private:
  void compare(int greenlet, size_t depth);
  void remember_copy(const Operation& operation);
  void count_exchange();
  void notice_what_is_gone();
  void let_go_of_what_was_lost();

  std::mutex mutex_;
  std::condition_variable turned_;
  int turn_ = 0;
  int ending_ = -1;  // the thread that is about to end
  // The switch that is under way, by names in the model, and the copy of who is to come.
  int origin_ = -1, target_ = -1;
  const char* copy_ = nullptr;
};

[[noreturn]] void differs(const std::string& what) {
  std::printf("%s, operation %ld: %s\n", player->name.c_str(), player->totals.operations,
              what.c_str());
  std::fflush(stdout);
  std::abort();
}

// Both count in order of creation.
int Player::named(const Core& core) const { return static_cast<int>(core.id() - first_id); }

void Checker::greenlet_created(real::Where where, const Core& greenlet) {
  SliceChecker::greenlet_created(where, greenlet);
  player->created(greenlet);
}
void Checker::greenlet_freed(real::Where where, const Core& greenlet) {
  SliceChecker::greenlet_freed(where, greenlet);
  player->cores[Model::index(player->named(greenlet))] = nullptr;
}
void Checker::error_ignored(real::Where, const Core& greenlet, std::string_view) {
  player->saw(player->named(*core::thread_state().current), "ignores an error of",
              std::to_string(player->named(greenlet)));
}

void Player::created(const Core& core) {
  if (cores.empty()) first_id = core.id();
  // An observer that comes is told again what there is.
  if (Model::index(named(core)) == cores.size()) cores.push_back(const_cast<Core*>(&core));
}

// Every greenlet that a thread has, as the engine itself knows them.
std::vector<const Core*> greenlets_of(const core::ThreadState& thread) {
  std::vector<const Core*> greenlets;
  for (Core* core = thread.oldest; core != nullptr; core = core::CoreAccess::newer(*core)) {
    greenlets.push_back(core);
  }
  return greenlets;
}

void Player::begin_or_stop_watching(int thread) {
  bool begins = model.threads[Model::index(thread)].watched;  // the model has already done it
  Checker& checker = *checkers[Model::index(thread)];
  if (begins) checker.watch_from_now_on(greenlets_of(core::thread_state()));
  real::set_observer(begins ? &checker : nullptr);
}

// Where nobody watches nobody is told what is freed.
void Player::notice_what_is_gone() {
  for (const Thread& thread : model.threads) {
    if (thread.watched || thread.exited || !thread.began) continue;
    const Core& main = *cores[Model::index(thread.main)];
    std::vector<Core*> there(cores.size());
    for (const Core* core : greenlets_of(*core::CoreAccess::thread(main))) {
      there[Model::index(named(*core))] = const_cast<Core*>(core);
    }
    for (size_t i = 0; i < cores.size(); ++i) {
      if (model.threads[Model::index(model.greenlets[i].thread)].main == thread.main) {
        cores[i] = there[i];
      }
    }
  }
}

std::string sight(int greenlet, const char* what, const std::string& text) {
  return std::to_string(greenlet) + " " + what + " " + text;
}

void Player::saw(int greenlet, const char* what, const std::string& text) {
  ++totals.sights;
  if (model.expected.empty()) {
    differs("greenlet " + sight(greenlet, what, text) + ", and the model expects nothing");
  }
  const Sight& expected = model.expected.front();
  if (expected.greenlet != greenlet || std::strcmp(expected.what, what) != 0 ||
      expected.text != text) {
    differs("greenlet " + sight(greenlet, what, text) + ", but the model expects that " +
            sight(expected.greenlet, expected.what, expected.text));
  }
  model.expected.pop_front();
}

// Model and engine, greenlet by greenlet.
void Player::compare(int greenlet, size_t depth) {
  if (!model.expected.empty()) {
    const Sight& missing = model.expected.front();
    differs("not seen: " + sight(missing.greenlet, missing.what, missing.text));
  }
  if (greenlet != model.current() || depth != model.depth()) {
    differs("greenlet " + std::to_string(greenlet) + " runs at depth " + std::to_string(depth) +
            ", but the model expects " + std::to_string(model.current()) + " at depth " +
            std::to_string(model.depth()));
  }
  if (cores.size() != model.greenlets.size()) differs("another number of greenlets was created");
  notice_what_is_gone();
  for (int i = 0; i < static_cast<int>(cores.size()); ++i) {
    const Greenlet& expected = model.greenlets[Model::index(i)];
    const Thread& owner = model.threads[Model::index(expected.thread)];
    if (owner.exited) continue;  // nobody watches it any more
    Core* core = cores[Model::index(i)];
    auto wrong = [&](const char* what) {
      differs("greenlet " + std::to_string(i) + " " + what + ", says the model");
    };
    if ((core == nullptr) != expected.freed) wrong(core ? "is freed" : "is not freed");
    if (core == nullptr) continue;
    if (core->dead() != expected.dead) wrong(expected.dead ? "is dead" : "is not dead");
    if (core->started() != expected.started) wrong(expected.started ? "runs" : "did not start");
    if (core->is_current() != (owner.current == i)) wrong("is current, or is not");
    int parent = core->parent() == nullptr ? -1 : named(*core->parent());
    if (parent != expected.parent) wrong("has another parent");
    int references = core::CoreAccess::references(*core).load();
    if (references != model.references(i)) {
      differs("greenlet " + std::to_string(i) + " has " + std::to_string(references) +
              " references, but the model counts " + std::to_string(model.references(i)));
    }
  }
}

void Player::remember_copy(const Operation& operation) {
  origin_ = target_ = -1;
  if (operation.kind != Operation::switch_to) return;
  const Core* target = slots[Model::index(operation.a)].core();
  copy_ = target == nullptr ? nullptr : target->stack_copy();
  if (copy_ == nullptr) return;
  origin_ = model.current();
  target_ = named(*target);
}

void Player::count_exchange() {
  if (target_ < 0 || target_ != model.current()) return;
  const Core* origin = cores[Model::index(origin_)];
  if (origin != nullptr && origin->stack_copy() == copy_) ++totals.exchanged;
}

Operation Player::next(int greenlet, size_t depth) {
  compare(greenlet, depth);
  count_exchange();
  if (!model.winding_up) model.winding_up = dice.exhausted();
  Operation operation = choose(model, dice);
  ++totals.operations;
  remember_copy(operation);
  std::vector<Thread> before = model.threads;
  size_t immortal = model.refused_to_die.size();
  model.perform(operation);
  if (model.refused_to_die.size() > immortal) ++totals.refused_to_die;
  for (int i = 0; i < kThreads; ++i) {
    bool exited = model.threads[Model::index(i)].exited;
    if (!exited || before[Model::index(i)].exited) continue;
    std::lock_guard lock(mutex_);
    ending_ = i;
    turned_.notify_all();
  }
  return operation;
}

void Player::give_turn(int thread) {
  std::lock_guard lock(mutex_);
  turn_ = thread;
  turned_.notify_all();
}

void Player::wait_for_turn(int thread) {
  std::unique_lock lock(mutex_);
  turned_.wait(lock, [&] { return turn_ == thread; });
}

// --- what runs ---------------------------------------------------------------------------------

int live(int greenlet, size_t depth, const Manner& manner);

Value pass_arguments(real::Greenlet& to, const Operation& operation) {
  int n = operation.number;
  switch (operation.b) {
    case 0:
      return to.switch_to();
    case 1:
      return to.switch_to(n);
    case 2:
      return to.switch_to(n, "two");
    case 3:
      return to.switch_to(real::kw("k", n));
    default:
      return to.switch_to(n, real::kw("k", Value()));
  }
}

real::Greenlet created(const Operation& operation) {
  real::Greenlet::Body body;
  if (operation.kind == Operation::create) {
    body = [manner = operation.manner](const real::Arguments& first) -> Value {
      int self = player->named(*core::thread_state().current);
      player->saw(self, "starts with", real::single_result(first).repr());
      return live(self, 1, manner);
    };
  }
  real::Greenlet greenlet =
      operation.b < 0 ? real::Greenlet("", body)
                      : real::Greenlet("", body, player->slots[Model::index(operation.b)]);
  if (!core::thread_state().watched()) player->created(*greenlet.core());
  return greenlet;
}

// Everything but what ends a frame.
void perform(int greenlet, size_t depth, const Operation& operation) {
  std::vector<real::Greenlet>& slots = player->slots;
  size_t a = Model::index(operation.a);
  size_t b = Model::index(operation.b);
  switch (operation.kind) {
    case Operation::call:
      return player->saw(greenlet, "is back with",
                         std::to_string(live(greenlet, depth + 1, operation.manner)));
    case Operation::raise:
      throw ScheduleError(operation.number);
    case Operation::raise_exit:
      throw real::GreenletExit({operation.number});
    case Operation::switch_to: {
      real::Greenlet to = slots[a];
      return player->saw(greenlet, "gets", pass_arguments(to, operation).repr());
    }
    case Operation::throw_error: {
      real::Greenlet to = slots[a];
      return player->saw(greenlet, "gets", to.throw_error(ScheduleError(operation.number)).repr());
    }
    case Operation::throw_exit: {
      real::Greenlet to = slots[a];
      real::GreenletExit exit({operation.number});
      return player->saw(greenlet, "gets", to.throw_error(exit).repr());
    }
    case Operation::create:
    case Operation::create_empty:
      slots[a] = created(operation);
      return;
    case Operation::drop:
      slots[a] = real::Greenlet();
      return;
    case Operation::copy:
      slots[b] = slots[a];
      return;
    case Operation::keep:
      slots[a] = real::current();
      return;
    case Operation::reparent:
      slots[a].set_parent(slots[b]);
      return;
    case Operation::pass: {
      int self = player->model.greenlets[Model::index(greenlet)].thread;
      player->give_turn(operation.a);
      return player->wait_for_turn(self);
    }
    case Operation::watch:
      return player->begin_or_stop_watching(player->model.greenlets[Model::index(greenlet)].thread);
    case Operation::wake: {
      core::Delivery exit = real::carry(std::make_exception_ptr(real::GreenletExit()));
      Value got = real::unpack(core::g_switch(*player->cores[a], std::move(exit)));
      return player->saw(greenlet, "gets", got.repr());
    }
    case Operation::forget:
      core::CoreAccess::refused_to_die(*player->cores[a]) = false;
      return core::release(*player->cores[a]);
    case Operation::finish:
      return;  // not here
  }
}

std::string text_of(const std::exception_ptr& error, bool& exit) {
  try {
    std::rethrow_exception(error);
  } catch (const real::GreenletExit& greenlet_exit) {
    exit = true;
    return greenlet_exit.repr();
  } catch (const std::exception& exception) {
    exit = false;
    return exception.what();
  }
}

// In the catch block of `live`.
void handle(int greenlet, size_t depth, const Manner& manner) {
  bool exit = false;
  std::exception_ptr mine = std::current_exception();
  std::string text = text_of(mine, exit);
  if (player->model.winding_up || !(exit ? manner.catches_exit : manner.catches_errors)) throw;
  player->saw(greenlet, "catches", text);
  if (manner.handles) {
    live(greenlet, depth + 1, handler_of(manner));
    player->saw(greenlet, "has handled", text);
    if (std::current_exception() != mine) differs("another exception is being handled");
  }
  if (manner.rethrows) throw;
}

const int kRounding[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};

// One frame: it does what it is told until it is told to finish, and its locals stay what they
// were.
template <int kBytes>
__attribute__((noinline)) int live_in(int greenlet, size_t depth, const Manner& manner) {
  volatile unsigned char room[kBytes];
  for (int i = 0; i < kBytes; ++i) room[i] = static_cast<unsigned char>(manner.pattern + i);
  double carried = manner.pattern * 1.5;
  int rounding = kRounding[manner.pattern % 4];
  for (;;) {
    std::fesetround(rounding);
    try {
      Operation operation = player->next(greenlet, depth);
      if (operation.kind == Operation::finish) return operation.number;
      perform(greenlet, depth, operation);
      bool called = operation.kind == Operation::call;  // that frame has one of its own
      if (!called && std::fegetround() != rounding) differs("the rounding mode changed");
    } catch (...) {
      handle(greenlet, depth, manner);
    }
    for (int i = 0; i < kBytes; ++i) {
      if (room[i] != static_cast<unsigned char>(manner.pattern + i)) differs("a local changed");
    }
    if (carried != manner.pattern * 1.5) differs("a double changed");
  }
}

int live(int greenlet, size_t depth, const Manner& manner) {
  switch (manner.size) {
    case 0:
      return live_in<32>(greenlet, depth, manner);
    case 1:
      return live_in<300>(greenlet, depth, manner);
    case 2:
      return live_in<2500>(greenlet, depth, manner);
    default:
      return live_in<20000>(greenlet, depth, manner);
  }
}

struct ThreadStart {
  int thread;
};

void* run_thread(void* argument) {
  int thread = static_cast<ThreadStart*>(argument)->thread;
  player->wait_for_turn(thread);
  alignas(16) char here[16];
  auto& checker = player->checkers[Model::index(thread)];
  checker = std::make_unique<Checker>(here);
  real::set_observer(checker.get());
  int main = static_cast<int>(player->cores.size()) - 1;
  Manner manner;
  manner.pattern = main;
  for (;;) {
    try {
      live(main, 1, manner);
      break;
    } catch (const real::GreenletExit& exit) {
      player->saw(main, "begins again after", exit.repr());
    } catch (const std::exception& error) {
      player->saw(main, "begins again after", error.what());
    }
  }
  return nullptr;
}

void Player::run() {
  std::vector<pthread_t> threads(kThreads);
  std::vector<ThreadStart> starts(kThreads);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t{64} << 20);
  for (int i = 0; i < kThreads; ++i) {
    starts[Model::index(i)].thread = i;
    if (pthread_create(&threads[Model::index(i)], &attributes, run_thread,
                       &starts[Model::index(i)]) != 0) {
      differs("cannot make a thread");
    }
  }
  pthread_attr_destroy(&attributes);
  // A thread is at its end only when its last destructor has run.
  for (int ended = 0; ended < kThreads; ++ended) {
    int thread = -1;
    {
      std::unique_lock lock(mutex_);
      turned_.wait(lock, [&] { return ending_ >= 0; });
      thread = std::exchange(ending_, -1);
    }
    pthread_join(threads[Model::index(thread)], nullptr);
    give_turn(model.running);
  }
  let_go_of_what_was_lost();
  for (const auto& checker : checkers) {
    totals.watched += checker->switches;
    totals.restored += checker->restored;
  }
  totals.switches += model.switches;
  totals.looked_away += model.looked_away;
  totals.kills += model.kills;
  totals.reaped += model.reaped;
  totals.refusals += model.refusals;
  totals.greenlets += static_cast<long>(cores.size());
  ++totals.schedules;
}

// All threads are gone. Handles on their stacks are not, nor the references of what refused to die.
void Player::let_go_of_what_was_lost() {
  if (!model.expected.empty()) differs("the end came before all was seen");
  for (size_t slot = 0; slot < kSlots; ++slot) {
    model.let_go(std::exchange(model.slots[slot], -1));
    slots[slot] = real::Greenlet();
  }
  model.lose_all_stacks();
  while (!model.lost.empty()) {
    ++totals.lost;
    int held = model.lost.back();
    model.lost.pop_back();
    model.let_go(held);
    // It may have been lost with a list of what other threads dropped, in which it still links to
    // the next one. No program lets go of what is lost, so the engine need not look for that.
    core::CoreAccess::next_dropped(*cores[Model::index(held)]) = nullptr;
    core::release(*cores[Model::index(held)]);
  }
  for (int i = 0; i < static_cast<int>(cores.size()); ++i) {
    const Greenlet& left = model.greenlets[Model::index(i)];
    if (!left.freed) {
      differs("the model has forgotten greenlet " + std::to_string(i) + ", whose parent is " +
              std::to_string(left.parent));
    }
  }
}

}  // namespace

void play(Dice& dice, Watched watched, const std::string& name, Totals& totals) {
  player = new Player(dice, watched, name, totals);
  player->run();
  delete player;
}

}  // namespace greenlens::model
