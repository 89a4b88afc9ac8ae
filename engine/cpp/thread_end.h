// pthread_exit and pthread_cancel in a greenlet.
//
// Both end a thread by unwinding its stack, as an exception would that nobody may stop: the C++
// runtime calls it a forced unwind, `catch (...)` sees it and has to pass it on. But above a
// greenlet's entry lie the frames of others. So at its entry it is taken over, goes to the parent
// like an uncaught error, and is let go on there: the frames of the greenlet, of its ancestors and
// of main are unwound one after the other, and at main's end the thread ends as it would without
// greenlets.
#ifndef GREENLENS_ENGINE_CPP_THREAD_END_H_
#define GREENLENS_ENGINE_CPP_THREAD_END_H_

#include <cxxabi.h>

#include <exception>  // says whose library this is

namespace greenlens::engine {

// What is caught then. libc++ has no name for it: there a thread that ends in a greenlet ends the
// process, in the C library's words.
#ifdef __GLIBCXX__
using ThreadEnd = abi::__forced_unwind;
#else
struct ThreadEnd {};
#endif

// What a thread has one of: the unwinding that is under way. In a catch block for an
// ThreadEnd: takes it over, so that the block may be left. It has to go on somewhere.
void* take_thread_end() noexcept;
// Lets it go on from here: unwinds this stack.
[[noreturn]] void go_on_ending_thread(void* taken);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_THREAD_END_H_
