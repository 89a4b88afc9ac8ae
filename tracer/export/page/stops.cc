#include "tracer/export/page/stops.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/past/find_where.h"
#include "tracer/past/walk.h"
#include "tracer/state/queries.h"

namespace greenlens::exports {
namespace {

// A list that one can look through, and looks at a condition.
constexpr size_t kMostOffers = 400;
constexpr uint64_t kMostStopLooks = 20'000'000;
constexpr uint64_t kLookAtOnce = 1024;
constexpr std::array<uint64_t, 8> kSizes = {0, 64, 256, 1024, 4096, 16384, 65536, 1048576};

struct StopOffer {
  const char* group = "";
  std::string text;
  std::optional<size_t> source;
  uint64_t line = 0;
};

// What happens between two steps, as far as one may stop there.
class Happened {
 public:
  explicit Happened(const store::Trace& trace) : trace_(trace) {}

  void see(const facts::Event& event, const state::State& after) {
    kinds_.insert(facts::fact_name(event.fact));
    if (const facts::SourceLine* at = past::line_of(event); at != nullptr && at->line != 0) {
      lines_.insert({at->file, at->line});
    }
    if (const auto* executed = facts::as<facts::InstructionExecuted>(&event)) {
      if (instructions_.size() < kMostOffers) instructions_.insert(executed->text);
    }
    const past::StepValue bytes = past::value_of(bytes_copied_, &event, after);
    if (bytes.type == past::StepValue::Type::number) most_ = std::max(most_, bytes.number);
    const facts::GreenletId now = told_by(after).current;
    if (now == 0 || runs_.contains(now) || runs_.size() >= kMostOffers) return;
    runs_[now] = past::stop_where_runs(after, now);
  }

  // In the order in which they are offered.
  std::vector<StopOffer> offers(const state::State& last) const {
    std::vector<StopOffer> all;
    for (const auto& [file, line] : lines_) {
      StopOffer offer{
          "lines", past::stop_at_line(file.substr(file.rfind('/') + 1), line), {}, line};
      for (size_t i = 0; i < trace_.info().sources.size(); ++i) {
        if (trace_.info().sources[i].file == file) offer.source = i;
      }
      if (offer.source && !offer.text.empty()) all.push_back(std::move(offer));
    }
    const auto add = [&](const char* group, std::string text) {
      all.push_back({group, std::move(text), {}, 0});
    };
    for (const auto& [id, text] : runs_) {
      add("runs", find(last, id) != nullptr ? past::stop_where_runs(last, id) : text);
    }
    for (const std::string& kind : kinds_) add("events", kind);
    for (const uint64_t size : kSizes) {
      if (std::cmp_less(size, most_)) add("bytes", "bytes_copied > " + std::to_string(size));
    }
    for (const auto& [id, text] : runs_) {
      const std::string name = called(last, id);
      add("greenlets", name + ".stack_saved > 0");
      add("greenlets", name + ".state == dead");
    }
    for (const std::string& text : instructions_) {
      const char quote = text.find('"') == std::string::npos ? '"' : '\'';
      add("instructions", "instruction == " + (quote + text + quote));
    }
    return all;
  }

 private:
  // Before a dot.
  static std::string called(const state::State& last, facts::GreenletId id) {
    const std::string name = past::stop_where_runs(last, id).substr(sizeof "current ==");
    const bool is_quoted = name.empty() || name.front() == '"' || name.front() == '\'';
    return is_quoted ? '#' + std::to_string(id) : name;
  }

  const store::Trace& trace_;
  const past::StepName bytes_copied_ = *past::find_step_name("bytes_copied");
  std::set<std::string> kinds_, instructions_;
  std::set<std::pair<std::string, uint64_t>> lines_;
  std::map<facts::GreenletId, std::string> runs_;
  int64_t most_ = -1;
};

// Those that were asked for first, each once, and so many that they can be looked at.
std::vector<StopOffer> chosen(std::vector<StopOffer> offers, const std::vector<std::string>& asked,
                              uint64_t steps, size_t greenlets, size_t* left_out) {
  std::vector<StopOffer> all;
  std::set<std::string> known;
  const auto add = [&](StopOffer offer) {
    if (known.insert(offer.text).second) all.push_back(std::move(offer));
  };
  for (const std::string& text : asked) add({"asked", text, {}, 0});
  const size_t must = all.size();
  for (StopOffer& offer : offers) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const StopOffer& one) { return one.text == offer.text; });
    // One whose text is shown as another one nobody could write elsewhere.
    if (facts::shown(offer.text) != offer.text) continue;
    if (same != all.end()) same->source = offer.source, same->line = offer.line;
    add(std::move(offer));
  }
  // A greenlet is looked for by its name, among all.
  constexpr size_t kComparedInALook = 16;
  const uint64_t looks = std::max<uint64_t>(steps, 1) * (1 + greenlets / kComparedInALook);
  const auto room = static_cast<size_t>(kMostStopLooks / looks);
  const size_t most = std::max(must, std::min(kMostOffers, room));
  *left_out = all.size() - std::min(all.size(), most);
  if (*left_out > 0) all.resize(most);
  return all;
}

}  // namespace

facts::Json stops_of(const store::Trace& trace, const std::vector<uint64_t>& steps,
                     const std::vector<std::string>& asked, const store::OnProgress& progress) {
  const uint64_t from = steps.front(), to = steps.back();
  Happened happened(trace);
  past::Walk walk(trace, from);
  const auto goes_on = [&](uint64_t, uint64_t) { return !progress || progress(0, 1); };
  while (walk.step() < to && walk.next()) {
    happened.see(walk.event(), walk.state());
    if (walk.step() % kLookAtOnce == 0 && !goes_on(0, 0)) break;
  }
  size_t left_out = 0;
  const std::vector<StopOffer> offers = chosen(happened.offers(walk.state()), asked, to - from,
                                               walk.state().greenlets.size(), &left_out);
  std::vector<past::Condition> conditions;
  std::vector<const StopOffer*> whose;
  for (const StopOffer& offer : offers) {
    past::ParsedCondition parsed = past::parse_condition(offer.text);
    if (!parsed.condition) continue;
    conditions.push_back(std::move(*parsed.condition));
    whose.push_back(&offer);
  }
  const auto found = past::steps_of_each(trace, conditions, from, to, to - from, goes_on);
  facts::Json all = facts::Json::array(), set = facts::Json::array();
  for (size_t k = 0; k < found.size(); ++k) {
    const StopOffer& offer = *whose[k];
    const bool is_asked = std::string_view(offer.group) == "asked";
    if (found[k].empty() && !is_asked) continue;
    facts::Json at = facts::Json::array();
    for (const uint64_t step : found[k]) {
      const auto i = std::lower_bound(steps.begin(), steps.end(), step) - steps.begin();
      if (at.empty() || at.back() != i) at.push_back(i);
    }
    if (is_asked) set.push_back(all.size());
    facts::Json one = {offer.group, facts::shown(offer.text), std::move(at)};
    if (offer.source) one.push_back(*offer.source), one.push_back(offer.line);
    all.push_back(std::move(one));
  }
  return {{"offers", std::move(all)}, {"set", std::move(set)}, {"left_out", left_out}};
}

}  // namespace greenlens::exports
