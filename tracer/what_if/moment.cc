#include "tracer/what_if/moment.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "tracer/facts/event.h"

namespace greenlens::what_if {
namespace {

// Which kind of event by whom, on which line.
using Key = std::tuple<facts::ThreadId, uint16_t, std::string, uint32_t>;

// Goes along a run, and says of each of its events which one that is.
class Walk {
 public:
  Key key(const facts::Event& event) {
    const facts::GreenletId who = facts::subject(event.fact);
    std::visit([this](const auto& fact) { note(fact); }, event.fact);
    return {event.thread, facts::fact_tag(event.fact), names_[who], lines_[who]};
  }

 private:
  void note(const facts::GreenletCreated& fact) { names_[fact.greenlet] = fact.name; }
  void note(const facts::GreenletRenamed& fact) { names_[fact.greenlet] = fact.name; }
  void note(const facts::LineReached& fact) { lines_[fact.greenlet] = fact.at.line; }
  template <typename Fact>
  void note(const Fact&) {}

  std::map<facts::GreenletId, std::string> names_;
  std::map<facts::GreenletId, uint32_t> lines_;
};

// What it says, without what two runs never have in common.
std::string said_by(const facts::Fact& fact) {
  if (const auto* printed = std::get_if<facts::Printed>(&fact)) return printed->text;
  if (const auto* over = std::get_if<facts::Delivered>(&fact)) return over->what;
  if (const auto* failed = std::get_if<facts::SwitchFailed>(&fact)) return failed->message;
  if (const auto* other = std::get_if<facts::WentAnotherWay>(&fact)) return other->what;
  return "";
}

}  // namespace

SameMoment same_moment(const store::Trace& run, uint64_t step, const store::Trace& other) {
  std::map<Key, std::vector<uint64_t>> there;
  Walk walk_there;
  for (uint64_t n = 1; n <= other.size(); ++n) there[walk_there.key(other.event(n))].push_back(n);
  SameMoment found;
  std::map<Key, size_t> passed;
  Walk walk;
  for (uint64_t n = 1; n <= std::min(step, run.size()); ++n) {
    const Key key = walk.key(run.event(n));
    const size_t which = passed[key]++;
    const auto same = there.find(key);
    // Never back: what comes later here comes later there.
    const bool is_there = same != there.end() && which < same->second.size();
    if (is_there && same->second[which] >= found.step) found = {same->second[which], n};
  }
  return found;
}

uint64_t common_beginning(const store::Trace& run, const store::Trace& other, uint64_t most) {
  most = std::min({most, run.size(), other.size()});
  Walk walk, walk_there;
  for (uint64_t n = 1; n <= most; ++n) {
    const facts::Event here = run.event(n), there = other.event(n);
    if (walk.key(here) != walk_there.key(there)) return n - 1;
    if (said_by(here.fact) != said_by(there.fact)) return n - 1;
  }
  return most;
}

}  // namespace greenlens::what_if
