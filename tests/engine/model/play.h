// Plays a schedule twice at once: the model foretells, the engine has to do the same.
//
// Before every operation the two must agree on who runs, how deep, who lives, who is whose parent
// and how many references each has; afterwards everything that is seen (who starts, gets, catches
// what) must come in the order that the model foretold. Every suspended slice is summed up at every
// switch that is watched; now and then nobody watches, and the engine takes its short path. Several
// threads take turns, so that a schedule is the same each time.
#ifndef GREENLENS_TESTS_ENGINE_MODEL_PLAY_H_
#define GREENLENS_TESTS_ENGINE_MODEL_PLAY_H_

#include <string>

#include "tests/engine/model/operation.h"

namespace greenlens::model {

struct Totals {
  long schedules = 0, operations = 0, switches = 0, sights = 0, greenlets = 0, kills = 0,
       refused_to_die = 0, reaped = 0, refusals = 0, lost = 0, looked_away = 0;
  // Of the switches, those that an observer heard of: it summed up every suspended slice.
  long watched = 0, restored = 0;
  // And those in which the copy of who came is the copy of who left since: the two were exchanged.
  long exchanged = 0;
};

// Runs until the dice are exhausted and everything has ended. Prints `name` with what differs and
// ends the program when something does.
void play(Dice& dice, Watched watched, const std::string& name, Totals& totals);

}  // namespace greenlens::model

#endif  // GREENLENS_TESTS_ENGINE_MODEL_PLAY_H_
