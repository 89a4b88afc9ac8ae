// What the running frame does next: drawn from the dice, and always something that it can do.
#ifndef GREENLENS_TESTS_ENGINE_MODEL_CHOOSER_H_
#define GREENLENS_TESTS_ENGINE_MODEL_CHOOSER_H_

#include "tests/engine/model/model.h"
#include "tests/engine/model/operation.h"

namespace greenlens::model {

// While the model is wound up the dice are not asked: everything ends, one after the other.
Operation choose(const Model& model, Dice& dice);

}  // namespace greenlens::model

#endif  // GREENLENS_TESTS_ENGINE_MODEL_CHOOSER_H_
