// A trace for speedscope: a profile of each greenlet, with the calls in which it was at each of its
// stays, and one of the bytes that were copied to the heap, by the calls whose frames they are.
// (https://www.speedscope.app/file-format-schema.json)
//
// The format has a profile in one piece, and a trace its stays in turn. So it is gone along with
// several times: once to know who stays how often and what was copied, and then for as many
// profiles at once as are kept in little memory.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "tracer/export/call_stack.h"
#include "tracer/export/way.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/store/moves.h"
#include "tracer/words/thread_name.h"

namespace greenlens::exports::speedscope {
namespace {

// Stays that are kept at once, of some thirty bytes each.
constexpr uint64_t kMostKept = uint64_t{1} << 20;

std::string json_of(const std::string& text) { return facts::json_text(facts::Json(text)); }

// What all ways share: frames and stacks have numbers in the whole file.
struct Shared {
  const words::Messages& messages;
  bool times = false;
  bool several_threads = false;
  Numbered<Call> frames{};
  Numbered<std::vector<uint32_t>> stacks{};
  bool is_first = true;  // of the profiles

  std::vector<uint32_t> numbers_of(const CallStack& calls) {
    std::vector<uint32_t> stack;
    for (const Call& call : calls) {
      if (const uint32_t frame = frames.of(call)) stack.push_back(frame);
    }
    return stack;
  }
  // A step is one, where times are not asked for.
  std::string value(uint64_t ns) const {
    if (times) return std::to_string(ns);
    return ns % kStepNs == 0 ? std::to_string(ns / kStepNs)
                             : fmt::format("{}.{:03}", ns / kStepNs, ns % kStepNs);
  }
  const char* unit() const { return times ? "nanoseconds" : "none"; }
};

// The first way.
class Survey final : public Hearer {
 public:
  struct Profile {
    facts::GreenletId who = 0;
    std::string name;
    uint64_t stays = 0;
  };

  explicit Survey(Shared* shared) : shared_(*shared) {}

  void greenlet(const Stamp&, facts::GreenletId id, const state::State& state) override {
    const auto found = profiles_.find(id);
    if (found != profiles_.end()) found->second.name = name_of(id, state);
  }
  void stay(const Stay& stay, const state::State& state) override {
    from_ns_ = std::min(from_ns_, stay.from.at_ns);
    end_ns_ = std::max(end_ns_, stay.to.at_ns);
    const auto found = profiles_.find(stay.who);
    if (found != profiles_.end()) {
      ++found->second.stays;
    } else if (profiles_.size() < store::kMostGreenletsCounted) {
      profiles_[stay.who] = {stay.who, name_of(stay.who, state), 1};
    }
  }
  void copied(const Copied& copied, const state::State& state) override {
    if (!copied.is_out) return;
    const Call who = {name_of(copied.who, state), "", 0};
    for (CopiedPart& part : parts_of(shared_.messages, copied)) {
      part.calls.insert(part.calls.begin(), who);
      bytes_[shared_.stacks.of(shared_.numbers_of(part.calls))] += part.bytes;
    }
  }
  void doubted(const Stamp&, const std::vector<std::string>& said) override {
    doubts.insert(doubts.end(), said.begin(), said.end());
  }

  const std::map<facts::GreenletId, Profile>& profiles() const { return profiles_; }
  const std::map<uint32_t, uint64_t>& bytes() const { return bytes_; }
  // Of all stays: all profiles have one axis.
  uint64_t from_ns() const { return std::min(from_ns_, end_ns_); }
  uint64_t end_ns() const { return end_ns_; }

  std::vector<std::string> doubts;

 private:
  std::string name_of(facts::GreenletId id, const state::State& state) const {
    return lane_name(shared_.messages, state, id, shared_.several_threads);
  }

  Shared& shared_;
  std::map<facts::GreenletId, Profile> profiles_;
  std::map<uint32_t, uint64_t> bytes_;  // by the stack's number; 0: of those that have none
  uint64_t from_ns_ = UINT64_MAX, end_ns_ = 0;
};

using Batch = std::vector<const Survey::Profile*>;  // by number

// One of many stays alone, which are written as they come; or some of fewer, which are kept until
// all are there.
class Profiles final : public Hearer {
 public:
  Profiles(Shared* shared, const Batch& batch, uint64_t from_ns, uint64_t end_ns, Pieces* out)
      : shared_(*shared),
        batch_(batch),
        from_ns_(from_ns),
        end_ns_(end_ns),
        out_(*out),
        alone_(batch.size() == 1) {
    if (alone_) begin(*batch_.front());
  }

  void stay(const Stay& stay, const state::State& state) override {
    if (stay.who < batch_.front()->who || stay.who > batch_.back()->who) return;
    const CallStack calls = calls_of(shared_.messages, stay, state);
    const Kept one = {stay.from.at_ns, stay.to.at_ns, shared_.stacks.of(shared_.numbers_of(calls))};
    if (alone_) {
      put(one);
    } else {
      kept_[stay.who].push_back(one);
    }
  }

  void end() {
    if (alone_) return out_.add("]}");
    for (const Survey::Profile* profile : batch_) {
      begin(*profile);
      for (const Kept& one : kept_[profile->who]) put(one);
      kept_.erase(profile->who);
      out_.add("]}");
    }
  }

 private:
  struct Kept {
    uint64_t from_ns = 0, to_ns = 0;
    uint32_t stack = 0;
  };

  void begin(const Survey::Profile& profile) {
    out_.add(
        fmt::format("{}\n{{\"type\":\"evented\",\"name\":{},\"unit\":\"{}\",\"startValue\":{},"
                    "\"endValue\":{},\"events\":[",
                    std::exchange(shared_.is_first, false) ? "" : ",", json_of(profile.name),
                    shared_.unit(), shared_.value(from_ns_), shared_.value(end_ns_)));
    is_first_ = true;
  }
  void put(const Kept& one) {
    if (one.stack == 0) return;
    const std::vector<uint32_t>& stack = shared_.stacks[one.stack];
    for (const uint32_t frame : stack) event('O', frame, one.from_ns);
    for (size_t i = stack.size(); i-- > 0;) event('C', stack[i], one.to_ns);
    out_.add("");
  }
  void event(char type, uint32_t frame, uint64_t ns) {
    fmt::format_to(std::back_inserter(out_.text()),
                   "{}\n{{\"type\":\"{}\",\"frame\":{},\"at\":{}}}", is_first_ ? "" : ",", type,
                   frame - 1, shared_.value(ns));
    is_first_ = false;
  }

  Shared& shared_;
  const Batch& batch_;
  uint64_t from_ns_, end_ns_;
  Pieces& out_;
  bool alone_;
  bool is_first_ = true;
  std::map<facts::GreenletId, std::vector<Kept>> kept_;
};

std::vector<Batch> batches(const Survey& survey) {
  std::vector<Batch> all;
  uint64_t stays = kMostKept;
  for (const auto& [id, profile] : survey.profiles()) {
    if (stays + profile.stays > kMostKept) {
      all.emplace_back();
      stays = 0;
    }
    all.back().push_back(&profile);
    stays += profile.stays;
  }
  return all;
}

void write_bytes(const Survey& survey, Shared* shared, Pieces* out) {
  if (survey.bytes().empty()) return;
  uint64_t sum = 0;
  std::string samples, weights;
  for (const auto& [stack, bytes] : survey.bytes()) {
    std::string sample;
    if (stack != 0) {
      for (const uint32_t frame : shared->stacks[stack]) {
        sample += (sample.empty() ? "" : ",") + std::to_string(frame - 1);
      }
    }
    samples += (samples.empty() ? "[" : ",\n[") + sample + "]";
    weights += (weights.empty() ? "" : ",") + std::to_string(bytes);
    sum += bytes;
  }
  out->add(
      fmt::format("{}\n{{\"type\":\"sampled\",\"name\":{},\"unit\":\"bytes\",\"startValue\":0,"
                  "\"endValue\":{},\n\"samples\":[{}],\n\"weights\":[{}]}}",
                  std::exchange(shared->is_first, false) ? "" : ",",
                  json_of(shared->messages.text("lanes.bytes_out")), sum, samples, weights));
}

void write_end(const Shared& shared, const std::vector<std::string>& doubts, Pieces* out) {
  out->add("\n],\n\"shared\":{\"frames\":[");
  for (uint32_t n = 1; n <= shared.frames.size(); ++n) {
    const Call& call = shared.frames[n];
    facts::Json frame = {{"name", call.function}};
    if (!call.file.empty()) frame["file"] = call.file;
    if (call.line != 0) frame["line"] = call.line;
    out->add((n > 1 ? ",\n" : "\n") + facts::json_text(frame));
  }
  out->add("\n]},\n\"doubts\":" + facts::json_text(facts::Json(doubts)) + "}\n");
  out->flush();
}

// The first way counts as half of all.
ExportOptions of_way(const ExportOptions& options, uint64_t way, uint64_t ways) {
  ExportOptions part = options;
  if (!options.progress) return part;
  part.progress = [=, ask = options.progress](uint64_t done, uint64_t all) {
    if (way == 0) return ask(done, 2 * all);
    return ask(all + ((way - 1) * all + done) / ways, 2 * all);
  };
  return part;
}

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  const scene::Steps steps = exported_steps(trace, options);
  state::State state = trace.state(steps.to);
  Shared shared{messages, options.times, has_several_threads(state)};
  Survey survey(&shared);
  Pieces pieces(sink);
  const auto along = [&](uint64_t way, uint64_t ways, Hearer* hearer) {
    return go_along(messages, trace, of_way(options, way, ways), pieces, hearer, &state);
  };
  if (facts::Fault fault = along(0, 0, &survey)) return fault;
  const std::string& title = trace.info().title;
  pieces.add(
      "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\n"
      "\"exporter\":\"greenlens\",\"name\":" +
      json_of(facts::shown(title.empty() ? trace.info().scenario : title)) +
      ",\"activeProfileIndex\":0,\"profiles\":[");
  const std::vector<Batch> all = batches(survey);
  for (size_t i = 0; i < all.size(); ++i) {
    Profiles profiles(&shared, all[i], survey.from_ns(), survey.end_ns(), &pieces);
    if (facts::Fault fault = along(i + 1, all.size(), &profiles)) return fault;
    profiles.end();
  }
  write_bytes(survey, &shared, &pieces);
  std::vector<std::string> doubts = remarks_with_end(messages, trace, state);
  doubts.insert(doubts.end(), survey.doubts.begin(), survey.doubts.end());
  write_end(shared, doubts, &pieces);
  return {};
}

}  // namespace

Exporter exporter() { return {".speedscope.json", {.steps = true, .times = true}, write}; }

}  // namespace greenlens::exports::speedscope
