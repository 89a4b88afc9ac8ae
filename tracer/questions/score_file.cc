#include "tracer/questions/score_file.h"

#include "tracer/facts/json_fields.h"

namespace greenlens::questions {

std::string score_file(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Answered> answered, std::span<const Tally> hands,
                       FileFormat format) {
  if (format == FileFormat::csv) return score_csv(messages, trace, answered);
  facts::Json json = score_json(messages, trace, answered);
  json["hands"] = tally_json(messages, trace, hands)["questions"];
  return facts::json_text(json, 2);
}

std::string hands_file(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Tally> hands, FileFormat format) {
  if (format == FileFormat::csv) return tally_csv(messages, trace, hands);
  return facts::json_text(tally_json(messages, trace, hands), 2);
}

}  // namespace greenlens::questions
