// Makes a story of what a recording tells: for who goes along with it (Trace::go_along).
#ifndef GREENLENS_TRACER_COMPARE_TELLER_H_
#define GREENLENS_TRACER_COMPARE_TELLER_H_

#include <functional>
#include <map>
#include <string_view>

#include "tracer/compare/cast.h"
#include "tracer/compare/story_event.h"
#include "tracer/store/onlooker.h"

namespace greenlens::compare {

class Teller final : public store::Onlooker {
 public:
  // Takes each event, and all of its text.
  using Take = std::function<void(StoryEvent&& event, std::string_view text)>;
  // Of what comes behind a state, where nothing has been told yet.
  Teller(const store::TraceInfo& info, const state::State& before, const Compared& compared,
         Take take);

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;
  // There is no more: tells of the switches that are under way.
  void finish();

  const Cast& cast() const { return cast_; }

 private:
  class Telling;
  // A switch that was asked for, in a thread.
  struct Open {
    facts::GreenletId origin = 0, requested = 0;
    facts::Payload kind = facts::Payload::value;
    bool last_handle_gone = false;
    std::string what;
    facts::SourceLine at;
    uint64_t bytes_out = 0, bytes_in = 0, step = 0;
  };
  StoryEvent begun(Kind kind, facts::ThreadId thread, facts::GreenletId actor,
                   const state::State& after) const;
  void tell(StoryEvent event, std::string_view text);
  void created(const facts::Event& event, const facts::GreenletCreated& fact,
               const state::State& after);
  void requested(const facts::Event& event, const facts::SwitchRequested& fact,
                 const state::State& after);
  StoryEvent ended(Kind kind, facts::ThreadId thread, const Open& open, uint64_t step) const;

  Compared compared_;
  Take take_;
  Cast cast_;
  std::map<facts::ThreadId, Open> open_;
};

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_TELLER_H_
