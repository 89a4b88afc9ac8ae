// What sentences and pictures call a thread.
#ifndef GREENLENS_TRACER_WORDS_THREAD_NAME_H_
#define GREENLENS_TRACER_WORDS_THREAD_NAME_H_

#include <string>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// "thread 2 (worker)", "thread 2" when it has no name of its own, "a thread without greenlets" for
// number 0.
std::string thread_name(const Messages& messages, const state::Thread& thread);
std::string thread_name(const Messages& messages, facts::ThreadId id, const std::string& name);

// A greenlet's name as it may be shown, without a copy of what is left out of it: a hostile one has
// megabytes, and is in many sentences.
std::string shown_name(const state::State& state, facts::GreenletId id);

// A greenlet as a sentence in `here` speaks of it: its name, and its thread where that is another
// one: "gr1 of thread 2".
std::string name_from(const Messages& messages, const state::State& state, facts::GreenletId id,
                      facts::ThreadId here);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_THREAD_NAME_H_
