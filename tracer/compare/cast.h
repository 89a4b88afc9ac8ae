// Who is who in a recording: greenlets and threads by what they have in common with those of
// another run. It grows with the greenlets that exist and with the names that there were.
#ifndef GREENLENS_TRACER_COMPARE_CAST_H_
#define GREENLENS_TRACER_COMPARE_CAST_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "tracer/compare/story_event.h"
#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"

namespace greenlens::compare {

class Cast {
 public:
  Cast() = default;
  // With those that there are in a state: a part of a recording begins with some.
  Cast(const store::TraceInfo& info, const state::State& before);

  // A thread or a greenlet that is told of for the first time.
  void meet_thread(facts::ThreadId id, const std::string& name);
  void meet(facts::ThreadId thread, facts::GreenletId id, const std::string& name);
  void forget(facts::GreenletId id) { greenlets_.erase(id); }

  // Nobody for 0; one that was never met is called by its number.
  Who who(facts::GreenletId id) const;
  ThreadName thread(facts::ThreadId id) const;

 private:
  std::string program_;  // as the system names a thread that nobody has named
  std::map<facts::ThreadId, ThreadName> threads_;
  std::map<std::string, uint32_t> thread_names_;
  std::unordered_map<facts::GreenletId, Who> greenlets_;
  std::unordered_map<uint64_t, uint32_t> names_;  // by a hash of thread and name
};

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_CAST_H_
