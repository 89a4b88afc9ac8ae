#include "tracer/record/own_trace.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "tracer/record/offered_trace.h"
#include "tracer/record/one_recording.h"
#include "tracer/record/own_recording.h"
#include "tracer/record/start_trace.h"
#include "tracer/record/trace_wishes.h"
#include "tracer/ring/offer.h"

namespace greenlens::record {
namespace {

constexpr char kNotRecorded[] = "nothing is recorded: call start_trace() before.";

struct OwnTrace {
  std::mutex mutex;
  // Under the mutex. Who has ended by exit stays: other threads may still be told to it.
  OwnRecording* recording = nullptr;
  OfferedTrace* offer = nullptr;
  bool is_announced = false;  // what is wrong with it is printed
  std::string fault;
  std::string said;  // what trace_fault() gave
};

// Never destroyed: threads may still run behind the end of main.
OwnTrace& own_trace() {
  static OwnTrace* const all = new OwnTrace;
  return *all;
}

std::string sentence(const OwnRecording& recording) {
  const std::string reason = recording.reason();
  return reason.empty() ? "" : "cannot record into " + recording.file() + ": " + reason + ".";
}

void print_fault(const std::string& fault) {
  std::fprintf(stderr, "greenlens: %s\n", fault.c_str());
}

// Of a forked child, which has its parent's and not the threads that they need.
void forget_parents(OwnTrace& own) {
  if (own.recording != nullptr && !own.recording->is_recorded_process()) own.recording = nullptr;
  if (own.offer != nullptr && !own.offer->is_recorded_process()) own.offer = nullptr;
}

// With the lock.
void withdraw(OwnTrace& own, facts::End how, std::string_view what) {
  const std::unique_ptr<OfferedTrace> offer(std::exchange(own.offer, nullptr));
  if (offer != nullptr) offer->end(how, what);
}

bool offer(OwnTrace& own, const ProgramDescription& program, const std::string& place) {
  forget_parents(own);
  withdraw(own, facts::End::detached, "");
  std::string why;
  own.offer = OfferedTrace::begin(program, place, &why).release();
  own.fault = why.empty() ? "" : "cannot be offered to greenlens at " + place + ": " + why + ".";
  return own.offer != nullptr;
}

// The end, where nobody else has told it. What is left is for whoever still runs.
void end_at_exit(facts::End how, const std::string& what) {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  withdraw(own, how, what);
  if (own.recording == nullptr) return;
  const bool good = own.recording->end(how, what);
  if (!good && own.is_announced) print_fault(sentence(*own.recording));
  own.recording = nullptr;
}

// With what status nobody says.
void end_at_quick_exit() { end_at_exit(facts::End::vanished, ""); }

void hear_of_the_end() {
  static const bool hears = [] {
    on_exit([](int status, void*) { end_at_exit(facts::End::exited, std::to_string(status)); },
            nullptr);
    at_quick_exit(end_at_quick_exit);
    pthread_atfork([] { own_trace().mutex.lock(); }, [] { own_trace().mutex.unlock(); },
                   [] { own_trace().mutex.unlock(); });
    return true;
  }();
  static_cast<void>(hears);
}

// With the lock.
bool begin(OwnTrace& own, const OwnRecording::Wanted& wanted) {
  forget_parents(own);
  if (!take_recording()) {
    own.fault = "this program is recorded already: end that recording first.";
    return false;
  }
  std::string why;
  own.recording = OwnRecording::begin(wanted, &why).release();
  own.fault = why.empty() ? "" : "cannot record into " + wanted.file.path + ": " + why + ".";
  if (own.recording == nullptr) give_up_recording();
  return own.recording != nullptr;
}

ProgramDescription own_program(const char* title, const char* source_file) {
  const std::string name = program_invocation_short_name;
  ProgramDescription program;
  program.id = name.substr(0, name.rfind('.'));
  program.title = title != nullptr && title[0] != '\0' ? title : program.id;
  program.source_file = source_file;
  return program;
}

}  // namespace

bool begin_trace_of_environment(const ProgramDescription& program, const void* base) {
  OwnRecording::Wanted wanted;
  std::string wrong;
  if (!read_trace_environment(&wanted, &wrong)) return false;
  wanted.program = program;
  wanted.base = base;
  hear_of_the_end();
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  own.is_announced = true;
  own.fault = wrong;
  if (wrong.empty() && begin(own, wanted)) return true;
  print_fault(own.fault);
  return false;
}

bool begin_offer_of_environment(const ProgramDescription& program) {
  std::string place;
  if (!read_offer_environment(&place)) return false;
  hear_of_the_end();
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  if (offer(own, program, place)) return true;
  print_fault(own.fault);
  return false;
}

void end_offer(facts::End how, std::string_view what) {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  withdraw(own, how, what);
}

bool offer_trace(const char* place, const char* source_file) {
  hear_of_the_end();
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  return offer(own, own_program("", source_file),
               place == nullptr || place[0] == '\0' ? ring::offer_place(getpid()) : place);
}

void withdraw_offer() { end_offer(facts::End::detached, ""); }

void let_all_be_written() {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  if (own.recording != nullptr && !own.recording->is_written_when_asked()) own.recording->save();
}

bool end_trace(facts::End how, std::string_view what) {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  own.fault = kNotRecorded;
  if (own.recording == nullptr) return false;
  const std::unique_ptr<OwnRecording> recording(own.recording);
  own.recording = nullptr;
  recording->leave();
  const bool good = recording->end(how, what);
  give_up_recording();
  own.fault = good ? "" : sentence(*recording);
  if (!good && own.is_announced) print_fault(own.fault);
  return good;
}

bool start_trace(const char* file, const TraceOptions& options, const char* source_file,
                 const void* base) {
  return start_trace_of(own_program(options.title, source_file), file, options, base);
}

bool start_trace_of(const ProgramDescription& program, const char* file,
                    const TraceOptions& options, const void* base) {
  hear_of_the_end();
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  OwnRecording::Wanted wanted;
  wanted.file.path = trace_path(file);
  wanted.base = base;
  wanted.program = program;
  own.is_announced = false;
  own.fault = read_trace_options(options, &wanted);
  return own.fault.empty() && begin(own, wanted);
}

bool write_trace() {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  own.fault = own.recording == nullptr ? kNotRecorded
              : own.recording->save()  ? ""
                                       : sentence(*own.recording);
  return own.fault.empty();
}

bool stop_trace() { return end_trace(facts::End::detached, ""); }

const char* trace_fault() {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
  own.said = own.fault;
  if (own.said.empty() && own.recording != nullptr) own.said = sentence(*own.recording);
  return own.said.c_str();
}

}  // namespace greenlens::record
