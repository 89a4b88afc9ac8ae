// What else is heard of a program that is watched: what it prints, its signals, its end.
#include <utility>

#include "tracer/foreign/watcher_impl.h"

namespace greenlens::foreign {
namespace {

using step::Registers;

}  // namespace

void Watcher::Impl::calls_system(pid_t tid) {
  const std::optional<Written> written = around->wrote(tid, *machine_);
  if (written) take_lines(tid, *written);
}

void Watcher::Impl::hear_output() {
  for (const Written& written : around->printed()) take_lines(machine_->program(), written);
}

void Watcher::Impl::take_lines(pid_t tid, const Written& written) {
  for (std::string& line : lines[written.file].take(written.bytes)) print(tid, std::move(line));
}

void Watcher::Impl::print(pid_t tid, std::string line) {
  const auto known = threads.find(tid);
  if (!begun) return printed_before.push_back(std::move(line));
  if (known != threads.end()) {
    const facts::GreenletId who = known->second.current->id;
    return tell(&known->second, facts::Printed{who, std::move(line)});
  }
  facts::Event event;  // of a thread that switches nothing
  event.thread = 0;
  event.time_ns = time();
  event.fact = facts::Printed{0, std::move(line)};
  add_event(event);
}

int Watcher::Impl::gets_signal(pid_t tid, int signal) {
  if (program != nullptr && says_it_is_broken(signal)) note_crash(tid, signal);
  return signal;
}

void Watcher::Impl::note_crash(pid_t tid, int signal) {
  Registers now;
  if (!machine_->read_registers(tid, &now)) return;
  hear_output();
  const std::optional<uint64_t> address = around->fault_address(tid, signal);
  Crash noted;
  noted.thread = tid;
  noted.signal = signal;
  noted.address = address.value_or(0);
  noted.has_address = address.has_value();
  const auto known = threads.find(tid);
  if (known != threads.end()) {
    const Watched& one = known->second;
    const Context* on = contexts.at(now.sp);
    if (on == nullptr) on = one.current;
    noted.frames = program->frames(now, now.pc + 1, now.sp, one.base, on->high, reader());
    noted.sp = relative(one, now.sp);
    noted.stack_low = on->low, noted.stack_high = on->high;
    noted.stack_bytes = on->low != 0 ? on->high - on->low : one.stack_bytes;
  }
  crash = std::move(noted);
}

void Watcher::Impl::ends(pid_t tid) {
  around->ends(tid);
  if (tid == machine_->program()) return;
  const auto known = threads.find(tid);
  if (known == threads.end()) return;
  tell(&known->second, facts::ThreadEnded{contexts_of(known->second.id)});
  threads.erase(known);
}

void Watcher::Impl::finish(facts::ProgramFinished fact, const Crash* why) {
  hear_output();
  for (auto& [file, begun_line] : lines) {
    std::string rest = begun_line.rest();
    if (!rest.empty() && begun) print(machine_->program(), std::move(rest));
  }
  if (!begun) return;
  facts::Event event;
  event.thread = 1;
  event.time_ns = time();
  const auto known = why != nullptr ? threads.find(why->thread) : threads.end();
  if (known != threads.end()) {
    event.thread = known->second.id;
    describe(*why, known->second.current->id, &fact);
  }
  event.fact = std::move(fact);
  writer.add(event);
  writer.finish();
}

}  // namespace greenlens::foreign
