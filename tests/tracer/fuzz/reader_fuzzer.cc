// A fuzzer's bytes as a trace file. They are changed under right sums mostly, because no chance
// finds one: what is behind them is to be found.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "tests/tracer/fuzz/change.h"
#include "tests/tracer/fuzz/look.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most);

namespace {

constexpr unsigned kPlainBytes = 16;  // one in so many times the file's own bytes are changed
constexpr size_t kMostChanged = size_t{1} << 16;

void by_the_fuzzer(std::string* bytes, size_t most) {
  const size_t size = bytes->size();
  // It knows no end of its own but the one it is told.
  most = std::max(size, std::min(most, kMostChanged));
  bytes->resize(std::max<size_t>(most, 1));
  bytes->resize(LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(bytes->data()), size, bytes->size()));
}

std::string_view view(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

size_t given_back(const std::string& made, uint8_t* data, size_t most) {
  const size_t size = std::min(made.size(), most);
  std::memcpy(data, made.data(), size);
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  greenlens::fuzz::look_at(std::string(view(data, size)), size % 2 == 0);
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  if (seed % kPlainBytes == 0) return LLVMFuzzerMutate(data, size, most);
  // What became too large is none: a smaller change is tried.
  for (unsigned i = 0; i < 4; ++i) {
    const std::string made =
        greenlens::fuzz::changed(view(data, size), uint64_t{seed} + i, by_the_fuzzer);
    if (made.size() <= most) return given_back(made, data, most);
  }
  return LLVMFuzzerMutate(data, size, most);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* one, size_t one_size,
                                            const uint8_t* other, size_t other_size, uint8_t* out,
                                            size_t most, unsigned seed) {
  return given_back(greenlens::fuzz::mixed(view(one, one_size), view(other, other_size), seed), out,
                    most);
}
