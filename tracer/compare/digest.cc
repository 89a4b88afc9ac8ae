#include "tracer/compare/digest.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "tracer/compare/story_key.h"
#include "tracer/compare/teller.h"
#include "tracer/state/queries.h"

namespace greenlens::compare {
namespace {

class Hasher {
 public:
  Hasher(Per per, Digest* digest) : per_(per), digest_(*digest) {}

  void take(const StoryEvent& event) {
    const uint64_t key = event.value_known ? event.key : event.key_without_value;
    add(event);
    HashedThread& thread = threads_[event.thread];
    ++thread.events, thread.hash = chained(thread.hash, key);
    if (per_ == Per::thread) return;
    take(event.actor, key);
    if (event.other.id != event.actor.id && event.kind == Kind::switched) take(event.other, key);
  }
  void finish(const Cast& cast) {
    for (auto& [id, thread] : threads_) {
      thread.id = id, thread.name = cast.thread(id);
      digest_.threads.push_back(thread);
    }
    const auto place = [](const ThreadName& name) { return std::tie(name.name, name.number); };
    std::stable_sort(digest_.threads.begin(), digest_.threads.end(),
                     [&](const auto& a, const auto& b) { return place(a.name) < place(b.name); });
    // Which of one name was first may be chance.
    std::vector<std::pair<std::string_view, uint64_t>> hashes;
    for (const auto& thread : digest_.threads) hashes.emplace_back(thread.name.name, thread.hash);
    std::sort(hashes.begin(), hashes.end());
    for (const auto& [name, hash] : hashes) {
      digest_.hash = chained(chained(digest_.hash, hash_of(name)), hash);
    }
    for (auto& [id, greenlet] : greenlets_) digest_.greenlets.push_back(std::move(greenlet));
    std::sort(digest_.greenlets.begin(), digest_.greenlets.end(),
              [&](const auto& a, const auto& b) {
                return std::tuple(place(a.who.thread), a.who.id) <
                       std::tuple(place(b.who.thread), b.who.id);
              });
  }

 private:
  void take(const Who& who, uint64_t key) {
    if (who.id == 0) return;
    if (greenlets_.size() >= kMostHashed && greenlets_.count(who.id) == 0) {
      ++digest_.greenlets_left_out;
      return;
    }
    HashedGreenlet& greenlet = greenlets_[who.id];
    if (greenlet.events == 0) greenlet.who = who;
    ++greenlet.events, greenlet.hash = chained(greenlet.hash, key);
  }
  void add(const StoryEvent& event) {
    Sums& sums = digest_.sums;
    ++sums.events;
    sums.bytes_out += event.bytes_out, sums.bytes_in += event.bytes_in;
    sums.most_bytes_out = std::max(sums.most_bytes_out, event.bytes_out);
    sums.switches += event.kind == Kind::switched;
    sums.values_unknown += event.kind == Kind::switched && !event.value_known;
    sums.failed += event.kind == Kind::switch_failed;
    sums.created += event.kind == Kind::created;
    sums.printed += event.kind == Kind::printed;
    if (event.kind == Kind::finished && event.how < sums.finished.size()) {
      ++sums.finished[event.how];
    }
  }

  Per per_;
  Digest& digest_;
  std::map<facts::ThreadId, HashedThread> threads_;
  std::unordered_map<facts::GreenletId, HashedGreenlet> greenlets_;
};

void add_end(const state::State& end, Sums* sums) {
  sums->steps = end.step, sums->events_lost = end.events_lost;
  for (const auto& [id, greenlet] : end.greenlets) {
    if (greenlet.is_main || greenlet.freed) continue;
    if (life(end, greenlet) != state::Life::suspended) continue;
    ++sums->held, sums->held_bytes += greenlet.stack_saved;
  }
}

}  // namespace

std::optional<Digest> digest(const store::Trace& trace, const Compared& compared, Per per,
                             const store::OnProgress& progress) {
  Digest all;
  Hasher hasher(per, &all);
  state::State state = trace.state(0);
  Teller teller(trace.info(), state, compared,
                [&](StoryEvent&& event, std::string_view) { hasher.take(event); });
  for (uint64_t before = state.step; state.step < trace.size(); before = state.step) {
    if (progress && !progress(state.step, trace.size())) return {};
    trace.go_along(&state, trace.size(), &teller);
    if (state.step == before) break;
  }
  teller.finish();
  hasher.finish(teller.cast());
  add_end(state, &all.sums);
  all.sums.is_part = trace.info().part.has_value();
  return all;
}

}  // namespace greenlens::compare
