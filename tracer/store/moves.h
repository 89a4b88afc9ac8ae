// How often each greenlet was switched to, and since when each stands as it does: what a table of
// all greenlets says beside the state of its step. It is small, so that one who goes along a trace
// can leave many of them behind and go on from the nearest one later.
#ifndef GREENLENS_TRACER_STORE_MOVES_H_
#define GREENLENS_TRACER_STORE_MOVES_H_

#include <cstdint>
#include <unordered_map>

#include "tracer/store/onlooker.h"

namespace greenlens::store {

struct Move {
  uint64_t switches_to = 0;  // that were delivered to it
  // The step from which on it has run, has been parked, has ended or, new, has been there. 0: so it
  // stood where the counting began.
  uint64_t since = 0;
  uint64_t since_ns = 0;  // when that was told
};

// A file can name more greenlets than there can be; of others it is not known.
inline constexpr size_t kMostGreenletsCounted = size_t{1} << 18;

class Moves final : public Onlooker {
 public:
  Moves() = default;
  // From there on.
  explicit Moves(const state::State& before);

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;

  // The step up to which it tells.
  uint64_t step() const { return step_; }
  // Empty for one of which nothing is known.
  Move of(facts::GreenletId id) const;
  // About so many bytes.
  size_t bytes() const;

 private:
  Move* find(facts::GreenletId id);
  void stand(facts::GreenletId id, uint64_t step, uint64_t time_ns);
  void run(facts::ThreadId id, uint64_t time_ns, const state::State& after);

  std::unordered_map<facts::GreenletId, Move> moves_;
  std::unordered_map<facts::ThreadId, facts::GreenletId> current_;
  uint64_t step_ = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_MOVES_H_
