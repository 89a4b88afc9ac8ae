// The line of the engine that a step leads to is the one that did what is told there: a reader who
// steps through the engine's source sees the bytes go where they go.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "scenarios/scenario.h"
#include "tests/tracer/record/recording_of.h"
#include "tracer/facts/event.h"
#include "tracer/store/timeline.h"

namespace greenlens::record {
namespace {

// What stands in the line, for all that an engine tells of itself. Where nothing acts (a call into
// the engine, a thread's end), the line that tells.
const std::map<std::string, std::set<std::string>>& acts() {
  static const std::map<std::string, std::set<std::string>> all = {
      {"greenlet_created", {"CoreAccess::make(", "greenlet_created("}},
      {"greenlet_renamed", {"CoreAccess::name(greenlet) = "}},
      {"parent_changed", {"std::exchange(CoreAccess::parent(greenlet), &parent)"}},
      {"parent_refused", {"refusal_of_parent(greenlet, parent)"}},
      {"body_entered", {"stack_start = reinterpret_cast<char*>(1)"}},
      {"greenlet_finished", {"stack_start = nullptr"}},
      {"greenlet_freed", {"CopyBlocks::discard(", "greenlet_freed("}},
      {"line_reached", {"note_line(", "line_reached("}},
      {"printed", {"write_all("}},
      {"frame_pushed", {"thread.top_frame = frame_"}},
      {"frame_popped", {"thread->top_frame = frame_->f_back"}},
      {"switch_requested", {"switch_requested("}},
      {"target_passed_over", {"CoreAccess::parent(*target)"}},
      {"target_found", {"find_target(requested)", "look_up(target, delivery, begin)"}},
      {"start_prepared", {"slice.stack_stop = "}},
      {"registers_saved",
       {"movq    %rbp, ", "movl    %ebp, ", "stp ", "str ", "sd  ", "mflr", "stg "}},
      {"stack_start_set", {"current.stack_start = sp;"}},
      {"origin_not_saved", {"dying: not saved"}},
      {"slice_saved", {"copy(block + saved, owner.stack_start + saved, wanted - saved);"}},
      {"stack_pointer_moved",
       {"%rax, %rsp", "%eax, %esp", "sp, sp, ", "$sp, $sp", "agr ", "stdux"}},
      {"slice_restored", {"copy(target.stack_start, target.stack_copy, target.stack_saved);"}},
      {"stack_prev_relinked", {"target.stack_prev = owner;"}},
      {"returned_twice", {"result == ARCH_RUN_HERE"}},
      {"registers_restored", {"movq    48(%rsp), ", "ldmxcsr", "ldp ", "ldr ", "ld  ", "lg  "}},
      {"host_state_swapped", {"swap_state(thread, origin, target)"}},
      {"delivered", {"std::move(thread.delivery)"}},
      {"switch_failed", {"thread.target = nullptr;"}},
      {"error_ignored", {"error_ignored(greenlet, result"}},
      {"dropped_elsewhere", {"dropped_elsewhere("}},
      {"thread_ended", {"thread_ended("}},
  };
  return all;
}

// They have the line of what the engine told then.
bool is_noticed_by_the_recorder(const std::string& name) {
  return name == "thread_began" || name == "stack_entered";
}

std::string line_of(const std::string& text, uint32_t number) {
  size_t begin = 0;
  for (uint32_t i = 1; i < number && begin < text.size(); ++i) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(ActingLine, IsTheOneThatDidWhatIsTold) {
  std::map<std::string, int> seen;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const store::Timeline timeline =
        greenlens::testing::loaded(greenlens::testing::recording_of(*scenario));
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const facts::Event event = timeline.event(n);
      if (event.engine_source == 0) continue;
      const std::string name = facts::fact_name(event.fact);
      if (is_noticed_by_the_recorder(name)) continue;
      const auto expected = acts().find(name);
      ASSERT_NE(expected, acts().end()) << name << ": which line of the engine does it?";
      const store::SourceText& source = timeline.info().sources[event.engine_source - 1u];
      const std::string line = line_of(source.text, event.engine_line);
      bool acting = false;
      for (const std::string& act : expected->second) acting |= line.find(act) != line.npos;
      EXPECT_TRUE(acting) << scenario->id << ", step " << n << ", " << name << ": " << source.file
                          << ":" << event.engine_line << ": " << line;
      ++seen[name];
      if (!acting) break;
    }
  }
  // All but what no scenario does.
  for (const auto& [name, lines] : acts()) {
    const bool is_rare =
        name == "greenlet_renamed" || name == "error_ignored" || name == "parent_changed";
    EXPECT_TRUE(is_rare || seen[name] > 0) << name;
  }
}

}  // namespace
}  // namespace greenlens::record
