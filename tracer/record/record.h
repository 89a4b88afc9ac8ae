// One fact in the ring: plain words and up to two pieces of trailing bytes. observer.cc makes them,
// translate.cc reads them.
#ifndef GREENLENS_TRACER_RECORD_RECORD_H_
#define GREENLENS_TRACER_RECORD_RECORD_H_

#include <cstdint>
#include <string_view>

#include "engine/cpp/names.h"

namespace greenlens::record {

struct Record {
  static constexpr int kWords = 8;
  uint16_t tag;  // the fact's kTag (tracer/facts/event.h)
  uint64_t time_ns;
  engine::Where engine;    // its strings have static lifetime
  uint64_t words[kWords];  // in the order that observer.cc writes them
  uint64_t bytes[2];       // lengths of the pieces that follow

  std::string_view piece(int i) const {
    const char* after = reinterpret_cast<const char*>(this + 1);
    return {after + (i == 1 ? bytes[0] : 0), bytes[i]};
  }
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORD_H_
