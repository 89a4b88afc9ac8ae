// The bytes of one slice as they were seen last, wherever they lie: what the next copy of them is
// held against. Pure, and of bounded size: of a slice that is too large nothing is known.
#ifndef GREENLENS_TRACER_PAST_LAST_SEEN_H_
#define GREENLENS_TRACER_PAST_LAST_SEEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/facts/values.h"

namespace greenlens::past {

// Bytes are put together by words of so many, wherever a CPU has its own.
inline constexpr facts::Address kWord = 8;
// The address at which the word of this byte begins.
constexpr facts::Address word_of(facts::Address byte) {
  return byte - ((byte % kWord) + kWord) % kWord;
}

class LastSeen {
 public:
  // How bytes that are seen now compare with those that were: one bit for each.
  struct Compared {
    uint8_t changed = 0;  // they were known, and were others
    uint8_t fresh = 0;    // they were not
  };
  // At most to the end of a word. They are what was seen last from here on.
  Compared see(facts::Address from, std::string_view bytes);
  // They are about to be seen: makes room. False: there is none, and nothing is known.
  bool make_room(facts::Address from, uint64_t size);
  void forget(facts::Address from, facts::Address to);
  void forget_below(facts::Address low);
  void forget_all();

 private:
  facts::Address low_ = 0;  // of the first one
  std::string bytes_, known_;
};

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_LAST_SEEN_H_
