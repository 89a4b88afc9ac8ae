// A trace for ui.perfetto.dev and trace_processor: a track for each greenlet below its parent's,
// with its stays, arrows for the switches, marks for what was copied and for who ended, curves of
// the bytes in heap copies and of those copied, and a flame graph of the calls whose frames were
// copied. Of a run of several processes, where times are real: each with its own, on one clock, and
// arrows for forks and signals.
//
// As Perfetto's TrackEvent has it (protos/perfetto/trace in its sources): tracks are ordered by
// rank, and none are merged because they are called the same; all events of a track have a weight,
// or none has.
#include <algorithm>
#include <limits>
#include <unordered_set>

#include "tracer/export/call_stack.h"
#include "tracer/export/proto.h"
#include "tracer/export/way.h"
#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/processes/family_text.h"
#include "tracer/state/queries.h"
#include "tracer/store/file_trace.h"
#include "tracer/words/glossary.h"
#include "tracer/words/thread_name.h"

namespace greenlens::exports::pftrace {
namespace {

// Fields, as their messages call them.
enum Trace : uint32_t { kPacket = 1 };
enum TracePacket : uint32_t { kTimestamp = 8, kSequence = 10, kTrackEvent = 11, kDescriptor = 60 };
enum TrackDescriptor : uint32_t {
  kUuid = 1,
  kName = 2,
  kProcess = 3,
  kParent = 5,
  kCounter = 8,
  kChildOrdering = 11,
  kRank = 12,
  kDescription = 14,
  kMerge = 15,
};
enum ProcessDescriptor : uint32_t { kPid = 1, kProcessName = 6 };
enum CounterDescriptor : uint32_t { kUnit = 3 };
enum TrackEvent : uint32_t {
  kAnnotation = 4,
  kType = 9,
  kTrack = 11,
  kCategory = 22,
  kEventName = 23,
  kCounterValue = 30,
  kFlow = 47,
  kEndOfFlow = 48,
  kCallStack = 55,
  kWeight = 57,
};
enum DebugAnnotation : uint32_t { kInt = 4, kString = 6, kAnnotationName = 10 };
enum Frame : uint32_t { kFrame = 1, kFunction = 1, kFile = 2, kLine = 3 };

enum Type : uint32_t { kBegin = 1, kEnd = 2, kInstant = 3, kValue = 4 };
constexpr uint64_t kExplicit = 3, kNone = 2, kBytes = 3;

// A track's number in the file.
constexpr uint64_t kWhole = 1, kHeapTrack = 2, kCopiedTrack = 3, kCallsTrack = 4;

// Which of the processes in a file one is.
struct Place {
  uint64_t index = 0;
  uint64_t number = 1;  // as the system counts them; of one alone 1: no two runs have it in common
  int64_t zero_ns = 0;  // when its own time was 0
  std::string name{};   // "gunicorn 4711"; empty: its title

  uint64_t track(uint64_t its) const { return (index << 40) + its; }
  uint64_t flow(uint64_t its) const { return (index << 48) + its; }
  uint64_t time(uint64_t ns) const {
    const int64_t at = static_cast<int64_t>(ns) + zero_ns;
    return at < 0 ? 0 : static_cast<uint64_t>(at);
  }
};
// Arrows between processes: no greenlet's, of none of which there are so many.
uint64_t flow_between(size_t number) { return (uint64_t{0xffff} << 48) + number; }

class PerfettoTrace final : public Hearer {
 public:
  // `end`: the state behind the last step, by which names are those that stayed.
  PerfettoTrace(const words::Messages& messages, const state::State& end, Place place, Pieces* out)
      : messages_(messages),
        glossary_(messages),
        end_(end),
        place_(std::move(place)),
        several_threads_(has_several_threads(end)),
        out_(*out) {}

  void begin(const store::TraceInfo& info) {
    const std::string title =
        !info.title.empty() ? info.title : (info.scenario.empty() ? "greenlens" : info.scenario);
    const std::string name = facts::shown(place_.name.empty() ? title : place_.name);
    Message process;
    process.number(kPid, place_.number).text(kProcessName, name);
    Message whole;
    whole.number(kUuid, place_.track(kWhole)).text(kName, name).message(kProcess, process);
    describe(whole.number(kChildOrdering, kExplicit));
    Message counter;
    counter.number(kUnit, kBytes);
    describe(track(place_.track(kHeapTrack), above_all(), 1, messages_.text("lanes.heap"), "copy")
                 .message(kCounter, counter));
    describe(
        track(place_.track(kCopiedTrack), above_all(), 2, messages_.text("lanes.copied"), "switch")
            .message(kCounter, counter));
    describe(track(place_.track(kCallsTrack), above_all(), 3, messages_.text("lanes.bytes_out"),
                   "c_frame"));
  }

  void end(const Stamp& now, Clock clock, const std::vector<std::string>& remarks) {
    std::vector<std::string> all = {clock_text(messages_, clock)};
    all.insert(all.end(), remarks.begin(), remarks.end());
    of_all(now, messages_.text("lanes.whole"), all);
    out_.flush();
  }

  void greenlet(const Stamp& now, facts::GreenletId id, const state::State& state) override {
    const state::GreenletState* g = find(state, id);
    const facts::GreenletId parent = g != nullptr ? g->parent : 0;
    if (!described_.insert(id).second) {
      mark(track_of(id), now, "life",
           messages_.text("lanes.changed", {{"name", words::shown_name(state, id)},
                                            {"parent", words::shown_name(state, parent)}}));
      return;
    }
    const state::State& named = find(end_, id) != nullptr ? end_ : state;
    const bool is_main = parent == 0;
    uint64_t above = above_all();
    if (!is_main) {
      above = track_of(parent);
    } else if (several_threads_ && g != nullptr) {
      above = describe_thread(g->thread, state);
    }
    describe(track(track_of(id), above, rank(id), words::shown_name(named, id),
                   is_main && g != nullptr ? "main_greenlet" : "greenlet"));
  }

  void stay(const Stay& stay, const state::State& state) override {
    const std::string name = stay.at.function.empty() ? words::shown_name(state, stay.who)
                                                      : facts::shown(stay.at.function);
    Message begin;
    begin.number(kType, kBegin).number(kTrack, track_of(stay.who)).text(kCategory, "run");
    begin.text(kEventName, name);
    if (stay.left_to != 0) begin.fixed64(kFlow, place_.flow(stay.left_at));
    if (stay.came_from != 0) {
      begin.fixed64(kEndOfFlow, place_.flow(stay.from.step));
      annotate(&begin, "from", words::shown_name(state, stay.came_from));
    }
    if (stay.left_to != 0) annotate(&begin, "to", words::shown_name(state, stay.left_to));
    if (stay.at.line != 0) annotate(&begin, "line", facts::shown(place_of(stay.at)));
    annotate(&begin, "step", stay.from.step);
    annotate(&begin, "to_step", stay.to.step);
    if (const state::GreenletState* g = find(state, stay.who)) {
      annotate(&begin, "stack_start", facts::format_address(g->stack_start));
      annotate(&begin, "stack_stop", facts::format_address(g->stack_stop));
    }
    packet(stay.from.at_ns, begin);
    Message end;
    packet(stay.to.at_ns, end.number(kType, kEnd).number(kTrack, track_of(stay.who)));
  }

  void switched(const Switched& one, const state::State& state) override {
    if (one.kind != store::SwitchKind::failed) return;
    mark(track_of(one.origin), one.to, "switch",
         messages_.text("lanes.failed", {{"name", words::shown_name(state, one.target)}}));
  }

  void copied(const Copied& copied, const state::State& state) override {
    Message event = instant(track_of(copied.who), "copy",
                            messages_.text(copied.is_out ? "lanes.saved" : "lanes.restored",
                                           {{"bytes", std::to_string(copied.bytes)}}));
    annotate(&event, "step", copied.at.step);
    annotate(&event, "bytes", copied.bytes);
    annotate(&event, "from", facts::format_address(copied.from));
    annotate(&event, "to", facts::format_address(copied.to));
    packet(copied.at.at_ns, event);
    tell_copied(copied.at, copied.all);
    if (copied.is_out && copied.frames != nullptr) tell_calls(copied, state);
  }

  void heap(const Stamp& now, const Heap& heap) override {
    if (heap.copied != copied_) tell_copied(now, heap.copied);
    Message held;
    packet(now.at_ns, held.number(kType, kValue)
                          .number(kTrack, place_.track(kHeapTrack))
                          .number(kCounterValue, heap.held));
  }

  void finished(const Stamp& now, const facts::GreenletFinished& fact,
                const state::State&) override {
    Message event = instant(track_of(fact.greenlet), "life",
                            messages_.text(std::string("lanes.") + enum_name(fact.how)));
    annotate(&event, "step", now.step);
    annotate(&event, "what", facts::shown(fact.what));
    packet(now.at_ns, event);
  }

  void freed(const Stamp& now, facts::GreenletId id, const state::State&) override {
    mark(track_of(id), now, "life", messages_.text("lanes.freed"));
    described_.erase(id);  // nothing more is told of it
  }

  // What happened between processes: where an arrow begins, or ends.
  void happened(uint64_t clock_ns, const std::string& name, uint64_t flow, bool begins) {
    Message event = instant(above_all(), "process", name);
    event.fixed64(begins ? kFlow : kEndOfFlow, flow);
    Message packet;
    put(packet.number(kTimestamp, clock_ns)
            .number(kSequence, place_.index + 1)
            .message(kTrackEvent, event));
  }

  void lost(const Stamp& now, uint64_t count) override {
    of_all(now, messages_.text("lanes.lost", {{"count", std::to_string(count)}}), {});
  }

  void doubted(const Stamp& now, const std::vector<std::string>& said) override {
    of_all(now, messages_.text("lanes.doubted"), said);
  }

 private:
  uint64_t above_all() const { return place_.track(kWhole); }
  uint64_t track_of(facts::GreenletId id) const { return place_.track((uint64_t{1} << 32) + id); }
  uint64_t track_of_thread(facts::ThreadId id) const {
    return place_.track((uint64_t{2} << 32) + id);
  }
  static uint64_t rank(uint64_t number) {
    return std::min<uint64_t>(number, std::numeric_limits<int32_t>::max());
  }
  void annotate(Message* event, const char* name, const std::string& value) const {
    Message one;
    event->message(kAnnotation, one.text(kAnnotationName, name).text(kString, value));
  }
  void annotate(Message* event, const char* name, uint64_t value) const {
    Message one;
    event->message(kAnnotation, one.text(kAnnotationName, name).number(kInt, value));
  }

  void packet(uint64_t ns, const Message& event) {
    Message packet;
    put(packet.number(kTimestamp, place_.time(ns))
            .number(kSequence, place_.index + 1)
            .message(kTrackEvent, event));
  }
  void describe(const Message& descriptor) {
    Message packet;
    put(packet.number(kSequence, place_.index + 1).message(kDescriptor, descriptor));
  }
  void put(const Message& packet) {
    Message trace;
    out_.add(trace.message(kPacket, packet).bytes());
  }

  Message track(uint64_t uuid, uint64_t parent, uint64_t order, const std::string& name,
                const char* term) const {
    Message track;
    track.number(kUuid, uuid).text(kName, name).number(kParent, parent);
    track.number(kChildOrdering, kExplicit).number(kRank, order);
    return track.text(kDescription, glossary_.of(term).text).number(kMerge, kNone);
  }
  uint64_t describe_thread(facts::ThreadId id, const state::State& state) {
    const uint64_t uuid = track_of_thread(id);
    if (!threads_.insert(id).second) return uuid;
    const state::Thread& thread = thread_in(state, id);
    const std::string name = words::thread_name(messages_, id, facts::shown(thread.name));
    describe(track(uuid, above_all(), rank(uint64_t{10} + id), name, "thread"));
    return uuid;
  }

  Message instant(uint64_t on, const char* category, const std::string& name) const {
    Message event;
    event.number(kType, kInstant).number(kTrack, on).text(kCategory, category);
    return event.text(kEventName, name);
  }
  void mark(uint64_t on, const Stamp& now, const char* category, const std::string& name) {
    Message event = instant(on, category, name);
    annotate(&event, "step", now.step);
    packet(now.at_ns, event);
  }
  void of_all(const Stamp& now, const std::string& name, const std::vector<std::string>& said) {
    Message event = instant(above_all(), "doubt", name);
    for (const std::string& one : said) annotate(&event, "says", one);
    packet(now.at_ns, event);
  }
  void tell_copied(const Stamp& now, uint64_t bytes) {
    copied_ = bytes;
    Message counter;
    counter.number(kType, kValue)
        .number(kTrack, place_.track(kCopiedTrack))
        .number(kCounterValue, bytes);
    packet(now.at_ns, counter);
  }
  // What of the bytes lies in whose frame, with the greenlet as the outermost one.
  void tell_calls(const Copied& copied, const state::State& state) {
    const std::string name = words::shown_name(state, copied.who);
    for (const CopiedPart& part : parts_of(messages_, copied)) {
      Message frame, calls;
      calls.message(kFrame, frame.text(kFunction, name));
      for (const Call& call : part.calls) {
        Message one;
        one.text(kFunction, call.function);
        if (!call.file.empty()) one.text(kFile, call.file);
        if (call.line != 0) one.number(kLine, call.line);
        calls.message(kFrame, one);
      }
      Message event = instant(place_.track(kCallsTrack), "copy", name);
      packet(copied.at.at_ns, event.message(kCallStack, calls).number(kWeight, part.bytes));
    }
  }

  const words::Messages& messages_;
  const words::Glossary glossary_;
  const state::State& end_;
  const Place place_;
  bool several_threads_;
  Pieces& out_;
  std::unordered_set<facts::GreenletId> described_;
  std::unordered_set<facts::ThreadId> threads_;
  uint64_t copied_ = 0;  // as the curve says
};

// `between`: what is told of it and others, once it has been told itself.
facts::Fault write_one(const words::Messages& messages, const store::Trace& trace,
                       const ExportOptions& options, const Place& place,
                       const std::function<void(PerfettoTrace*)>& between, Pieces* pieces) {
  const state::State end = trace.state(exported_steps(trace, options).to);
  PerfettoTrace out(messages, end, place, pieces);
  out.begin(trace.info());
  state::State state;
  if (facts::Fault fault = go_along(messages, trace, options, *pieces, &out, &state)) return fault;
  const uint64_t last_ns = state.step > 0 ? trace.event(state.step).time_ns : 0;
  out.end(stamp_of(clock_of(options), state.step, last_ns), clock_of(options),
          remarks_with_end(messages, trace, state));
  between(&out);
  pieces->flush();
  return {};
}

// Both ends of the arrows that touch that process.
void tell_between(const words::Messages& messages, const processes::Together& run, size_t process,
                  PerfettoTrace* out) {
  const std::vector<processes::Happening>& all = run.family.happenings;
  for (size_t i = 0; i < all.size(); ++i) {
    const processes::Happening& one = all[i];
    const bool is_arrow =
        one.is == processes::Happened::forked || one.is == processes::Happened::signalled;
    if (!is_arrow || !one.other || *one.other == one.process) continue;
    const std::string text = processes::happening_text(messages, run.family, one, run.given);
    const processes::Process& other = run.family.processes[*one.other];
    const bool is_fork = one.is == processes::Happened::forked;
    const uint64_t arrives = is_fork ? std::max(one.time_ns, other.begin_ns) : one.time_ns;
    if (one.process == process) out->happened(one.time_ns, text, flow_between(i), true);
    if (*one.other == process) out->happened(arrives, text, flow_between(i), false);
  }
}

// All of a run, one after the other. A recording that cannot be read any more is left out.
facts::Fault write_all(const words::Messages& messages, const store::Trace& trace,
                       const ExportOptions& options, const processes::Together& run,
                       Pieces* pieces) {
  for (size_t i = 0; i < run.family.processes.size(); ++i) {
    const processes::Process& process = run.family.processes[i];
    if (!process.given) continue;
    Place place{i, process.number, process.zero_ns, ""};
    place.name = processes::process_name(messages, run.family, i, run.given);
    const auto between = [&](PerfettoTrace* out) { tell_between(messages, run, i, out); };
    facts::Fault fault;
    if (options.process == i) {
      fault = write_one(messages, trace, options, place, between, pieces);
    } else {
      auto bytes = store::open_bytes(run.given[*process.given].file);
      if (!bytes) continue;
      const auto other = store::FileTrace::open(std::move(*bytes), run.given[*process.given].file);
      if (other) fault = write_one(messages, **other, options, place, between, pieces);
    }
    if (fault) return fault;
  }
  return {};
}

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  // On one clock, and so only where it is one; of a part there are no others.
  const bool has_others = options.together != nullptr && options.process &&
                          options.together->family.processes.size() > 1;
  if (has_others && options.times && options.steps.all()) {
    return write_all(messages, trace, options, *options.together, &pieces);
  }
  return write_one(
      messages, trace, options, {}, [](PerfettoTrace*) {}, &pieces);
}

}  // namespace

Exporter exporter() { return {".pftrace", {.steps = true, .times = true, .run = true}, write}; }

}  // namespace greenlens::exports::pftrace
