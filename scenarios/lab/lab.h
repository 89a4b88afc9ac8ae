// The program that a wrong switch is tried with, unless another one is named: it is in no list.
#ifndef GREENLENS_SCENARIOS_LAB_LAB_H_
#define GREENLENS_SCENARIOS_LAB_LAB_H_

#include "scenarios/scenario.h"

namespace greenlens::scenarios::lab {

Scenario scenario();

}  // namespace greenlens::scenarios::lab

#endif  // GREENLENS_SCENARIOS_LAB_LAB_H_
