#include "tests/support/family_trace.h"

#include <utility>

#include "tests/support/sample_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::testing {
namespace {

constexpr uint64_t kBoot = 1'000'000 * kMs;  // when the arbiter began, by the machine's clock

// `until` is a time of the recording; each fact takes a microsecond.
void wait_until(ParkedProgram* program, uint64_t until) {
  const store::Timeline& told = program->timeline();
  const uint64_t now = told.event(told.size()).time_ns;
  if (until > now) program->wait(until - now);
}

// A hub and two greenlets in turn, up to there.
void serve(ParkedProgram* program, uint64_t until) {
  const auto one = program->spawn("handle-3", 7), other = program->spawn("handle-4", 7);
  for (uint64_t now = 2 * kMs; now < until; now += 4 * kMs) {
    wait_until(program, now);
    program->go(ParkedProgram::kHub);
    program->wait(kMs);
    program->go(one);
    program->wait(kMs / 2);
    program->go(ParkedProgram::kHub);
    program->go(other);
    program->wait(kMs / 4);
    program->go(ParkedProgram::kMain);
  }
}

store::Timeline arbiter() {
  ParkedProgram program;
  const auto at = [&](uint64_t ns, facts::Fact fact) {
    wait_until(&program, ns);
    program.tell(std::move(fact));
  };
  using facts::SignalSent, facts::SignalTo;
  at(10 * kMs, facts::ProgramForked{kFirstWorker});
  at(20 * kMs, facts::ProgramForked{kSecondWorker});
  at(60 * kMs, SignalSent{ParkedProgram::kMain, SignalTo::process, kFirstWorker, 15, "SIGTERM"});
  at(70 * kMs, SignalSent{ParkedProgram::kMain, SignalTo::process, kSecondWorker, 9, "SIGKILL"});
  at(80 * kMs, SignalSent{ParkedProgram::kMain, SignalTo::process, 99, 1, "SIGHUP"});
  wait_until(&program, 100 * kMs);
  program.end();
  return std::move(program.timeline());
}

}  // namespace

store::ProcessInfo process_info(uint64_t number, uint64_t parent, uint64_t began_ns) {
  store::ProcessInfo process;
  process.number = number;
  process.parent = parent;
  process.began_ns = kBoot + began_ns;
  process.began_wall_ns = 1'700'000'000'000 * kMs + began_ns;
  process.boot = "a machine";
  process.command = {"/usr/bin/python3", "/usr/bin/gunicorn", "-w", "2", "app:app"};
  return process;
}

std::string recording(const store::Timeline& timeline, const store::ProcessInfo& process,
                      Whole whole) {
  std::string bytes;
  // A number of its own, as every recording has one.
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; },
                            process.number * 1000 * kMs + process.began_ns);
  store::TraceInfo info = sample_info();
  info.process = process;
  writer.begin(info);
  for (uint64_t n = 1; n <= timeline.size(); ++n) writer.add(timeline.event(n));
  if (whole == Whole::yes) {
    writer.finish();
  } else {
    writer.flush();
  }
  return bytes;
}

std::unique_ptr<store::FileTrace> opened(std::string bytes, const std::string& name) {
  auto file = store::FileTrace::open(store::bytes_in_memory(std::move(bytes)), name);
  return file ? std::move(*file) : nullptr;
}

std::vector<FamilyFile> family_files() {
  ParkedProgram first, second;
  serve(&first, 50 * kMs);
  wait_until(&first, 54 * kMs);
  first.end();
  serve(&second, 48 * kMs);
  return {
      {"w.gltrace", recording(arbiter(), process_info(kArbiter, 4000, 0))},
      {"w.4712.gltrace",
       recording(first.timeline(), process_info(kFirstWorker, kArbiter, 11 * kMs))},
      {"w.4713.gltrace",
       recording(second.timeline(), process_info(kSecondWorker, kArbiter, 21 * kMs), Whole::no)}};
}

}  // namespace greenlens::testing
