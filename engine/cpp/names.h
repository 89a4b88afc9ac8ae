// The core's names that C++ programs write, in the namespace that they write: whoever watches
// greenlets, or says where a call stands, need not know that the core is a folder of its own.
#ifndef GREENLENS_ENGINE_CPP_NAMES_H_
#define GREENLENS_ENGINE_CPP_NAMES_H_

#include "engine/core/interpreter_frame.h"
#include "engine/core/null_observer.h"
#include "engine/core/observer.h"
#include "engine/core/stack_copies.h"
#include "engine/core/switch_log.h"
#include "engine/core/watch.h"
#include "engine/core/where.h"

namespace greenlens::engine {

using core::Core;  // engine/core/core.h has its definition
using core::DeliveryKind;
using core::FinishKind;
using core::for_each_stack_copy;
using core::InterpreterFrame;
using core::log_switches;
using core::NullObserver;
using core::Observer;
using core::set_watch;
using core::SliceExtent;
using core::SwitchLog;
using core::SwitchNote;
using core::Watch;
using core::Where;

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_NAMES_H_
