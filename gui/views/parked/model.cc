#include "gui/views/parked/model.h"

#include "tracer/findings/parked_text.h"
#include "tracer/state/queries.h"
#include "tracer/words/matching.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/statistics.h"
#include "tracer/words/waits.h"
#include "tracer/words/when.h"

namespace greenlens::gui::parked {
namespace {

using findings::Group;
using findings::Standing;

std::string life_text(const words::Messages& messages, state::Life life) {
  return messages.text(std::string("scene.life.") + state::life_name(life));
}

// Two groups of the same place have other lives, or one of them is hubs'.
std::string key_of(const Group& group) {
  return findings::place_text(group.place) + '\n' + state::life_name(group.life) +
         (group.all.front().is_hub ? "\nhub" : "");
}

class Lines {
 public:
  Lines(const words::Messages& messages, const state::State& state, uint64_t now_ns,
        const std::string& filter)
      : messages_(messages),
        state_(state),
        now_ns_(now_ns),
        wanted_(words::search_words(filter)),
        names_(messages, state) {}

  void add(const Group& group, bool opened) {
    Line head = group_line(group);
    // Who looks for a place wants all that are there.
    const bool all = matches(head);
    std::vector<Line> its;
    for (const Standing& one : group.all) {
      Line line = greenlet_line(group, one);
      if (all || matches(line)) its.push_back(std::move(line));
    }
    if (its.empty()) return;
    head.count = "×" + std::to_string(its.size());
    const std::string key = head.group;
    lines.push_back(std::move(head));
    const bool folds = !opened && its.size() > kFew + 1;
    const size_t shown = folds ? kFew : its.size();
    for (size_t i = 0; i < shown; ++i) lines.push_back(std::move(its[i]));
    if (its.size() <= kFew + 1) return;
    Line more;
    more.is = LineIs::more;
    more.group = key;
    more.what =
        folds ? messages_.text("ui.parked.more", {{"count", std::to_string(its.size() - shown)}})
              : messages_.text("ui.parked.fewer");
    lines.push_back(std::move(more));
  }

  std::vector<Line> lines;

 private:
  bool matches(const Line& line) const {
    return wanted_.empty() ||
           words::matches(line.what + ' ' + line.state + ' ' + line.waits, wanted_);
  }

  Line group_line(const Group& group) const {
    Line line;
    line.is = LineIs::group;
    line.group = key_of(group);
    line.what = findings::place_text(group.place);
    if (line.what.empty()) line.what = messages_.text("parked.nowhere");
    line.shorter = line.what;
    if (group.place.at.line != 0) {
      line.tail = " :" + std::to_string(group.place.at.line);
      line.shorter = findings::what_text(group.place) + line.tail;
    }
    line.state = life_text(messages_, group.life);
    line.waits = findings::waits_of(messages_, state_, group);
    line.bytes = words::bytes_text(group.bytes);
    line.tip = messages_.text(
        "ui.parked.tip",
        {{"place", line.what}, {"count", std::to_string(group.all.size())}, {"state", line.state}});
    return line;
  }

  Line greenlet_line(const Group& group, const Standing& one) const {
    const state::GreenletState* g = find(state_, one.id);
    Line line;
    line.group = key_of(group);
    line.greenlet = one.id;
    line.what = names_.of(one.id, g->name, g->thread);
    line.state = life_text(messages_, one.life);
    if (one.wait != nullptr) line.waits = words::wait_text(messages_, state_, *one.wait);
    if (one.since != 0 && now_ns_ >= one.since_ns) {
      line.since = words::duration_text(now_ns_ - one.since_ns);
    }
    line.bytes = words::bytes_text(one.bytes);
    const std::string spawned = words::place_text(one.spawned);
    line.tip = messages_.text(
        "ui.parked.tip_one",
        {{"name", line.what},
         {"state", line.state},
         {"since", std::to_string(one.since)},
         {"spawned", spawned.empty() ? messages_.text("finding.nowhere") : spawned}});
    return line;
  }

  const words::Messages& messages_;
  const state::State& state_;
  const uint64_t now_ns_;
  const std::vector<std::string> wanted_;
  const words::NamesApart names_;
};

}  // namespace

std::vector<Line> lines(const words::Messages& messages, const state::State& state,
                        const std::vector<findings::Group>& groups, uint64_t now_ns,
                        const std::string& filter, const std::set<std::string>& opened) {
  Lines all(messages, state, now_ns, filter);
  for (const Group& group : groups) all.add(group, opened.count(key_of(group)) != 0);
  return std::move(all.lines);
}

}  // namespace greenlens::gui::parked
