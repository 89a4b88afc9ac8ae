// What looks wrong, in sentences and as JSON. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_FINDINGS_TEXT_H_
#define GREENLENS_TRACER_FINDINGS_FINDINGS_TEXT_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/findings/findings.h"
#include "tracer/words/messages.h"

namespace greenlens::findings {

// "crawl-7 ran for 412 ms without letting any of 203 others run, up to app.py:21."
std::string finding_text(const words::Messages& messages, const Finding& finding);
// "producer-3 had made 20 of them ready last, and has ended."
std::string cause_text(const words::Messages& messages, const Finding::Cause& cause);
// "Looked at 14 times meanwhile, it stood at parse(page)  app.py:21 (12 times), app.py:22."
std::string samples_text(const words::Messages& messages,
                         const std::vector<Finding::Sample>& samples);
// In a word or two: "never yields".
std::string kind_text(const words::Messages& messages, Kind kind);
facts::Json finding_to_json(const words::Messages& messages, const Finding& finding);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_FINDINGS_TEXT_H_
