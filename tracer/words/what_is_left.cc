#include "tracer/words/what_is_left.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tracer/state/queries.h"
#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

using state::GreenletState;

// More than so many of a kind are told together, and so many of their lines.
constexpr size_t kFew = 3, kLines = 3;

std::string line_of(const GreenletState& g) {
  return g.at.line == 0 ? "" : g.at.file + ":" + std::to_string(g.at.line);
}

class Left {
 public:
  Left(const Messages& messages, const state::State& end) : messages_(messages), end_(end) {
    for (const auto& [id, g] : end.greenlets) {
      if (g.is_main || g.finished || g.freed) continue;
      if (is_current(end, g)) {
        running_.push_back(&g);
      } else if (!g.body_entered) {
        unstarted_.push_back(&g);
      } else {
        (g.stack_saved > 0 ? copied_ : in_place_).push_back(&g);
      }
    }
  }

  Told sentences() {
    each("end.was_running", running_);
    told("end.copy_stays", "end.copies_stay", copied_);
    told("end.never_finished", "end.never_finished_all", in_place_);
    told("end.never_started", "end.never_started_all", unstarted_);
    return sentences_.text.empty() ? messages_.told("narrate.end.all_finished", {}) : sentences_;
  }

 private:
  using Those = std::vector<const GreenletState*>;

  uint64_t bytes_of(const GreenletState& g) const {
    return g.stack_saved > 0 && !is_current(end_, g) ? g.stack_saved : bytes_on_stack(end_, g);
  }
  void say(const std::string& id, std::initializer_list<Messages::Place> places) {
    if (!sentences_.text.empty()) sentences_ += {between_sentences(messages_)};
    sentences_ += messages_.told("narrate." + id, {places.begin(), places.size()});
  }
  void each(const char* id, const Those& those) {
    for (const GreenletState* g : those) {
      say(id, {{"name", name_of(end_, g->id)}, {"bytes", std::to_string(bytes_of(*g))}});
    }
  }
  void told(const char* one, const char* all, const Those& those) {
    if (those.size() <= kFew) return each(one, those);
    uint64_t bytes = 0;
    for (const GreenletState* g : those) bytes += bytes_of(*g);
    say(all, {{"count", std::to_string(those.size())}, {"bytes", std::to_string(bytes)}});
    if (&those != &unstarted_) say_lines(those);
  }
  // Where most of them wait.
  void say_lines(const Those& those) {
    std::map<std::string, size_t> counts;
    for (const GreenletState* g : those) ++counts[line_of(*g)];
    counts.erase("");
    std::vector<std::pair<std::string, size_t>> lines(counts.begin(), counts.end());
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string most;
    for (size_t i = 0; i < std::min(lines.size(), kLines); ++i) {
      add_name(messages_,
               messages_.text("narrate.end.at_line", {{"count", std::to_string(lines[i].second)},
                                                      {"line", lines[i].first}}),
               &most);
    }
    if (lines.empty()) return;
    say(lines.size() > kLines ? "end.lines_most" : "end.lines", {{"lines", most}});
  }

  const Messages& messages_;
  const state::State& end_;
  Those running_, copied_, in_place_, unstarted_;
  Told sentences_;
};

}  // namespace

Told what_is_left(const Messages& messages, const state::State& end) {
  return Left(messages, end).sentences();
}

}  // namespace greenlens::words
