#include "tracer/words/part.h"

namespace greenlens::words {

uint64_t steps_of_whole(const store::Trace& trace) {
  if (!trace.info().part) return trace.size();
  const store::PartOf& part = *trace.info().part;
  return part.steps != 0 ? part.steps : part.first + trace.size();
}

namespace {

std::string say(const Messages& messages, const char* id, const store::Trace& trace, uint64_t n) {
  if (!trace.info().part) return "";
  const store::PartOf& part = *trace.info().part;
  return messages.text(id, {{"step", std::to_string(part.first + n)},
                            {"first", std::to_string(part.first)},
                            {"last", std::to_string(part.first + trace.size())},
                            {"steps", std::to_string(steps_of_whole(trace))},
                            {"switches", std::to_string(part.switches)}});
}

}  // namespace

std::string part_text(const Messages& messages, const store::Trace& trace) {
  return say(messages, "narrate.part", trace, 0);
}

std::string part_step(const Messages& messages, const store::Trace& trace, uint64_t n) {
  return say(messages, "narrate.part.step", trace, n);
}

std::string part_briefly(const Messages& messages, const store::Trace& trace, uint64_t n) {
  return say(messages, "ui.part", trace, n);
}

}  // namespace greenlens::words
