#include "tracer/expect/verdict.h"

#include <algorithm>
#include <utility>

#include "tracer/words/lists.h"

namespace greenlens::expect {
namespace {

using words::Messages;

template <typename Enum>
std::string word(Enum value) {
  return enum_names(value)[static_cast<size_t>(value)];
}

class Judge {
 public:
  Judge(const Messages& messages, const Rules& rules, const store::Trace& trace, const Watch& watch,
        const state::State& end)
      : messages_(messages), rules_(rules), trace_(trace), watch_(watch), end_(end) {}

  std::vector<Verdict> verdicts() {
    for (size_t i = 0; i < rules_.order.size(); ++i) order(rules_.order[i], watch_.orders[i]);
    for (size_t i = 0; i < rules_.finished.size(); ++i) {
      finished(rules_.finished[i], watch_.finished[i]);
    }
    if (rules_.output) output(*rules_.output);
    number("switches", rules_.switches, watch_.switches, {});
    number("most_bytes_in_one_copy", rules_.most_bytes_in_one_copy, watch_.most_bytes,
           watch_.most_bytes_at);
    number("held_at_end.greenlets", rules_.held_greenlets, watch_.held, {});
    number("held_at_end.bytes", rules_.held_bytes, watch_.held_bytes, {});
    program_ends();
    findings();
    number("events_lost", rules_.events_lost, end_.events_lost, {});
    return std::move(verdicts_);
  }

 private:
  std::string say(std::string_view id, std::initializer_list<Messages::Place> places = {}) const {
    return messages_.text(id, places);
  }
  void add(std::string rule, bool kept, std::string expected, std::string found,
           const Place& place) {
    verdicts_.push_back({std::move(rule), kept, std::move(expected), std::move(found), place});
  }

  void number(const char* rule, const std::optional<Range>& range, uint64_t found,
              const Place& place) {
    if (!range) return;
    const std::string min = std::to_string(range->min), max = std::to_string(range->max);
    const std::string expected = range->min == range->max   ? min
                                 : range->max == UINT64_MAX ? say("expect.at_least", {{"n", min}})
                                 : range->min == 0
                                     ? say("expect.at_most", {{"n", max}})
                                     : say("expect.between", {{"min", min}, {"max", max}});
    add(rule, range->has(found), expected, std::to_string(found), place);
  }

  void order(const OrderRule& rule, const OrderResult& result) {
    using Problem = OrderResult::Problem;
    const std::string name = rule.thread == "main" ? "order" : "order." + rule.thread;
    const std::string count = std::to_string(result.switches), n = std::to_string(result.number);
    const Place place = {result.step, result.at};
    const auto wrong = [&](std::string_view expected, std::string_view found) {
      add(name, false, say(expected, {{"n", n}, {"switch", result.expected}}),
          say(found, {{"n", n}, {"switch", result.found}, {"count", count}}), place);
    };
    switch (result.problem) {
      case Problem::none:
        return add(name, true, say("expect.order"), say("expect.order.kept", {{"count", count}}),
                   {});
      case Problem::other:
        return wrong("expect.order.switch", "expect.order.other");
      case Problem::missing:
        return wrong("expect.order.switch", "expect.order.no_more");
      case Problem::more:
        return wrong("expect.order.end", "expect.order.other");
      case Problem::not_found:
        return wrong("expect.order.later", "expect.order.never");
      case Problem::other_end:
        return wrong("expect.order.switch_at_end", "expect.order.other");
    }
  }

  std::string ending(Ending how, const std::optional<std::string>& value) const {
    return value && how != Ending::never
               ? say("expect.ending.value", {{"how", word(how)}, {"value", *value}})
               : word(how);
  }
  void finished(const FinishRule& rule, const FinishSeen& seen) {
    const std::string name = "finished." + rule.name;
    const std::string expected = ending(rule.ending, rule.value);
    if (seen.fitting == 0 && rule.name != "*") {
      return add(name, false, expected, say("expect.nobody", {{"name", rule.name}}), {});
    }
    if (seen.wrong == 0) {
      return add(name, true, expected,
                 say("expect.those", {{"count", std::to_string(seen.fitting)}}), {});
    }
    const std::string how = ending(seen.ending, seen.value);
    const std::string others = std::to_string(seen.wrong - 1);
    const std::string_view id = seen.wrong > 1 ? "expect.ended.others" : "expect.ended";
    add(name, false, expected, say(id, {{"who", seen.who}, {"how", how}, {"count", others}}),
        seen.place);
  }

  void output(const OutputRule& rule) {
    const OutputSeen& seen = watch_.output;
    const std::string count = std::to_string(seen.lines);
    if (rule.lines) output_lines(*rule.lines, seen);
    const auto each = [&](const char* which, const std::vector<std::string>& texts,
                          const std::vector<bool>& found) {
      for (size_t i = 0; i < texts.size(); ++i) {
        add(std::string("output.") + which, found[i],
            say(std::string("expect.output.") + which, {{"text", texts[i]}}),
            found[i] ? "" : say("expect.output.none", {{"count", count}}), {});
      }
    };
    each("contains", rule.contains, seen.contained);
    each("matches", rule.matches, seen.matched);
  }
  void output_lines(const std::vector<std::string>& lines, const OutputSeen& seen) {
    const auto all = [&](size_t count) {
      return say("expect.output.lines", {{"count", std::to_string(count)}});
    };
    const auto line = [&](uint64_t n, const std::string& text) {
      return say("expect.output.line", {{"n", std::to_string(n)}, {"text", text}});
    };
    if (seen.wrong_line > 0) {
      const bool is_more = seen.wrong_line > lines.size();
      add("output", false,
          is_more ? all(lines.size()) : line(seen.wrong_line, lines[seen.wrong_line - 1]),
          line(seen.wrong_line, seen.found), seen.place);
    } else if (seen.lines < lines.size()) {
      add("output", false, line(seen.lines + 1, lines[seen.lines]), all(seen.lines), {});
    } else {
      add("output", true, all(lines.size()), "", {});
    }
  }

  void program_ends() {
    if (!rules_.program_ends) return;
    const std::string found = watch_.end ? word(*watch_.end) : say("expect.no_end");
    add("program_ends", found == *rules_.program_ends, *rules_.program_ends, found, {});
  }

  void findings() {
    std::string allowed;
    for (size_t i = 0; i < kFindings; ++i) {
      if (!rules_.allowed[i]) continue;
      words::add_name(messages_, word(static_cast<Finding>(i)), &allowed);
    }
    const std::string expected =
        rules_.says_findings ? (allowed.empty() ? say("expect.findings.none")
                                                : say("expect.findings", {{"list", allowed}}))
                             : say("expect.findings.usual");
    Place place;
    std::string found;
    for (size_t i = 0; i < kFindings; ++i) {
      const FindingSeen seen = finding(static_cast<Finding>(i));
      if (seen.count == 0 || rules_.allowed[i]) continue;
      if (place.step == 0) place = seen.place;
      const std::string_view id = seen.who.empty() ? "expect.found" : "expect.found.who";
      found += (found.empty() ? "" : "; ") + say(id, {{"finding", word(static_cast<Finding>(i))},
                                                      {"count", std::to_string(seen.count)},
                                                      {"who", seen.who}});
    }
    add("findings", found.empty(), expected, found, place);
  }
  FindingSeen finding(Finding which) const {
    if (which != Finding::contradiction) return watch_.findings[static_cast<size_t>(which)];
    FindingSeen seen;
    seen.count = trace_.contradicted().size();
    if (seen.count > 0) seen.place.step = trace_.contradicted().front();
    return seen;
  }

  const Messages& messages_;
  const Rules& rules_;
  const store::Trace& trace_;
  const Watch& watch_;
  const state::State& end_;
  std::vector<Verdict> verdicts_;
};

}  // namespace

std::optional<std::vector<Verdict>> judge(const Messages& messages, const Rules& rules,
                                          const store::Trace& trace,
                                          const store::OnProgress& progress) {
  state::State state = trace.state(0);
  Watch watch(rules, trace.info(), state);
  for (uint64_t before = state.step; state.step < trace.size(); before = state.step) {
    if (progress && !progress(state.step, trace.size())) return {};
    trace.go_along(&state, trace.size(), &watch);
    if (state.step == before) break;
  }
  watch.finish(state);
  return Judge(messages, rules, trace, watch, state).verdicts();
}

bool all_kept(const std::vector<Verdict>& verdicts) {
  return std::all_of(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.kept; });
}

}  // namespace greenlens::expect
