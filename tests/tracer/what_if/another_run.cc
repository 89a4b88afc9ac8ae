#include "tests/tracer/what_if/another_run.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <iterator>

#include "assets/assets.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/repr.h"
#include "scenarios/detour/another_way.h"
#include "tests/tracer/record/recording_of.h"
#include "tracer/record/observer.h"
#include "tracer/record/recorder.h"

namespace greenlens::testing {
namespace {

using scenarios::detour::Detour;

// What the process leaves behind beside its recording.
struct Word {
  bool endless = false;
  size_t count = 0;
  facts::GreenletId left[64];
};

constexpr int kEndless = 9;

// Nothing but one program's: at_end may not capture.
record::Recorder* recorder_now = nullptr;
std::string error_now;

void at_end(void*) {
  if (const std::exception_ptr error = std::current_exception()) {
    error_now = engine::describe(error);
  }
  engine::set_observer(nullptr);
}

void note_greenlets_left(Word* word) {
  const core::ThreadState& thread = core::thread_state();
  for (core::Core* one = thread.oldest; one != nullptr; one = core::CoreAccess::newer(*one)) {
    if (!one->is_main() && word->count < std::size(word->left)) {
      word->left[word->count++] = one->id();
    }
  }
}

Detour::Deed deed_of(facts::Deed deed) { return static_cast<Detour::Deed>(deed); }

[[noreturn]] void run_here(const scenarios::Scenario& scenario,
                           const std::vector<store::WhatIf>& ways, int file, Word* word) {
  record::RecorderOptions options;
  options.stack_base = __builtin_frame_address(0);
  options.program = {scenario.id, scenario.title, scenario.teaches, scenario.file,
                     std::string(assets::text(scenario.file))};
  options.program.what_ifs = ways;
  options.sink = [file](std::string_view bytes) {
    return write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  };
  record::Recorder recorder(std::move(options));
  recorder_now = &recorder;
  engine::set_output(-1);
  engine::set_observer(recorder.observer());
  std::vector<Detour> detours;
  for (const store::WhatIf& one : ways) {
    detours.push_back({one.line, deed_of(one.deed), one.greenlet, one.value});
  }
  {
    const scenarios::detour::AnotherWay another(
        detours, scenario.handles,
        {[](Detour::Deed deed, const engine::Core& who, const engine::Core& target,
            const std::string& what) {
           static_cast<record::RingObserver*>(recorder_now->observer())
               ->went_another_way(who, static_cast<facts::Deed>(deed), target, what);
         },
         [word] {
           word->endless = true;
           engine::set_observer(nullptr);
           recorder_now->finish(facts::End::raised, "endless");
           _exit(kEndless);
         }});
    try {
      scenario.run(at_end, nullptr);
    } catch (const std::exception&) {
    } catch (const engine::GreenletExit&) {
    }
  }
  note_greenlets_left(word);
  recorder.finish(error_now.empty() ? facts::End::returned : facts::End::raised, error_now);
  _exit(0);
}

}  // namespace

what_if::Handles handles_of(const scenarios::Scenario& scenario) {
  what_if::Handles names;
  for (const scenarios::Handle& one : scenario.handles) names.emplace_back(one.greenlet);
  return names;
}

AnotherRun another_run(const scenarios::Scenario& scenario,
                       const std::vector<store::WhatIf>& ways) {
  AnotherRun run;
  const int file = memfd_create("recording", MFD_CLOEXEC);
  auto* word = static_cast<Word*>(
      mmap(nullptr, sizeof(Word), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = fork();
  if (child == 0) run_here(scenario, ways, file, word);
  EXPECT_EQ(waitpid(child, &run.status, 0), child);
  run.endless = word->endless;
  run.left.assign(word->left, word->left + word->count);
  munmap(word, sizeof(Word));
  std::string bytes(static_cast<size_t>(lseek(file, 0, SEEK_END)), '\0');
  EXPECT_EQ(pread(file, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
  close(file);
  if (run.status == 0 || run.endless) run.trace = loaded(bytes);
  return run;
}

}  // namespace greenlens::testing
