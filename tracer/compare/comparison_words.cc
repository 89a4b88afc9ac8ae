#include "tracer/compare/comparison_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "tracer/compare/story_words.h"
#include "tracer/facts/shown.h"

namespace greenlens::compare {
namespace {

using words::Messages;

constexpr bool kInside = true;
constexpr size_t kMostLines = 5;

class Writer {
 public:
  Writer(const Messages& messages, const Comparison& comparison)
      : messages_(messages), comparison_(comparison) {}

  Report report() {
    line({{"count", std::to_string(comparison_.common)}},
         comparison_.same() ? "diff.same" : "diff.differ");
    warn(comparison_.a, "A"), warn(comparison_.b, "B");
    only(comparison_.only_a, "A"), only(comparison_.only_b, "B");
    for (size_t i = 0; i < comparison_.first.size(); ++i) {
      if (i == 1) line({}, "diff.further");
      difference(comparison_.first[i], i > 0, i > 0 ? 1 : kShown);
    }
    const uint64_t listed = comparison_.first.size();
    if (comparison_.differences > listed) {
      line({{"count", std::to_string(comparison_.differences - listed)}}, "diff.more");
    }
    if (comparison_.threads_not_looked_at > 0) {
      line({{"count", std::to_string(comparison_.threads_not_looked_at)}},
           "diff.threads_not_looked_at");
    }
    numbers();
    return std::move(report_);
  }
  std::vector<std::string> first() {
    only_first_ = true;
    if (comparison_.first.empty()) {
      line({{"count", std::to_string(comparison_.common)}},
           comparison_.same() ? "diff.same" : "diff.differ");
      only(comparison_.only_a, "A"), only(comparison_.only_b, "B");
    } else {
      difference(comparison_.first.front(), /*briefly=*/false, /*events=*/1);
    }
    std::vector<std::string> lines;
    for (size_t i = 0; i < report_.lines.size() && i < kMostLines; ++i) {
      lines.push_back(std::move(report_.lines[i].words));
    }
    return lines;
  }

 private:
  void line(std::initializer_list<Messages::Place> places, std::string_view id,
            bool is_inside = false) {
    report_.lines.push_back({messages_.text(id, places), is_inside});
  }
  void warn(const Sums& sums, const char* which) {
    if (sums.events_lost > 0) {
      line({{"which", which}, {"count", std::to_string(sums.events_lost)}}, "diff.lost");
    }
    if (sums.is_part) line({{"which", which}}, "diff.part");
    if (sums.values_unknown > 0) {
      line({{"which", which}, {"count", std::to_string(sums.values_unknown)}}, "diff.noted");
    }
  }
  void only(const std::vector<OnlyThread>& threads, const char* which) {
    for (const OnlyThread& thread : threads) {
      line({{"which", which},
            {"thread", thread_text(messages_, thread.thread)},
            {"count", std::to_string(thread.events)}},
           "diff.only_thread");
    }
  }
  void side(const char* which, const std::vector<StoryEvent>& events, uint64_t count,
            const std::optional<StoryEvent>& next, size_t most) {
    if (events.empty()) {
      if (next) {
        event(which, *next, "diff.has_nothing");
      } else {
        line({{"which", which}}, "diff.has_ended", kInside);
      }
      return;
    }
    const size_t shown = std::min(most, events.size());
    for (size_t i = 0; i < shown; ++i) event(which, events[i], "diff.event");
    if (count > shown && !only_first_)
      line({{"count", std::to_string(count - shown)}}, "diff.events_more", kInside);
  }
  void event(const char* which, const StoryEvent& event, std::string_view id) {
    const std::string place = place_text(messages_, event.at);
    line({{"which", which},
          {"step", std::to_string(event.step)},
          {"event", event_text(messages_, event)},
          {"place", place.empty() ? "" : messages_.text("diff.place", {{"place", place}})}},
         id, kInside);
    if (place.empty()) return;
    report_.lines.back().which = which[0];
    report_.lines.back().place = event.at;
  }
  void difference(const ThreadDifference& differs, bool briefly, size_t events) {
    const Difference& difference = differs.difference;
    const std::string thread = thread_text(messages_, differs.thread);
    if (difference.after) {
      line({{"thread", thread},
            {"event", event_text(messages_, *difference.after)},
            {"a", std::to_string(difference.after->step)},
            {"b", std::to_string(difference.after_b_step)}},
           briefly ? "diff.after.briefly" : "diff.after");
    } else {
      line({{"thread", thread}}, "diff.at_once");
    }
    side("A", difference.a, difference.a_count, difference.a_next, events);
    side("B", difference.b, difference.b_count, difference.b_next, events);
  }
  void numbers() {
    const auto row = [&](std::string_view id, uint64_t its_a, uint64_t its_b) {
      report_.numbers.push_back({messages_.text(id), its_a, its_b});
    };
    const Sums &a = comparison_.a, &b = comparison_.b;
    row("diff.steps", a.steps, b.steps);
    row("diff.events", a.events, b.events);
    row("diff.switches", a.switches, b.switches);
    row("diff.failed", a.failed, b.failed);
    row("diff.created", a.created, b.created);
    constexpr std::array kFinished = {"diff.returned", "diff.exited", "diff.raised"};
    for (size_t i = 0; i < kFinished.size(); ++i) row(kFinished[i], a.finished[i], b.finished[i]);
    row("diff.printed", a.printed, b.printed);
    row("diff.bytes_out", a.bytes_out, b.bytes_out);
    row("diff.bytes_in", a.bytes_in, b.bytes_in);
    row("diff.held", a.held, b.held);
    row("diff.held_bytes", a.held_bytes, b.held_bytes);
  }

  const Messages& messages_;
  const Comparison& comparison_;
  bool only_first_ = false;
  Report report_;
};

}  // namespace

std::vector<std::string> first_difference_lines(const Messages& messages,
                                                const Comparison& comparison) {
  return Writer(messages, comparison).first();
}

Report report_of(const Messages& messages, const Comparison& comparison) {
  return Writer(messages, comparison).report();
}

std::string comparison_text(const Messages& messages, const Comparison& comparison) {
  const Report report = report_of(messages, comparison);
  std::string text;
  for (const Report::Line& line : report.lines) {
    text += (line.is_inside ? "  " : "") + line.words + '\n';
  }
  text += fmt::format("{:<28}{:>14}{:>14}\n", "", "A", "B");
  for (const Report::Row& row : report.numbers) {
    text +=
        fmt::format("{:<28}{:>14}{:>14}{}\n", row.what, row.a, row.b, row.a == row.b ? "" : "  *");
  }
  return text;
}

}  // namespace greenlens::compare
