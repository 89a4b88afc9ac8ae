// Random schedules, foretold by a model.  usage: model_schedule [SEED [STEPS]]
//
// Every 3000 steps everything is wound up and begins anew, so that threads end, too, and nothing
// may be left. Every other schedule is watched all the time, and every fourth is of greenlets that
// are alike. A failure names the seed and the operation: the same command shows it again.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "engine/core/stack_notes.h"
#include "tests/engine/model/play.h"

int main(int argc, char** argv) {
  using namespace greenlens::model;
  namespace core = greenlens::core;
  unsigned long seed = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1;
  long steps = argc > 2 ? std::atol(argv[2]) : 30000;
  constexpr long kStepsOfASchedule = 3000;
  // The engine complains there of what is done here on purpose.
  if (std::freopen("/dev/null", "w", stderr) == nullptr) return 2;

  Totals totals;
  for (long round = 0; round * kStepsOfASchedule < steps; ++round) {
    RandomDice dice(seed * 1000003 + static_cast<unsigned long>(round),
                    std::min(kStepsOfASchedule, steps - round * kStepsOfASchedule));
    std::string name = "model_schedule " + std::to_string(seed) + " " + std::to_string(steps);
    constexpr Watched kInTurn[] = {Watched::always, Watched::alike, Watched::always,
                                   Watched::sometimes};
    play(dice, kInTurn[round % 4], name, totals);
  }
  std::printf(
      "seed %lu: %ld operations in %ld schedules, %ld greenlets, %ld switches, %ld of them watched "
      "(%ld restored a copy; %ld times the observer went), %ld exchanged two slices, "
      "%ld things seen as foretold, %ld killed, %ld refused to die, %ld dropped by another thread, "
      "%ld refusals, %ld handles lost with their thread\n",
      seed, totals.operations, totals.schedules, totals.greenlets, totals.switches, totals.watched,
      totals.restored, totals.looked_away, totals.exchanged, totals.sights, totals.kills,
      totals.refused_to_die, totals.reaped, totals.refusals, totals.lost);
  bool enough = totals.switches > steps / 4 && totals.watched > totals.switches / 3 &&
                (totals.schedules == 1 || totals.watched < totals.switches) &&
                (totals.exchanged > 0 || core::keeps_stack_notes()) && totals.restored > 0 &&
                totals.kills > 0 && totals.reaped > 0 && totals.refusals > 0;
  if (!enough) std::printf("the schedules were too tame to mean anything\n");
  return enough ? 0 : 1;
}
