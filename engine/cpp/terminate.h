// Where no exception gets out: destructors, other noexcept functions, and terminate handlers.
//
// A greenlet that nobody refers to any more, or whose thread ends, is thrown a GreenletExit where
// it is suspended. Out of such a function C++ lets nothing: it calls std::terminate, which ends the
// process, and it does so on the greenlet's own stack. So the engine listens there. It gives up
// that greenlet alone: its stack is lost with what it holds, and who ended it goes on.
#ifndef GREENLENS_ENGINE_CPP_TERMINATE_H_
#define GREENLENS_ENGINE_CPP_TERMINATE_H_

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

// The one that is thrown then, to be told from those that a program throws. To catch, it is a
// GreenletExit.
class EndingExit final : public GreenletExit {
  using GreenletExit::GreenletExit;
};

// Puts the engine's terminate handler before the program's, which it calls for everything else. To
// be called again whenever it may matter: a program can set its own at any time.
void listen_to_terminate() noexcept;

// In the running greenlet, before an EndingExit is thrown in it: does not return if it is suspended
// in a terminate handler, which C++ lets nothing out of and tells nobody.
void give_up_if_terminating();

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_TERMINATE_H_
