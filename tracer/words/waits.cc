#include "tracer/words/waits.h"

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/thread_name.h"

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

}  // namespace greenlens::words
