#include "tracer/export/page/pack.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace greenlens::exports {

std::string gzipped(const std::string& bytes) {
  constexpr int kGzip = 16;  // zlib's way of asking for that header
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, MAX_MEM_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();  // there is no other reason with these numbers
  }
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  size_t in = bytes.size(), out = packed.size();
  constexpr size_t kAtOnce = 1u << 30;  // zlib counts in 32 bits
  int said = Z_OK;
  while (said == Z_OK) {
    stream.avail_in = static_cast<uInt>(std::min(in, kAtOnce));
    stream.avail_out = static_cast<uInt>(std::min(out, kAtOnce));
    const size_t had_in = stream.avail_in, had_out = stream.avail_out;
    said = deflate(&stream, in <= kAtOnce ? Z_FINISH : Z_NO_FLUSH);
    in -= had_in - stream.avail_in, out -= had_out - stream.avail_out;
  }
  packed.resize(packed.size() - out);
  deflateEnd(&stream);
  constexpr size_t kSystem = 9;  // the byte that names the system it was packed on: not known
  packed[kSystem] = '\xff';
  return packed;
}

std::string base64(const std::string& bytes) {
  constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t three = 0;
    for (size_t k = 0; k < 3; ++k) {
      three = three << 8 | (i + k < bytes.size() ? static_cast<uint8_t>(bytes[i + k]) : 0u);
    }
    for (size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? kLetters[three >> (18 - 6 * k) & 63] : '=';
    }
  }
  return text;
}

}  // namespace greenlens::exports
