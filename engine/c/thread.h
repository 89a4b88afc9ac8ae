// The end of a thread, for the C interface.
#ifndef GREENLENS_ENGINE_C_THREAD_H_
#define GREENLENS_ENGINE_C_THREAD_H_

namespace greenlens::engine {

// True when this thread has ended its greenlets: its last destructors are running, and C code in
// them must not bring a new main greenlet to life.
bool thread_is_ending();

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_C_THREAD_H_
