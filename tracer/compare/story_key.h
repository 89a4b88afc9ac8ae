// What two events of a story are compared by.
#ifndef GREENLENS_TRACER_COMPARE_STORY_KEY_H_
#define GREENLENS_TRACER_COMPARE_STORY_KEY_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/compare/story_event.h"

namespace greenlens::compare {

// A text of the program, with 0x… for each number that is an address by its look: 0x and six or
// more hexadecimal digits.
std::string without_addresses(std::string_view text);

// Fills key and key_without_value, of the other members and the whole text. The same bytes on every
// machine: names before numbers, each with its length. `own` is the thread whose story it is in.
void set_keys(const Compared& compared, const ThreadName& own, std::string_view whole_text,
              StoryEvent* event);

// Of a sequence: what came before, and one more.
uint64_t chained(uint64_t before, uint64_t key);
// Of a text.
uint64_t hash_of(std::string_view text);

// As it is printed: 16 lowercase digits.
std::string hash_text(uint64_t hash);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_STORY_KEY_H_
