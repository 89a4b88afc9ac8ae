// A trace file as its parts, and back: so that what stands in them can be changed, and still stands
// under right sums.
#ifndef GREENLENS_TESTS_TRACER_FUZZ_PARTS_H_
#define GREENLENS_TESTS_TRACER_FUZZ_PARTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/store/chunk.h"
#include "tracer/store/trace_index.h"

namespace greenlens::fuzz {

// A chunk, its payload decompressed.
struct Part {
  store::ChunkType type = store::ChunkType::events;
  std::string payload;
  uint64_t first_event = 0;
  uint32_t event_count = 0;
  uint64_t recording = 0;
  std::string summary;
};
struct Parts {
  uint32_t version = store::kFormatVersion;
  std::vector<Part> all;
};

// What can be read of a file, whatever its sums are; what comes after the first chunk that cannot
// is left out.
Parts take_apart(std::string_view file);
// Each chunk under right sums. What INDX and END say of other chunks is left as it is.
std::string put_together(const Parts& parts);

// The entries of a right index: where each chunk will stand, and what it says of itself.
std::vector<store::IndexEntry> entries_of(const Parts& parts);
// Leaves out INDX and END, and writes new ones behind all others, with these entries.
void set_index(Parts* parts, const std::vector<store::IndexEntry>& entries);

// --- the payload of a chunk of events
struct Records {
  std::string keyframe;              // empty: none
  std::vector<std::string> records;  // each with its tag and its length
};
// As many of them as are whole.
Records records_of(std::string_view payload);
std::string payload_of(const Records& records);

// The switches of a record that is a batch; empty when it is none.
std::vector<facts::NotedSwitch> noted_in(std::string_view record);
std::string as_record(const std::vector<facts::NotedSwitch>& noted);
std::string as_record(const facts::Event& event);

// Makes every chunk's numbers, summary and keyframe's step what they are to be. False, and nothing
// is changed, when there are more events in it than are worth the time.
bool set_right(Parts* parts);

}  // namespace greenlens::fuzz

#endif  // GREENLENS_TESTS_TRACER_FUZZ_PARTS_H_
