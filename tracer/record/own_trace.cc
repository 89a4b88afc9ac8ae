#include "tracer/record/own_trace.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

#include "tracer/record/one_recording.h"
#include "tracer/record/own_recording.h"
#include "tracer/record/start_trace.h"
#include "tracer/record/trace_wishes.h"

namespace greenlens::record {
namespace {

constexpr char kNotRecorded[] = "nothing is recorded: call start_trace() before.";

struct OwnTrace {
  std::mutex mutex;
  // Under the mutex. Who has ended by exit stays: other threads may still be told to it.
  OwnRecording* recording = nullptr;
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

// Of a forked child, which has its parent's and not the thread that writes it.
void forget_parents(OwnTrace& own) {
  if (own.recording != nullptr && !own.recording->is_recorded_process()) own.recording = nullptr;
}

// The end, where nobody else has told it. What is left is for whoever still runs.
void end_at_exit(facts::End how, const std::string& what) {
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  forget_parents(own);
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

std::string own_name() {
  const std::string name = program_invocation_short_name;
  return name.substr(0, name.rfind('.'));
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
  hear_of_the_end();
  OwnTrace& own = own_trace();
  const std::lock_guard lock(own.mutex);
  OwnRecording::Wanted wanted;
  wanted.file.path = trace_path(file);
  wanted.base = base;
  wanted.program.id = own_name();
  wanted.program.title = options.title != nullptr ? options.title : "";
  if (wanted.program.title.empty()) wanted.program.title = wanted.program.id;
  wanted.program.source_file = source_file;
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
