// Events of a story, and differences between two, in sentences.
#ifndef GREENLENS_TRACER_COMPARE_STORY_WORDS_H_
#define GREENLENS_TRACER_COMPARE_STORY_WORDS_H_

#include <string>

#include "tracer/compare/story_event.h"
#include "tracer/words/messages.h"

namespace greenlens::compare {

// "gr1"; "gr1 #2", the second one of that name in its thread; "gr1 of worker" for who speaks of
// another thread's.
std::string who_text(const words::Messages& messages, const Who& who, const ThreadName& here);
std::string thread_text(const words::Messages& messages, const ThreadName& thread);
// "gr1 prints “hello”", without a full stop, as it may be shown.
std::string event_text(const words::Messages& messages, const StoryEvent& event);
// "scenarios/jump.cc:11 in test1"; empty when it is not known.
std::string place_text(const words::Messages& messages, const facts::SourceLine& at);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_STORY_WORDS_H_
