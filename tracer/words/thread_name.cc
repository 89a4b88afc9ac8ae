#include "tracer/words/thread_name.h"

#include "tracer/state/queries.h"

namespace greenlens::words {

std::string thread_name(const Messages& messages, const state::Thread& thread) {
  if (thread.id == 0) return messages.text("thread.without_greenlets");
  const char* id = thread.name.empty() ? "thread.numbered" : "thread.named";
  return messages.text(id, {{"number", std::to_string(thread.id)}, {"name", thread.name}});
}

std::string name_from(const Messages& messages, const state::State& state, facts::GreenletId id,
                      facts::ThreadId here) {
  const std::string name = name_of(state, id);
  const state::GreenletState* g = find(state, id);
  if (g == nullptr || g->thread == here) return name;
  return messages.text("thread.greenlet_of",
                       {{"name", name}, {"thread", thread_name(messages, thread_of(state, *g))}});
}

}  // namespace greenlens::words
