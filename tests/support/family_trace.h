// A run of several processes as recordings in memory: an arbiter that forks two workers, sends them
// signals and ends. For tests that need processes but none of the system's.
#ifndef GREENLENS_TESTS_SUPPORT_FAMILY_TRACE_H_
#define GREENLENS_TESTS_SUPPORT_FAMILY_TRACE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/parked_trace.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_info.h"

namespace greenlens::testing {

inline constexpr uint64_t kArbiter = 4711, kFirstWorker = 4712, kSecondWorker = 4713;
inline constexpr uint64_t kMs = 1'000'000;

// Began so long after the machine.
store::ProcessInfo process_info(uint64_t number, uint64_t parent, uint64_t began_ns);
// The bytes of its file; without an end mark where it was not finished.
enum class Whole { yes, no };
std::string recording(const store::Timeline& timeline, const store::ProcessInfo& process,
                      Whole whole = Whole::yes);
std::unique_ptr<store::FileTrace> opened(std::string bytes, const std::string& name = "x");

struct FamilyFile {
  std::string name, bytes;
};
// w.gltrace of the arbiter: it forks the first worker at 10 ms and the second one at 20 ms, sends
// SIGTERM to the first at 60 ms and SIGKILL to the second at 70 ms, and ends at 100 ms. The first
// worker ends at 65 ms; the second one's recording has no end.
std::vector<FamilyFile> family_files();

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_FAMILY_TRACE_H_
