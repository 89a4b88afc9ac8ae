#include "tests/engine/model/model.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace greenlens::model {
namespace {

const Outcome kDone{};

Outcome error(int number) { return {Outcome::error, "error " + std::to_string(number)}; }
Outcome exit_with(int number) {
  return {Outcome::exit, "GreenletExit(" + std::to_string(number) + ")"};
}
// Uncaught, a GreenletExit is what the parent gets.
Outcome quietly(Outcome outcome) {
  if (outcome.kind == Outcome::exit) outcome.kind = Outcome::value;
  return outcome;
}

// What switch returns on the other side for these arguments.
Outcome arguments(int form, int number) {
  std::string n = std::to_string(number);
  switch (form) {
    case 0:
      return {Outcome::value, "()"};
    case 1:
      return {Outcome::value, n};
    case 2:
      return {Outcome::value, "(" + n + ", 'two')"};
    case 3:
      return {Outcome::value, "{'k': " + n + "}"};
    default:
      return {Outcome::value, "((" + n + ",), {'k': None})"};
  }
}

Frame frame_of(const Manner& manner) {
  Frame frame;
  frame.manner = manner;
  return frame;
}

template <typename T>
T take_front(std::vector<T>& from) {
  T first = from.front();
  from.erase(from.begin());
  return first;
}

}  // namespace

Model::Model(Watched watched) : is_watched(watched), threads(kThreads), slots(kSlots, -1) {
  begin_thread(0);
}

void Model::see(const char* what, const std::string& text) {
  expected.push_back({current(), what, text});
}

Outcome Model::refusal(const char* text) {
  ++refusals;
  return {Outcome::error, text};
}

int Model::references(int greenlet) const {
  int count = 0;
  auto look = [&](int held) { count += held == greenlet; };
  for (int held : slots) look(held);
  for (int held : refused_to_die) look(held);
  for (int held : lost) look(held);
  for (const Thread& thread : threads) {
    look(thread.main);
    look(thread.kept);
    for (int held : thread.dropped_elsewhere) look(held);
  }
  for (const Greenlet& other : greenlets) {
    if (other.freed) continue;
    look(other.parent);
    for (const Frame& frame : other.frames) {
      look(frame.held);
      if (frame.doing == Frame::reaping) look(frame.held);  // the engine holds it, too
      look(frame.old_parent);
      for (int held : frame.list) look(held);
    }
  }
  return count;
}

void Model::begin_thread(int thread) {
  threads[index(thread)].began = true;
  int main = static_cast<int>(greenlets.size());
  greenlets.emplace_back();
  greenlets.back().thread = thread;
  greenlets.back().is_main = true;
  greenlets.back().started = true;
  greenlets.back().manner.pattern = main;
  greenlets.back().frames.push_back(frame_of(greenlets.back().manner));
  threads[index(thread)].main = threads[index(thread)].current = main;
}

void Model::perform(const Operation& operation) {
  Frame& here = frame();
  switch (operation.kind) {
    case Operation::call:
      here.doing = Frame::calling;
      self().frames.push_back(frame_of(operation.manner));
      return;
    case Operation::finish:
      if (self().is_main && depth() == 1) threads[index(running)].successor = operation.a;
      return return_from_frame(std::to_string(operation.number));
    case Operation::raise:
      return raise(error(operation.number));
    case Operation::raise_exit:
      return raise(exit_with(operation.number));
    case Operation::switch_to:
    case Operation::throw_error:
    case Operation::throw_exit:
      if (slots[index(operation.a)] < 0) return raise(refusal("this handle names no greenlet"));
      return hold_and_reap(slots[index(operation.a)], operation);
    case Operation::create:
    case Operation::create_empty:
    case Operation::keep:
      return hold_and_reap(-1, operation);
    case Operation::drop:
      return put_into_slot(operation.a, -1);
    case Operation::copy:
      return put_into_slot(operation.b, slots[index(operation.a)]);
    case Operation::reparent:
      return reparent(slots[index(operation.a)], slots[index(operation.b)]);
    case Operation::pass:
      running = operation.a;
      if (!threads[index(running)].began) begin_thread(running);
      return;
    case Operation::watch: {
      bool& watched = threads[index(running)].watched;
      looked_away += watched;
      watched = !watched;
      return;
    }
    case Operation::wake:
      here.doing = Frame::switching;
      return transfer(operation.a, {Outcome::exit, "GreenletExit()"});
    case Operation::forget:
      std::erase(refused_to_die, operation.a);
      return settle(operation.a, kDone);
  }
}

// An outcome arrives at what the current greenlet is doing.
void Model::resume(const Outcome& outcome) {
  if (running < 0 || current() < 0) return;  // the thread is no more
  if (self().dead) {  // its result was refused: the next parent gets the error
    self().next_heir = greenlets[index(self().next_heir)].parent;
    return transfer(self().next_heir, outcome);
  }
  if (self().frames.empty()) return start(outcome);
  Frame& here = frame();
  switch (here.doing) {
    case Frame::deciding:
      std::abort();  // nobody hands anything to a frame that runs
    case Frame::calling:
      here.doing = Frame::deciding;
      return see("is back with", outcome.text);
    case Frame::reaping:
      return after_reaping(Operation(here.operation));
    case Frame::switching:
      if (outcome.kind == Outcome::value) see("gets", outcome.text);
      return settle(std::exchange(here.held, -1), outcome);
    case Frame::settling: {
      here.doing = Frame::deciding;
      if (here.outcome.kind != Outcome::value) raise(Outcome(here.outcome));
      return;
    }
    case Frame::handling: {
      see("has handled", here.outcome.text);
      here.doing = Frame::deciding;
      if (!here.manner.rethrows) return;
      Outcome again = here.outcome;
      self().frames.pop_back();
      return raise(again);
    }
    case Frame::killing: {
      if (outcome.kind != Outcome::value && threads[index(running)].watched) {
        see("ignores an error of", std::to_string(here.victim));
      }
      here.doing = Frame::burying;
      // Unless that was put below it meanwhile, it gets its parent back.
      int unused = std::exchange(here.old_parent, -1);
      if (!is_or_descends_from(unused, here.victim)) {
        std::swap(unused, greenlets[index(here.victim)].parent);
      }
      return release(unused, kDone);
    }
    case Frame::burying: {
      Frame done = here;
      bool alone = done.held >= 0 && references(done.held) == 1;
      self().frames.pop_back();
      if (!alone) return resume(done.outcome);  // somebody has taken it
      if (!greenlets[index(done.held)].active()) return free(done.held, done.outcome);
      refused_to_die.push_back(done.held);
      return resume(done.outcome);
    }
    case Frame::reaping_list: {
      if (!here.list.empty()) return release(take_front(here.list), kDone);
      self().frames.pop_back();
      return resume(kDone);
    }
    case Frame::ending_kills:
    case Frame::ending_drops:
    case Frame::ending_forgets:
      return go_on_ending();
  }
}

// An error leaves one frame after the other until one catches it.
void Model::raise(const Outcome& error) {
  while (!self().frames.empty()) {
    const Frame& here = frame();
    bool catches = error.kind == Outcome::exit ? here.manner.catches_exit  //
                                               : here.manner.catches_errors;
    if (catches && !winding_up && here.doing != Frame::handling) return caught(error);
    self().frames.pop_back();
  }
  if (!self().is_main) return die(error);
  see("begins again after", error.text);
  self().frames.push_back(frame_of(self().manner));
}

void Model::caught(const Outcome& error) {
  see("catches", error.text);
  Frame& here = frame();
  if (here.manner.handles) {
    here.doing = Frame::handling;
    here.outcome = error;
    Manner manner = handler_of(here.manner);
    self().frames.push_back(frame_of(manner));
  } else if (here.manner.rethrows) {
    self().frames.pop_back();
    raise(error);
  } else {
    here.doing = Frame::deciding;
  }
}

void Model::return_from_frame(const std::string& text) {
  self().frames.pop_back();
  if (!self().frames.empty()) return resume({Outcome::value, text});
  if (!self().is_main) return die({Outcome::value, text});
  // The thread ends: what others dropped, what is suspended, and then itself.
  Frame end;
  end.doing = Frame::ending_kills;
  self().frames.push_back(end);
  Frame reaping;
  reaping.doing = Frame::reaping_list;
  reaping.list.swap(threads[index(running)].dropped_elsewhere);
  self().frames.push_back(reaping);
  resume(kDone);
}

void Model::start(const Outcome& first) {
  if (first.kind != Outcome::value) return die(first);
  see("starts with", first.text);
  self().frames.push_back(frame_of(self().manner));
}

void Model::die(const Outcome& last) {
  self().dead = true;
  self().next_heir = self().parent;
  transfer(self().parent, quietly(last));
}

// The rules of a switch: whose turn it is, and what arrives there.
void Model::transfer(int requested, const Outcome& delivery) {
  int owner = greenlets[index(requested)].thread;
  if (owner != running) {
    return resume(refusal(threads[index(owner)].exited
                              ? "cannot switch to a different thread (which happens to have exited)"
                              : "cannot switch to a different thread"));
  }
  int target = requested;
  while (greenlets[index(target)].dead) target = greenlets[index(target)].parent;
  Greenlet& to = greenlets[index(target)];
  if (!to.started && !to.has_body) return resume(refusal("run"));
  to.started = true;
  ++switches;
  threads[index(running)].current = target;
  release(std::exchange(threads[index(running)].kept, -1), delivery);
}

void Model::hold_and_reap(int held, const Operation& operation) {
  Frame& here = frame();
  here.doing = Frame::reaping;
  here.held = held;
  here.operation = operation;
  std::vector<int>& dropped = threads[index(running)].dropped_elsewhere;
  if (dropped.empty()) return after_reaping(operation);
  Frame reaping;
  reaping.doing = Frame::reaping_list;
  reaped += static_cast<long>(dropped.size());
  reaping.list.swap(dropped);
  self().frames.push_back(reaping);
  resume(kDone);
}

void Model::after_reaping(const Operation& operation) {
  Frame& here = frame();
  switch (operation.kind) {
    case Operation::switch_to:
      here.doing = Frame::switching;
      return transfer(here.held, arguments(operation.b, operation.number));
    case Operation::throw_error:
      here.doing = Frame::switching;
      return transfer(here.held, error(operation.number));
    case Operation::throw_exit: {
      here.doing = Frame::switching;
      // A dead one cannot catch it, and it is no error for its parent.
      Outcome exit = exit_with(operation.number);
      return transfer(here.held, greenlets[index(here.held)].dead ? quietly(exit) : exit);
    }
    case Operation::create:
    case Operation::create_empty: {
      int parent = operation.b < 0 ? current() : slots[index(operation.b)];
      if (parent < 0) return raise(refusal("this handle names no greenlet"));
      if (greenlets[index(parent)].thread != running) {
        return raise(refusal("parent cannot be on a different thread"));
      }
      Greenlet created;
      created.thread = running;
      created.parent = parent;
      created.has_body = operation.kind == Operation::create;
      created.manner = operation.manner;
      greenlets.push_back(created);
      return put_into_slot(operation.a, static_cast<int>(greenlets.size()) - 1);
    }
    case Operation::keep:
      return put_into_slot(operation.a, current());
    default:
      std::abort();  // the others do not reap
  }
}

// Drops a handle; `then` happens afterwards.
void Model::settle(int dropped, const Outcome& then) {
  frame().doing = Frame::settling;
  frame().outcome = then;
  release(dropped, kDone);
}

void Model::put_into_slot(int slot, int greenlet) {
  settle(std::exchange(slots[index(slot)], greenlet), kDone);
}

bool Model::is_or_descends_from(int greenlet, int ancestor) const {
  while (greenlet >= 0 && greenlet != ancestor) greenlet = greenlets[index(greenlet)].parent;
  return greenlet >= 0;
}

void Model::reparent(int greenlet, int parent) {
  if (greenlet < 0) return raise(refusal("this handle names no greenlet"));
  Greenlet& child = greenlets[index(greenlet)];
  if (child.is_main) return raise(refusal("cannot set the parent of a main greenlet"));
  if (parent < 0) return raise(refusal("this handle names no greenlet"));
  int owner = greenlets[index(parent)].thread;
  if (threads[index(owner)].exited) return raise(refusal("parent must not be garbage collected"));
  if (owner != child.thread || owner != running) {
    return raise(refusal("parent cannot be on a different thread"));
  }
  if (is_or_descends_from(parent, greenlet)) return raise(refusal("cyclic parent chain"));
  settle(std::exchange(child.parent, parent), kDone);
}

// Somebody has let go of it.
void Model::release(int greenlet, const Outcome& then) {
  if (greenlet < 0 || references(greenlet) > 0) return resume(then);
  last_reference_dropped(greenlet, then);
}

void Model::last_reference_dropped(int greenlet, const Outcome& then) {
  Greenlet& dropped = greenlets[index(greenlet)];
  Thread& owner = threads[index(dropped.thread)];
  if (owner.exited) return free(greenlet, then);
  if (dropped.thread != running) {
    owner.dropped_elsewhere.push_back(greenlet);
    return resume(then);
  }
  if (greenlet == current()) {  // what runs stays alive; it goes with the next switch
    owner.kept = greenlet;
    return resume(then);
  }
  if (!dropped.active()) return free(greenlet, then);
  kill(greenlet, true, then);
}

// It gets the chance to clean up, and control comes back to its killer.
void Model::kill(int greenlet, bool buries, const Outcome& then) {
  ++kills;
  Frame killing;
  killing.doing = Frame::killing;
  killing.victim = greenlet;
  if (buries) killing.held = greenlet;
  killing.old_parent = std::exchange(greenlets[index(greenlet)].parent, current());
  killing.outcome = then;
  self().frames.push_back(killing);
  transfer(greenlet,
           {Outcome::exit,
            "GreenletExit('Killing the greenlet because all references have vanished.')"});
}

void Model::free(int greenlet, const Outcome& then) {
  Greenlet& gone = greenlets[index(greenlet)];
  gone.freed = true;
  lose_stack(gone);  // only a thread that ended leaves suspended ones behind
  release(std::exchange(gone.parent, -1), then);
}

// Nobody unwinds it.
void Model::lose_stack(Greenlet& greenlet) {
  auto lose = [&](int held) {
    if (held >= 0) lost.push_back(held);
  };
  for (const Frame& frame : greenlet.frames) {
    lose(frame.held);
    if (frame.doing == Frame::reaping) lose(frame.held);
    lose(frame.old_parent);
    for (int held : frame.list) lose(held);
  }
  greenlet.frames.clear();
}

void Model::lose_all_stacks() {
  for (Greenlet& greenlet : greenlets) lose_stack(greenlet);
  lost.insert(lost.end(), refused_to_die.begin(), refused_to_die.end());
  refused_to_die.clear();
}

void Model::let_go(int held) { release(held, kDone); }

bool Model::refused(int greenlet) const {
  return std::find(refused_to_die.begin(), refused_to_die.end(), greenlet) != refused_to_die.end();
}

void Model::go_on_ending() {
  Frame& end = frame();
  Thread& thread = threads[index(running)];
  if (end.doing == Frame::ending_kills) {
    if (end.at == 0) {  // a round begins
      for (int i = 0; i < static_cast<int>(greenlets.size()); ++i) {
        const Greenlet& greenlet = greenlets[index(i)];
        if (greenlet.freed || greenlet.thread != running || i == current()) continue;
        if (greenlet.active() || refused(i)) end.list.push_back(i);
      }
    }
    while (end.at < end.list.size()) {
      int victim = end.list[end.at++];
      if (greenlets[index(victim)].active()) return kill(victim, false, kDone);
    }
    end.doing = end.list.empty() ? Frame::ending_forgets : Frame::ending_drops;
  }
  if (end.doing == Frame::ending_drops) {
    if (!end.list.empty()) {
      Greenlet& first = greenlets[index(end.list.front())];
      if (first.active()) {
        first.dead = true;
        lose_stack(first);
      }
      std::erase(refused_to_die, end.list.front());  // that reference goes as well
      return release(take_front(end.list), kDone);
    }
    end.at = 0;
    end.doing = ++end.rounds < 8 ? Frame::ending_kills : Frame::ending_forgets;
    return resume(kDone);
  }
  if (!end.list.empty()) return release(take_front(end.list), kDone);
  if (thread.exited) return end_thread();
  thread.exited = true;  // what is dropped from here on is not killed any more
  end.list.swap(thread.dropped_elsewhere);
  resume(kDone);
}

void Model::end_thread() {
  Thread& thread = threads[index(running)];
  int main = std::exchange(thread.main, -1);
  thread.current = -1;
  greenlets[index(main)].dead = true;
  greenlets[index(main)].frames.clear();
  release(main, kDone);
  // The one that was chosen goes on, or whoever is left.
  int next = thread.successor;
  for (int i = 0; i < kThreads && threads[index(next)].exited; ++i) next = (next + 1) % kThreads;
  running = threads[index(next)].exited ? -1 : next;
  if (running >= 0 && !threads[index(running)].began) begin_thread(running);
}

}  // namespace greenlens::model
