// Makes another trace file of one, which still stands under right sums: a chunk, a fact, a noted
// switch, a keyframe, a summary or an entry of the index is another one, or elsewhere.
#ifndef GREENLENS_TESTS_TRACER_FUZZ_CHANGE_H_
#define GREENLENS_TESTS_TRACER_FUZZ_CHANGE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace greenlens::fuzz {

// How bytes become others: a fuzzer's way, or another one. At most `most` of them.
using ChangeBytes = std::function<void(std::string* bytes, size_t most)>;

// The same arguments give the same file. It may be larger than what was given, and is no trace when
// that is none.
std::string changed(std::string_view file, uint64_t seed, const ChangeBytes& change_bytes);
// The chunks of two files, in one.
std::string mixed(std::string_view one, std::string_view other, uint64_t seed);

// For who is no fuzzer.
ChangeBytes at_random(uint64_t seed);

}  // namespace greenlens::fuzz

#endif  // GREENLENS_TESTS_TRACER_FUZZ_CHANGE_H_
