// A trace in Chrome's trace format, which Perfetto, chrome://tracing, Tracy and speedscope open: a
// lane for each greenlet with its stays, arrows for the switches between them, marks for what was
// copied and for who ended, and a curve of the bytes in heap copies. A step is a microsecond, or as
// long as it took where times are asked for.
//
// As its readers want it ("Trace Event Format", catapult): times are microseconds with fractions, a
// lane's slices nest, an arrow's ends lie inside of slices and have all of category, name and id in
// common, no two arrows have the same. `loc` is where Tracy looks for a line.
#include <fmt/format.h>

#include <iterator>

#include "tracer/export/way.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::exports::json {
namespace {

std::string quoted(const std::string& text) { return facts::json_text(facts::Json(text)); }

// Nanoseconds in the format's unit.
std::string micros(uint64_t ns) { return fmt::format("{}.{:03}", ns / 1000, ns % 1000); }

class ChromeTrace final : public Hearer {
 public:
  ChromeTrace(const words::Messages& messages, bool several_threads, Pieces* out)
      : messages_(messages), several_threads_(several_threads), out_(*out) {}

  void begin(const store::TraceInfo& info) {
    out_.add("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
    const std::string& name = info.title.empty() ? info.scenario : info.title;
    meta(0, "process_name", "\"name\":" + quoted(facts::shown(name.empty() ? "greenlens" : name)));
  }

  void end(Clock clock, const std::vector<std::string>& remarks) {
    const facts::Json other = {
        {"made by", "greenlens"}, {"time", clock_text(messages_, clock)}, {"doubts", remarks}};
    out_.add("\n],\"otherData\":" + facts::json_text(other) + "}\n");
    out_.flush();
  }

  void greenlet(const Stamp&, facts::GreenletId id, const state::State& state) override {
    meta(id, "thread_name",
         "\"name\":" + quoted(lane_name(messages_, state, id, several_threads_)));
    meta(id, "thread_sort_index", fmt::format("\"sort_index\":{}", id));
  }

  void stay(const Stay& stay, const state::State& state) override {
    const std::string name = stay.at.function.empty() ? name_of(state, stay.who) : stay.at.function;
    begin_event("X", stay.who, stay.from.at_ns);
    more(",\"dur\":{},\"name\":{},\"cat\":\"run\"", micros(stay.to.at_ns - stay.from.at_ns),
         quoted(facts::shown(name)));
    const std::string place = facts::shown(place_of(stay.at));
    if (!place.empty()) more(",\"loc\":{}", quoted(place));
    more(",\"args\":{{\"step\":{},\"to_step\":{},\"thread\":{}", stay.from.step, stay.to.step,
         stay.thread);
    if (stay.came_from != 0) {
      more(",\"from\":{}", quoted(lane_name(messages_, state, stay.came_from, several_threads_)));
    }
    if (!place.empty()) more(",\"line\":{}", quoted(place));
    end_event("}");
  }

  void switched(const Switched& one, const state::State& state) override {
    if (one.kind == store::SwitchKind::failed) {
      mark(one.origin, one.to,
           messages_.text("lanes.failed", {{"name", name_of(state, one.target)}}), "switch", "");
    }
    if (one.left_ns == 0) return;
    // One nanosecond inside of both stays.
    arrow("s", "", one.origin, one.left_ns - 1, one.to.step);
    arrow("f", ",\"bp\":\"e\"", one.target, one.to.at_ns + 1, one.to.step);
  }

  void copied(const Copied& copied, const state::State&) override {
    mark(copied.who, copied.at,
         messages_.text(copied.is_out ? "lanes.saved" : "lanes.restored",
                        {{"bytes", std::to_string(copied.bytes)}}),
         "copy", fmt::format(",\"bytes\":{}", copied.bytes));
  }

  void heap(const Stamp& now, const Heap& heap) override {
    begin_event("C", 0, now.at_ns);
    more(",\"name\":{},\"args\":{{\"bytes\":{}", quoted(messages_.text("lanes.heap")), heap.held);
    end_event("}");
  }

  void finished(const Stamp& now, const facts::GreenletFinished& fact,
                const state::State&) override {
    mark(fact.greenlet, now, messages_.text(std::string("lanes.") + enum_name(fact.how)), "life",
         ",\"what\":" + quoted(facts::shown(fact.what)));
  }

  void freed(const Stamp& now, facts::GreenletId id, const state::State&) override {
    mark(id, now, messages_.text("lanes.freed"), "life", "");
  }

  void lost(const Stamp& now, uint64_t count) override {
    of_all(now, messages_.text("lanes.lost", {{"count", std::to_string(count)}}), {});
  }

  void doubted(const Stamp& now, const std::vector<std::string>& said) override {
    of_all(now, messages_.text("lanes.doubted"), said);
  }

 private:
  template <typename... Values>
  void more(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_.text()), format, std::forward<Values>(values)...);
  }
  void begin_event(const char* phase, facts::GreenletId lane, uint64_t ns) {
    more("{}\n{{\"ph\":\"{}\",\"pid\":1,\"tid\":{},\"ts\":{}", is_first_ ? "" : ",", phase, lane,
         micros(ns));
    is_first_ = false;
  }
  void end_event(const char* end) {
    out_.text() += end;
    out_.add("}");
  }
  void meta(facts::GreenletId lane, const char* name, const std::string& what) {
    more("{}\n{{\"ph\":\"M\",\"pid\":1,\"tid\":{},\"name\":\"{}\",\"args\":{{{}}}",
         is_first_ ? "" : ",", lane, name, what);
    is_first_ = false;
    end_event("");
  }
  void arrow(const char* phase, const char* binding, facts::GreenletId lane, uint64_t ns,
             uint64_t number) {
    begin_event(phase, lane, ns);
    more("{},\"id\":{},\"name\":\"switch\",\"cat\":\"switch\"", binding, number);
    end_event("");
  }
  void mark(facts::GreenletId lane, const Stamp& now, const std::string& name, const char* category,
            const std::string& more_args) {
    begin_event("i", lane, now.at_ns);
    more(",\"s\":\"t\",\"name\":{},\"cat\":\"{}\",\"args\":{{\"step\":{}{}", quoted(name), category,
         now.step, more_args);
    end_event("}");
  }
  void of_all(const Stamp& now, const std::string& name, const std::vector<std::string>& said) {
    begin_event("i", 0, now.at_ns);
    more(",\"s\":\"g\",\"name\":{},\"cat\":\"doubt\",\"args\":{{\"step\":{},\"said\":{}",
         quoted(name), now.step, facts::json_text(facts::Json(said)));
    end_event("}");
  }

  const words::Messages& messages_;
  bool several_threads_;
  Pieces& out_;
  bool is_first_ = true;
};

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  state::State state = trace.state(exported_steps(trace, options).to);
  ChromeTrace out(messages, has_several_threads(state), &pieces);
  out.begin(trace.info());
  if (facts::Fault fault = go_along(messages, trace, options, pieces, &out, &state)) return fault;
  out.end(clock_of(options), remarks_with_end(messages, trace, state));
  return {};
}

}  // namespace

Exporter exporter() { return {".json", {.steps = true, .times = true}, write}; }

}  // namespace greenlens::exports::json
