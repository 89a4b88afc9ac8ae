#include "tracer/record/recorder.h"

#include <signal.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "arch/arch.h"
#include "assets/assets.h"
#include "engine/cpp/told_from.h"
#include "engine/cpp/version.h"
#include "tracer/record/disassemble.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/observer.h"
#include "tracer/record/record.h"
#include "tracer/record/translate.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::record {
namespace {

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos || path[0] != '/' ? "" : path.substr(0, slash);
}

std::string from_disk(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whether an event can name a line of this file: the switch itself, and what calls the observer.
// The rest of the engine would only make every trace larger.
bool can_be_told_from(std::string_view path) {
  if (path == arch_describe()->switch_source) return true;
  return std::find(engine::kToldFrom.begin(), engine::kToldFrom.end(), path) !=
         engine::kToldFrom.end();
}

store::TraceInfo describe(const RecorderOptions& options) {
  const ProgramDescription& program = options.program;
  store::TraceInfo info;
  info.scenario = program.id;
  info.title = program.title;
  info.teaches = program.teaches;
  info.engine_version = engine::kVersion;
  info.stack_base = reinterpret_cast<uint64_t>(options.stack_base);
  info.arch = describe_arch();
  std::string program_text = program.source_text;
  if (program_text.empty()) program_text = from_disk(program.source_file);
  info.sources.push_back({shown_file(program.source_file, folder_of(program.source_file)),
                          store::SourceKind::program, std::move(program_text)});
  for (std::string_view path : assets::paths()) {
    if (!can_be_told_from(path)) continue;
    info.sources.push_back(
        {std::string(path), store::SourceKind::engine, std::string(assets::text(path))});
  }
  return info;
}

// A program that dies waits so long for its last words to be written: their functions have to be
// found first.
constexpr int kPatienceMs = 3000;

void nap_ms(long ms) {
  const timespec span{0, ms * 1000000};
  nanosleep(&span, nullptr);
}

}  // namespace

struct Recorder::Impl {
  explicit Impl(RecorderOptions given)
      : options(std::move(given)),
        info(describe(options)),
        records(std::make_shared<Records>(options.ring_bytes, options.when_full, options.gated)),
        observer(records, options.stack_base),
        every_thread(records),
        writer([this](std::string_view bytes) { return send(bytes); }),
        thread([this] { write_all(); }) {}

  bool send(std::string_view bytes) {
    if (gone) return false;
    if (options.sink && options.sink(bytes)) return true;
    // Nobody listens any more: the program goes on as if it were not recorded.
    gone = true;
    records->gate().allow({facts::Grain::phase, 0, true});
    return false;
  }

  void note_lost() {
    const uint64_t lost = records->lost();
    if (lost == told_lost) return;
    facts::Event event;
    event.fact = facts::EventsLost{lost - told_lost};
    told_lost = lost;
    writer.add(event);
  }

  void write_all() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    writer.begin(info);
    Translator translator(info, folder_of(options.program.source_file));
    Ring& ring = records->ring();
    bool collected = false;
    bool napped = false;
    for (;;) {
      const uint32_t seen = ring.ticket();
      const std::string_view front = ring.front();
      if (front.data() != nullptr) {
        if (!gone) writer.add(translator.event(*reinterpret_cast<const Record*>(front.data())));
        ring.pop();
        collected = true;
        napped = false;
        continue;
      }
      if (collected && !napped && !options.gated) {
        nap_ms(1);  // a program that runs freely fills larger chunks
        napped = true;
        continue;
      }
      note_lost();
      if (dying.load()) {
        writer.add(translator.event(observer.last_record()));
        break;
      }
      if (closing.load()) break;
      if (collected) writer.flush();
      collected = false;
      ring.wait_for_more(seen);
    }
    writer.finish();
    ring.close();
    done.store(true);
  }

  RecorderOptions options;
  store::TraceInfo info;
  const std::shared_ptr<Records> records;
  RingObserver observer;
  EveryThread every_thread;
  store::TraceWriter writer;
  uint64_t told_lost = 0;
  std::atomic<bool> gone{false};
  std::atomic<bool> closing{false};
  std::atomic<bool> done{false};
  std::atomic<bool> dying{false};
  bool finished = false;
  std::thread thread;  // last: it uses all of the above
};

Recorder::Recorder(RecorderOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Recorder::~Recorder() { finish(facts::End::returned, ""); }

engine::Observer* Recorder::observer() { return &impl_->observer; }

engine::Watch* Recorder::watch() { return &impl_->every_thread; }

void Recorder::allow(const session::Permission& permission) {
  impl_->records->gate().allow(permission);
}

void Recorder::finish(facts::End how, std::string_view what) {
  if (impl_->finished) return;
  impl_->finished = true;
  impl_->observer.program_finished(how, what);
  impl_->records->close();
  impl_->closing.store(true);
  impl_->records->ring().wake();
  impl_->thread.join();
}

void Recorder::note(const Death& death) { impl_->observer.program_died(death); }

void Recorder::drain() {
  impl_->dying.store(true);
  impl_->records->ring().wake();
  for (int ms = 0; ms < kPatienceMs && !impl_->done.load(); ++ms) nap_ms(1);
}

}  // namespace greenlens::record
