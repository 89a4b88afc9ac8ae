// A run of several processes in words and as JSON. Pure functions.
#ifndef GREENLENS_TRACER_PROCESSES_FAMILY_TEXT_H_
#define GREENLENS_TRACER_PROCESSES_FAMILY_TEXT_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/processes/family.h"
#include "tracer/words/messages.h"

namespace greenlens::processes {

// "gunicorn 4711"; "process 4711" of one without a recording, the file's name where no number is
// known.
std::string process_name(const words::Messages& messages, const Family& family, size_t process,
                         const std::vector<Given>& given);
// How it ended, in a few words: "exited, 0", "killed by SIGKILL".
std::string ending_text(const words::Messages& messages, const Process& process);
// A time on the family's clock, as exact as its length is worth: "0.012 s".
std::string time_text(const Family& family, uint64_t ns);
// What happened, without when: "gunicorn 4711 forks gunicorn 4712".
std::string happening_text(const words::Messages& messages, const Family& family,
                           const Happening& happening, const std::vector<Given>& given);
// What speaks against looking at them together, in a sentence.
std::string doubt_text(const words::Messages& messages, const Doubted& doubt,
                       const std::vector<Given>& given);

// A table of the processes, and a line for each thing that happened between them.
std::string family_text(const words::Messages& messages, const Family& family,
                        const std::vector<Given>& given);
facts::Json family_to_json(const words::Messages& messages, const Family& family,
                           const std::vector<Given>& given);

}  // namespace greenlens::processes

#endif  // GREENLENS_TRACER_PROCESSES_FAMILY_TEXT_H_
