#include "tracer/drain/drain.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>
#include <variant>

#include "tracer/drain/note_reader.h"
#include "tracer/drain/translate.h"
#include "tracer/ring/futex.h"
#include "tracer/ring/record.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::drain {
namespace {

using std::chrono::milliseconds;

// A program that runs freely fills larger chunks meanwhile.
constexpr milliseconds kNap{1};
// How long a consumer that nobody wakes sleeps when nothing comes.
constexpr milliseconds kLongNap{10};
// And one that is woken by the next record.
constexpr milliseconds kSleep{25};
// A forked child that is not scheduled yet has not said who it is, on a busy machine for long. Only
// a fork that has failed takes all of this.
constexpr milliseconds kForkPatience{1000};

}  // namespace

struct Drain::Impl {
  Impl(ring::Shared& with, MemoryOf how, Sink sink, Steps* from, Unsaid what)
      : shared(with),
        steps(from),
        memory_of(std::move(how)),
        unsaid(std::move(what)),
        writer(std::move(sink)),
        notes(with, [this](const ring::Note& note, facts::ThreadId of, uint64_t base,
                           uint64_t when) { hear_note(note, of, base, when); }) {}

  void hear_note(const ring::Note& note, facts::ThreadId of, uint64_t base, uint64_t when) {
    if (translator == nullptr || over) return;
    facts::NotedSwitch noted = translator->noted(note, of, base);
    // Never before what has been told.
    thread = of;
    time_ns = noted.time_ns = std::max(time_ns, when);
    writer.add(std::move(noted));
    add_sources();
  }

  // The first records: what the program is, in pieces.
  bool hear_hello(std::string_view bytes) {
    ring::Record record;
    if (bytes.size() < sizeof record) return false;
    std::memcpy(&record, bytes.data(), sizeof record);
    bytes.remove_prefix(sizeof record);
    const bool is_last = record.tag == ring::kLastHelloTag;
    if ((!is_last && record.tag != ring::kHelloTag) || record.field_bytes > bytes.size()) {
      return false;
    }
    hello.append(bytes.substr(0, record.field_bytes));
    return !is_last || begin();
  }

  bool begin() {
    const size_t root_bytes = hello.find('\0');
    if (root_bytes == hello.npos) return false;
    const auto told = store::from_json(hello.substr(root_bytes + 1));
    if (!told) return false;
    info = *told;
    if (unsaid.complete) unsaid.complete(&info);
    const pid_t pid = shared.header().pid.load();
    memory = memory_of(pid);
    translator = std::make_unique<Translator>(info, hello.substr(0, root_bytes), pid, *memory,
                                              unsaid.origin);
    hello.clear();
    info.modules = translator->modules();
    info.code_lines = translator->code_lines(shared.header().switch_code.begin.load());
    writer.begin(info);
    // Where its files lie is known now, whatever becomes of it.
    shared.header().looked.store(1, std::memory_order_release);
    ring::wake_all(shared.header().looked);
    return true;
  }

  bool hear(std::string_view bytes) {
    if (translator == nullptr) return hear_hello(bytes);
    ring::Record record;
    if (bytes.size() < sizeof record) return false;
    std::memcpy(&record, bytes.data(), sizeof record);
    notes.take_before(record.thread, record.notes);
    if (record.tag == ring::kTextTag) {
      translator->keep_text(bytes.substr(sizeof record));
      return true;
    }
    auto event = translator->event(bytes);
    if (!event) return false;
    forked = 0;
    if (auto* fork = std::get_if<facts::ProgramForked>(&event->fact)) {
      fork->child = child(static_cast<uint32_t>(fork->child));
      forked = static_cast<pid_t>(fork->child);
    }
    if (std::holds_alternative<facts::ProgramFinished>(event->fact)) note_lost();
    add(*event);
    return true;
  }

  void add(const facts::Event& event) {
    thread = event.thread;
    time_ns = event.time_ns;
    writer.add(event);
    add_sources();
    if (std::holds_alternative<facts::ProgramFinished>(event.fact)) finish();
  }

  // Of the files that lines were in for the first time.
  void add_sources() {
    if (!translator->sources().any()) return;
    std::vector<store::SourceText> more = translator->sources().take(info.sources);
    if (more.empty()) return;
    for (store::SourceText& one : more) info.sources.push_back(std::move(one));
    writer.continue_info(info);
  }

  // Which process the fork with this number made.
  uint64_t child(uint32_t number) const {
    const ring::Forks& forks = shared.header().forks;
    for (milliseconds waited{0}; waited < kForkPatience; waited += kNap) {
      if (const int32_t pid = forks.pid_of(number)) return static_cast<uint64_t>(pid);
      std::this_thread::sleep_for(kNap);
    }
    return 0;
  }

  void note_lost() {
    const uint64_t lost = shared.header().lost.load(std::memory_order_relaxed);
    if (lost == told_lost || translator == nullptr) return;
    facts::Event event;
    event.fact = facts::EventsLost{lost - told_lost};
    told_lost = lost;
    writer.add(event);
  }

  void finish() {
    over = true;
    writer.finish();
    leave();
  }

  // Nobody has to wait for us.
  void leave() {
    shared.ring().close();
    shared.gate().allow({facts::Grain::phase, 0, true});
  }

  void stop_as_damaged() {
    damaged = over = true;
    writer.flush();
    leave();
  }

  // Those that were stepped before the record at `position`.
  size_t hear_steps(uint64_t position) {
    size_t heard = 0;
    for (; !stepped.empty() && stepped.front().position <= position; ++heard) {
      facts::Event event = translator->event(stepped.front());
      event.time_ns = std::max(event.time_ns, time_ns);
      if (!over) add(event);
      stepped.pop_front();
    }
    return heard;
  }

  ring::Shared& shared;
  Steps* const steps;
  std::deque<Step> stepped;  // that are not heard yet
  const MemoryOf memory_of;
  const Unsaid unsaid;
  std::string hello;
  store::TraceInfo info;
  std::unique_ptr<Memory> memory;
  std::unique_ptr<Translator> translator;
  store::TraceWriter writer;
  NoteReader notes;
  uint64_t told_lost = 0;
  pid_t forked = 0;
  facts::ThreadId thread = 1;  // of the last event, and its time
  uint64_t time_ns = 0;
  bool collected = false;  // something that was not handed on
  bool napped = false;     // since then
  bool damaged = false;
  bool over = false;
};

Drain::Drain(ring::Shared& shared, MemoryOf memory_of, Sink sink, Steps* steps, Unsaid unsaid)
    : impl_(std::make_unique<Impl>(shared, std::move(memory_of), std::move(sink), steps,
                                   std::move(unsaid))) {}

Drain::~Drain() = default;

size_t Drain::take(size_t most) {
  Impl& d = *impl_;
  ring::Ring& ring = d.shared.ring();
  size_t taken = 0;
  // Looked at before the ring: who made these notes has put its earlier records there by now.
  const NoteReader::Heads heads = d.notes.heads();
  // Whoever was stepped meanwhile tells what comes next behind this.
  const uint64_t end = ring.committed();
  if (d.steps != nullptr) {
    for (Step& step : d.steps->take()) d.stepped.push_back(std::move(step));
  }
  while (!d.over && taken < most) {
    taken += d.hear_steps(ring.taken());
    const std::string_view record = ring.front();
    const bool is_later = d.steps != nullptr && ring.taken() >= end;
    if (record.data() == nullptr || is_later) {
      taken += d.notes.take(heads);
      break;
    }
    const bool fine = d.hear(record);
    ring.pop();
    ++taken;
    if (!fine) d.stop_as_damaged();
  }
  if (!d.over && ring.damaged()) d.stop_as_damaged();
  if (taken != 0) d.collected = true, d.napped = false;
  return taken;
}

bool Drain::hand_on() {
  Impl& d = *impl_;
  if (d.shared.gate().is_open() && d.collected && !d.napped) return false;
  d.note_lost();
  if (d.collected) d.writer.flush();
  d.collected = false;
  return true;
}

void Drain::flush() {
  Impl& d = *impl_;
  d.note_lost();
  if (!d.over) d.writer.flush();
  d.collected = false;
}

void Drain::rest() {
  Impl& d = *impl_;
  ring::Ring& ring = d.shared.ring();
  const bool runs_freely = d.shared.gate().is_open();
  if (runs_freely && d.collected && !d.napped) {
    d.napped = true;
    return ring.wait_for(ring.capacity() / 2, kNap);
  }
  runs_freely ? ring.wait_for(ring.capacity() / 2, kLongNap) : ring.wait_for(1, kSleep);
}

void Drain::end(facts::End how, std::string_view what) {
  Impl& d = *impl_;
  d.leave();
  while (take(SIZE_MAX) != 0) {
  }
  if (d.over || d.translator == nullptr) return;
  d.note_lost();
  if (d.shared.header().last_words.load(std::memory_order_acquire) != 0) {
    const std::string_view words(d.shared.last_words(), ring::Shared::kLastWordsBytes);
    if (const auto event = d.translator->event(words)) return d.add(*event);
  }
  facts::Event event;
  event.thread = d.thread;
  event.time_ns = d.time_ns;
  facts::ProgramFinished finished;
  finished.how = how;
  finished.what = what;
  event.fact = std::move(finished);
  d.add(event);
}

bool Drain::begun() const { return impl_->translator != nullptr; }
bool Drain::over() const { return impl_->over; }
bool Drain::damaged() const { return impl_->damaged; }
pid_t Drain::forked_last() const { return impl_->forked; }

}  // namespace greenlens::drain
