// Every switch as a line of a table, for spreadsheets: who went to whom, where both stand, and what
// was copied. Lines without greenlets say that facts are missing there, what of a step cannot be
// so, and at the end what has to be said of the whole. Greenlets in numbers are a table of
// `greenlens statistics`.
#include "tracer/export/way.h"
#include "tracer/facts/csv_line.h"
#include "tracer/facts/shown.h"
#include "tracer/words/thread_name.h"

namespace greenlens::exports::csv {
namespace {

class Switches final : public Hearer {
 public:
  Switches(const words::Messages& messages, bool times, uint64_t lost, Pieces* out)
      : messages_(messages), times_(times), out_(*out), lost_(lost) {
    std::vector<std::string> titles = {"step",      "requested_step", "thread",      "kind",
                                       "from",      "from_id",        "to",          "to_id",
                                       "bytes_out", "bytes_in",       "from_file",   "from_line",
                                       "to_file",   "to_line",        "events_lost", "says"};
    if (times_) titles.insert(titles.begin() + 2, {"time_ns", "requested_ns"});
    out_.add(facts::csv_line(titles));
  }

  void switched(const Switched& one, const state::State& state) override {
    const auto name = [&](facts::GreenletId id) {
      return id != 0 ? words::shown_name(state, id) : "";
    };
    const auto number = [](uint64_t n) { return n != 0 ? std::to_string(n) : ""; };
    std::vector<std::string> fields = {std::to_string(one.to.step),
                                       std::to_string(one.from.step),
                                       std::to_string(one.thread),
                                       enum_names(one.kind)[static_cast<size_t>(one.kind)],
                                       name(one.origin),
                                       number(one.origin),
                                       name(one.target),
                                       number(one.target),
                                       std::to_string(one.bytes_out),
                                       std::to_string(one.bytes_in),
                                       facts::shown(one.origin_at.file),
                                       number(one.origin_at.line),
                                       facts::shown(one.target_at.file),
                                       number(one.target_at.line),
                                       std::to_string(lost_),
                                       ""};
    put(&fields, one.to.told_ns, one.from.told_ns);
  }

  void lost(const Stamp& now, uint64_t count) override {
    lost_ += count;
    say(now, "events_lost",
        messages_.text("narrate.lost_so_far", {{"count", std::to_string(lost_)}}));
  }

  void doubted(const Stamp& now, const std::vector<std::string>& said) override {
    for (const std::string& one : said) say(now, "contradiction", one);
  }

  void end(const Stamp& now, const std::vector<std::string>& remarks) {
    for (const std::string& one : remarks) say(now, "remark", one);
  }

 private:
  void say(const Stamp& now, const char* kind, const std::string& sentence) {
    std::vector<std::string> fields(16);
    fields[0] = std::to_string(now.step);
    fields[3] = kind;
    fields[14] = std::to_string(lost_);
    fields[15] = sentence;
    put(&fields, now.told_ns, now.told_ns);
  }
  void put(std::vector<std::string>* fields, uint64_t time_ns, uint64_t requested_ns) {
    if (times_) {
      fields->insert(fields->begin() + 2, {std::to_string(time_ns), std::to_string(requested_ns)});
    }
    out_.add(facts::csv_line(*fields));
  }

  const words::Messages& messages_;
  bool times_;
  Pieces& out_;
  uint64_t lost_;
};

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  state::State state = trace.state(exported_steps(trace, options).from);
  Switches out(messages, options.times, state.events_lost, &pieces);
  if (facts::Fault fault = go_along(messages, trace, options, pieces, &out, &state)) return fault;
  const uint64_t last_ns = state.step > 0 ? trace.event(state.step).time_ns : 0;
  out.end(stamp_of(clock_of(options), state.step, last_ns),
          remarks_with_end(messages, trace, state));
  pieces.flush();
  return {};
}

}  // namespace

Exporter exporter() { return {".csv", {.steps = true, .times = true}, write}; }

}  // namespace greenlens::exports::csv
