#include "tracer/compare/cast.h"

#include "tracer/compare/story_key.h"

namespace greenlens::compare {
namespace {

// The system keeps so much of a thread's name.
constexpr size_t kMostOfName = 15;

}  // namespace

Cast::Cast(const store::TraceInfo& info, const state::State& before)
    : program_(info.scenario.substr(0, kMostOfName)) {
  for (const auto& [id, thread] : before.threads) meet_thread(id, thread.name);
  for (const auto& [id, greenlet] : before.greenlets) meet(greenlet.thread, id, greenlet.name);
}

void Cast::meet_thread(facts::ThreadId id, const std::string& name) {
  if (threads_.count(id) > 0) return;
  if (id == 1) {
    threads_[id] = {};
    return;
  }
  const std::string known = name.empty() || name == program_ ? "thread" : name;
  threads_[id] = {known, ++thread_names_[known]};
}

void Cast::meet(facts::ThreadId thread, facts::GreenletId id, const std::string& name) {
  if (greenlets_.count(id) > 0) return;
  meet_thread(thread, "");
  Who who{id, name, 1, threads_[thread]};
  const std::string in_thread = who.thread.name + '\0' + std::to_string(who.thread.number);
  who.number = ++names_[chained(hash_of(in_thread), hash_of(name))];
  greenlets_[id] = std::move(who);
}

Who Cast::who(facts::GreenletId id) const {
  if (id == 0) return {};
  const auto found = greenlets_.find(id);
  return found != greenlets_.end() ? found->second : Who{id, "#" + std::to_string(id), 1, {}};
}

ThreadName Cast::thread(facts::ThreadId id) const {
  if (id == 0) return {"", 0};  // all that use no greenlets themselves
  const auto found = threads_.find(id);
  return found != threads_.end() ? found->second : ThreadName{};
}

}  // namespace greenlens::compare
