// What was answered, and how a class did, as the text of a file.
#ifndef GREENLENS_TRACER_QUESTIONS_SCORE_FILE_H_
#define GREENLENS_TRACER_QUESTIONS_SCORE_FILE_H_

#include <cstdint>
#include <span>
#include <string>

#include "tracer/questions/score.h"
#include "tracer/questions/tally.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

enum class FileFormat : uint8_t { csv, json };

// score_csv(); or score_json() with "hands", which is a list as tally_json() has it.
std::string score_file(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Answered> answered, std::span<const Tally> hands,
                       FileFormat format);
// tally_csv() or tally_json().
std::string hands_file(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Tally> hands, FileFormat format);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_SCORE_FILE_H_
