// What greenlets wait for, in words.
#ifndef GREENLENS_TRACER_WORDS_WAITS_H_
#define GREENLENS_TRACER_WORDS_WAITS_H_

#include <string>

#include "tracer/facts/engine_facts.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// "an item of a queue", "the end of worker-3", "input or output (fd 14, read)".
std::string wait_text(const Messages& messages, const state::State& state,
                      const facts::WaitSeen& wait);

// What of which line: "q.put(url), app.py:13".
std::string call_text(const std::string& call, const facts::SourceLine& at);
// "made ready by producer-3, 3.40 ms before: q.put(url), app.py:13".
std::string wake_text(const Messages& messages, const state::State& state,
                      const facts::WakeSeen& wake);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_WAITS_H_
