#include "tracer/words/thread_name.h"

#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::words {

std::string thread_name(const Messages& messages, const state::Thread& thread) {
  return thread_name(messages, thread.id, thread.name);
}

std::string thread_name(const Messages& messages, facts::ThreadId id, const std::string& name) {
  if (id == 0) return messages.text("thread.without_greenlets");
  return messages.text(name.empty() ? "thread.numbered" : "thread.named",
                       {{"number", std::to_string(id)}, {"name", name}});
}

std::string shown_name(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* g = find(state, id);
  return g != nullptr && !g->name.empty() ? facts::shown(g->name) : name_of(state, id);
}

std::string name_from(const Messages& messages, const state::State& state, facts::GreenletId id,
                      facts::ThreadId here) {
  std::string name = shown_name(state, id);
  const state::GreenletState* g = find(state, id);
  if (g == nullptr || g->thread == here) return name;
  return messages.text("thread.greenlet_of",
                       {{"name", name}, {"thread", thread_name(messages, thread_of(state, *g))}});
}

}  // namespace greenlens::words
