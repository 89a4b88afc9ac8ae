#include "tracer/words/waits.h"

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/statistics.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/when.h"

namespace greenlens::words {

std::string wait_text(const Messages& messages, const state::State& state,
                      const facts::WaitSeen& wait) {
  std::string id = std::string("wait.") + facts::enum_name(wait.kind);
  const bool of_many = wait.kind == facts::WaitFor::greenlet && wait.count > 1;
  if (of_many) id += ".many";
  return messages.text(id, {{"what", facts::shown(wait.what)},
                            {"on", wait.on != 0 ? shown_name(state, wait.on) : ""},
                            {"count", std::to_string(wait.count)}});
}

std::string call_text(const std::string& call, const facts::SourceLine& at) {
  const std::string place = at.line != 0 ? place_text(at) : "";
  const std::string what = facts::shown(call);
  return what.empty() ? place : place.empty() ? what : what + ", " + place;
}

std::string wake_text(const Messages& messages, const state::State& state,
                      const facts::WakeSeen& wake) {
  const std::string call = call_text(wake.call, wake.at);
  std::string id = wake.by == wake.greenlet ? "wake.itself"
                   : wake.by == 0           ? "wake.other_thread"
                                            : "wake.by";
  if (!call.empty()) id += ".at";
  return messages.text(id, {{"by", wake.by != 0 ? shown_name(state, wake.by) : ""},
                            {"call", call},
                            {"time", duration_text(wake.ready_ns)}});
}

}  // namespace greenlens::words
