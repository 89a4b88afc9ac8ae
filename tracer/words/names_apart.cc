#include "tracer/words/names_apart.h"

#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::words {

NamesApart::NamesApart(const Messages& messages, const state::State& state) : messages_(messages) {
  for (const auto& [id, g] : state.greenlets) add(g.name, g.thread);
}

void NamesApart::add(const std::string& name, facts::ThreadId thread) {
  ++how_many_[facts::shown(name)][thread];
}

std::string NamesApart::of(facts::GreenletId id, const std::string& name, facts::ThreadId thread,
                           Length length) const {
  const bool brief = length == Length::brief;
  std::string shown = facts::shown(name);
  if (shown.empty()) return "#" + std::to_string(id);
  const auto found = how_many_.find(shown);
  if (found == how_many_.end()) return shown;
  const auto here = found->second.find(thread);
  std::string text = shown;
  if (found->second.size() > 1) {
    text = messages_.text(brief ? "name.of_thread_short" : "name.of_thread",
                          {{"name", text}, {"thread", std::to_string(thread)}});
  }
  if (here != found->second.end() && here->second > 1) {
    text = messages_.text(brief ? "name.numbered_short" : "name.numbered",
                          {{"name", text}, {"number", std::to_string(id)}});
  }
  return text;
}

std::string NamesApart::of(const state::State& state, facts::GreenletId id, Length length) const {
  const state::GreenletState* g = find(state, id);
  return g == nullptr ? name_of(state, id) : of(id, g->name, g->thread, length);
}

}  // namespace greenlens::words
