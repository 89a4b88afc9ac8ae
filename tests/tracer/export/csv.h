// A table as a spreadsheet reads it.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_CSV_H_
#define GREENLENS_TESTS_TRACER_EXPORT_CSV_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace greenlens::testing {

// The lines of a CSV file, each as its fields, by RFC 4180.
inline std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& field = lines.back().back();
    if (quoted) {
      if (text[i] != '"') {
        field += text[i];
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += text[i++];
      } else {
        quoted = false;
      }
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      lines.back().emplace_back();
    } else if (text.compare(i, 2, "\r\n") == 0) {
      lines.push_back({""});
      ++i;
    } else {
      field += text[i];
    }
  }
  EXPECT_EQ(lines.back(), std::vector<std::string>{""}) << "the last line is ended, too";
  lines.pop_back();
  return lines;
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_EXPORT_CSV_H_
