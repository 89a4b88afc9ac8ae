// A whole recording in a few numbers: sums of what the program did, and hashes of its story, which
// are equal where the stories are.
#ifndef GREENLENS_TRACER_COMPARE_DIGEST_H_
#define GREENLENS_TRACER_COMPARE_DIGEST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/compare/story_event.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::compare {

struct Sums {
  uint64_t steps = 0;   // of the recording
  uint64_t events = 0;  // of the story
  uint64_t events_lost = 0;
  uint64_t switches = 0, failed = 0;
  uint64_t values_unknown = 0;         // switches of which it is not known what they carried
  uint64_t created = 0;                // without mains
  std::array<uint64_t, 3> finished{};  // by facts::Finish
  uint64_t printed = 0;
  uint64_t bytes_out = 0, bytes_in = 0, most_bytes_out = 0;  // most: in one switch
  uint64_t held = 0, held_bytes = 0;  // suspended at the end, and their bytes in the heap
  bool is_part = false;
};

struct HashedThread {
  facts::ThreadId id = 0;  // in the recording
  ThreadName name;
  uint64_t events = 0;
  uint64_t hash = 0;
};
// What it did, and what came to it by switches; of more than kMostHashed the last ones are missing.
struct HashedGreenlet {
  Who who;
  uint64_t events = 0;
  uint64_t hash = 0;
};
inline constexpr size_t kMostHashed = size_t{1} << 20;

struct Digest {
  Sums sums;
  uint64_t hash = 0;                      // of all threads
  std::vector<HashedThread> threads;      // the first one first, the others by name
  std::vector<HashedGreenlet> greenlets;  // if they were asked for; likewise by thread, then in the
                                          // order of their creation
  uint64_t greenlets_left_out = 0;
};

enum class Per : uint8_t { thread, greenlet };
// All of it is read once. None when `progress` said not to go on.
std::optional<Digest> digest(const store::Trace& trace, const Compared& compared, Per per,
                             const store::OnProgress& progress = {});

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_DIGEST_H_
