// A page as its script has it: the file, and what is packed in it.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_PAGE_DATA_H_
#define GREENLENS_TESTS_TRACER_EXPORT_PAGE_DATA_H_

#include <gtest/gtest.h>
#include <zlib.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/base64.h"
#include "tests/tracer/export/whole.h"

namespace greenlens::exports {

using testing::from_base64;

inline std::string unpacked(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  std::string text(64u << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

inline std::string between(const std::string& text, const std::string& before,
                           const std::string& behind) {
  const size_t begin = text.find(before) + before.size();
  return text.substr(begin, text.find(behind, begin) - begin);
}

struct Page {
  std::string html;
  nlohmann::json data;
};
inline Page page_of(const store::Trace& trace, const ExportOptions& options = {}) {
  Page page{whole(*find_exporter("html"), trace, options), {}};
  page.data = nlohmann::json::parse(
      unpacked(from_base64(between(page.html, "id=\"data\">", "</script>"))), nullptr, false);
  return page;
}

// What the page says of a word at its i-th step: its lines, with the numbers of steps in them.
inline std::vector<std::string> said_of_word(const nlohmann::json& data, size_t i,
                                             uint32_t greenlet, const std::string& address) {
  const nlohmann::json& runs = data["past"]["words"][std::to_string(greenlet)][address];
  size_t answer = 0;
  for (size_t k = 0; k < runs.size() && runs[k] <= i; k += 2) answer = runs[k + 1];
  std::vector<std::string> lines;
  for (const nlohmann::json& line : data["past"]["answers"][answer]) {
    std::string text;
    const nlohmann::json& pieces = data["past"]["lines"][line.get<size_t>()];
    for (size_t k = 1; k < pieces.size(); ++k) {
      text += pieces[k].is_string() ? pieces[k].get<std::string>() : pieces[k].dump();
    }
    lines.push_back(text);
  }
  return lines;
}

}  // namespace greenlens::exports

#endif  // GREENLENS_TESTS_TRACER_EXPORT_PAGE_DATA_H_
