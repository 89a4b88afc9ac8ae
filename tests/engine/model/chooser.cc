#include "tests/engine/model/chooser.h"

namespace greenlens::model {
namespace {

constexpr size_t kDeepest = 14;     // frames of a greenlet
constexpr int kMostGreenlets = 40;  // alive at once

int roll(Dice& dice, int sides) {
  return static_cast<int>(dice.roll(static_cast<unsigned>(sides)));
}

Manner any_manner(Dice& dice) {
  Manner manner;
  int bits = roll(dice, 256);
  manner.pattern = roll(dice, 256);
  manner.size = bits % 32 == 0 ? 3 : bits % 8 == 0 ? 2 : bits % 2;
  manner.catches_errors = (bits & 0x20) != 0;
  manner.catches_exit = (bits & 0xc0) == 0xc0;
  manner.handles = manner.pattern % 3 == 0;
  manner.rethrows = manner.pattern % 5 == 0;
  return manner;
}

int alive(const Model& model) {
  int count = 0;
  for (const Greenlet& greenlet : model.greenlets) count += !greenlet.freed;
  return count;
}

bool at_the_bottom_of_main(const Model& model) {
  return model.greenlets[Model::index(model.current())].is_main && model.depth() == 1;
}

// A slot to switch to: mostly, but not always, one that this thread can.
int slot_to_switch_to(const Model& model, Dice& dice) {
  int slot = roll(dice, kSlots);
  for (int tries = 0; tries < kSlots; ++tries, slot = (slot + 1) % kSlots) {
    int greenlet = model.slots[Model::index(slot)];
    if (greenlet >= 0) {
      const Greenlet& there = model.greenlets[Model::index(greenlet)];
      if (there.thread == model.running && !there.dead) break;
    }
    if (roll(dice, 16) == 0) break;
  }
  return slot;
}

// From slot `first` on, one with another greenlet of this thread that waits, or has not started; -1
// when there is none.
enum class Wanted { waits, has_not_started };
int slot_with(const Model& model, Wanted wanted, int first) {
  for (int i = 0; i < kSlots; ++i) {
    int slot = (first + i) % kSlots;
    int greenlet = model.slots[Model::index(slot)];
    if (greenlet < 0 || greenlet == model.current()) continue;
    const Greenlet& there = model.greenlets[Model::index(greenlet)];
    const bool is_wanted = wanted == Wanted::waits ? there.active() : !there.started;
    if (is_wanted && there.thread == model.running) return slot;
  }
  return -1;
}

// Main starts the others from one frame, and those take turns in their first frames: so they wait
// in slices of one place and size.
Operation choose_alike(const Model& model, Dice& dice) {
  Operation operation;
  operation.kind = Operation::switch_to;
  operation.number = roll(dice, 100);
  const int slot = roll(dice, kSlots);
  if (!model.greenlets[Model::index(model.current())].is_main) {
    operation.a = slot_with(model, Wanted::waits, slot);
    if (operation.a < 0) operation.kind = Operation::finish;
    return operation;
  }
  if (model.threads[Model::index(model.running)].watched) operation.kind = Operation::watch;
  operation.a = slot_with(model, Wanted::has_not_started, slot);
  if (operation.a >= 0) return operation;
  operation.a = slot;
  operation.kind = roll(dice, 4) == 0 ? Operation::keep : Operation::create;
  operation.b = -1;
  operation.manner = any_manner(dice);
  operation.manner.size = 0;
  if (alive(model) >= kMostGreenlets) operation.kind = Operation::drop;
  return operation;
}

bool is_last(const Model& model) {
  int left = 0;
  for (const Thread& thread : model.threads) left += !thread.exited;
  return left == 1;
}

Operation wind_up(const Model& model) {
  Operation operation;
  if (!at_the_bottom_of_main(model)) return operation;  // finish
  operation.kind = Operation::wake;
  for (operation.a = 0; Model::index(operation.a) < model.greenlets.size(); ++operation.a) {
    const Greenlet& greenlet = model.greenlets[Model::index(operation.a)];
    if (greenlet.thread == model.running && greenlet.active() && !greenlet.freed &&
        !greenlet.is_main) {
      return operation;
    }
  }
  operation.kind = Operation::drop;
  for (operation.a = 0; operation.a < kSlots; ++operation.a) {
    if (model.slots[Model::index(operation.a)] >= 0) return operation;
  }
  operation.kind = Operation::forget;
  for (int greenlet : model.refused_to_die) {
    operation.a = greenlet;
    if (model.greenlets[Model::index(greenlet)].thread == model.running) return operation;
  }
  operation.kind = Operation::finish;
  operation.a = (model.running + 1) % kThreads;
  return operation;
}

}  // namespace

Operation choose(const Model& model, Dice& dice) {
  if (model.winding_up) return wind_up(model);
  if (model.is_watched == Watched::alike && roll(dice, 16) != 0) return choose_alike(model, dice);
  Operation operation;
  int which = roll(dice, 128);
  operation.a = roll(dice, kSlots);
  operation.b = roll(dice, kSlots);
  operation.number = roll(dice, 100);
  // The kinds in proportion: a switch is what this is about.
  if (which < 44) {
    operation.kind = Operation::switch_to;
    operation.a = slot_to_switch_to(model, dice);
    operation.b %= 5;
  } else if (which < 61) {
    operation.kind = model.depth() < kDeepest ? Operation::call : Operation::finish;
    operation.manner = any_manner(dice);
  } else if (which < 73) {
    operation.kind = Operation::finish;
  } else if (which < 80) {
    operation.kind = Operation::throw_error;
    operation.a = slot_to_switch_to(model, dice);
  } else if (which < 85) {
    operation.kind = Operation::throw_exit;
    operation.a = slot_to_switch_to(model, dice);
  } else if (which < 88) {
    operation.kind = Operation::raise;
  } else if (which < 90) {
    operation.kind = Operation::raise_exit;
  } else if (which < 104) {
    operation.kind = which < 103 ? Operation::create : Operation::create_empty;
    if (which < 97) operation.b = -1;
    operation.manner = any_manner(dice);
    if (alive(model) >= kMostGreenlets) operation.kind = Operation::drop;
  } else if (which < 108) {
    operation.kind = Operation::drop;
  } else if (which < 112) {
    operation.kind = Operation::copy;
  } else if (which < 115) {
    operation.kind = Operation::keep;
  } else if (which < 121) {
    operation.kind = Operation::reparent;
  } else {
    bool turns = which == 127 && model.is_watched != Watched::always;
    operation.kind = turns ? Operation::watch : Operation::pass;
  }

  if (operation.kind == Operation::pass ||
      (operation.kind == Operation::finish && at_the_bottom_of_main(model))) {
    // A thread seldom ends in the middle of it all.
    bool ends = operation.kind == Operation::finish && roll(dice, 32) == 0 && !is_last(model);
    operation.kind = ends ? Operation::finish : Operation::pass;
    operation.a %= kThreads;
    if (!ends && model.threads[Model::index(operation.a)].exited) operation.a = model.running;
  }
  return operation;
}

}  // namespace greenlens::model
