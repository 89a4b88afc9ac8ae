// Finding an event by words: those of the sentence that a person reads of it, in any order and case
// (tracer/words/matching.h). Pure.
#ifndef GREENLENS_TRACER_WORDS_FIND_TEXT_H_
#define GREENLENS_TRACER_WORDS_FIND_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// What happened at each step in (from, to], in one line each: what is searched.
std::vector<std::string> event_lines(const Messages& messages, const store::Trace& trace,
                                     uint64_t from, uint64_t to);

// The steps in (from, to] whose lines have all these words, ascending: those that were found until
// it was told not to go on.
std::vector<uint64_t> steps_saying(const Messages& messages, const store::Trace& trace,
                                   uint64_t from, uint64_t to,
                                   const std::vector<std::string>& wanted,
                                   const store::OnProgress& progress = {});

// The nearest one after step n, or before it; none when there is none, or it was told not to go on.
std::optional<uint64_t> find_text(const Messages& messages, const store::Trace& trace, uint64_t n,
                                  store::Trace::Direction direction,
                                  const std::vector<std::string>& wanted,
                                  const store::OnProgress& progress = {});

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_FIND_TEXT_H_
