#include "tracer/store/effort.h"

#include <type_traits>
#include <variant>

#include "tracer/state/queries.h"

namespace greenlens::store {
namespace {

template <typename Fact, typename... Kinds>
constexpr bool kIsOneOf = (std::is_same_v<Fact, Kinds> || ...);

// Each thread's own stack: which of its stacks it is does not matter, the others are smaller.
uint64_t footprints(const state::State& before, facts::ThreadId thread) {
  return thread_in(before, thread).own_stack.footprints.size();
}

}  // namespace

uint64_t effort_of(const facts::Event& event, const state::State& before) {
  return std::visit(
      [&](const auto& fact) -> uint64_t {
        using Fact = std::decay_t<decltype(fact)>;
        if constexpr (std::is_same_v<Fact, facts::FramePopped>) {
          return before.greenlets.size() + footprints(before, event.thread);
        } else if constexpr (kIsOneOf<Fact, facts::LineReached, facts::LineBegun,
                                      facts::FramePushed, facts::RegistersSaved,
                                      facts::SliceRestored, facts::ReturnedTwice,
                                      facts::SwitchReturned, facts::ContextEntered,
                                      facts::SwitchCalled>) {
          return footprints(before, event.thread);
        } else if constexpr (kIsOneOf<Fact, facts::SwitchRequested, facts::TargetFound>) {
          return before.threads.size();
        } else if constexpr (std::is_same_v<Fact, facts::ThreadEnded>) {
          return before.threads.size() + before.greenlets.size();
        } else {
          return 0;
        }
      },
      event.fact);
}

}  // namespace greenlens::store
