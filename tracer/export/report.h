// A report of two recordings that were compared, as a page to send or to print: sentences, lines of
// source, numbers, and how both stand where they differ. What it says is worked out elsewhere.
// Pure.
#ifndef GREENLENS_TRACER_EXPORT_REPORT_H_
#define GREENLENS_TRACER_EXPORT_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/scene/scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

struct ReportLine {
  std::string words;
  bool is_inside = false;  // of the line above it
  std::string code{};      // the line of source that it is about; empty: none
};
struct ReportRow {
  std::string what;
  uint64_t a = 0, b = 0;
};
// How one of them stands.
struct ReportPlace {
  const store::Trace* trace = nullptr;
  uint64_t step = 0;
  std::string caption;
};
struct ReportPage {
  std::string title;
  std::vector<ReportLine> lines;
  std::vector<ReportRow> numbers;
  ReportPlace a, b;
};

// Both stacks stand in characters, below each other.
std::string report_markdown(const words::Messages& messages, const ReportPage& page);
// They are a picture, in the colours that the reader's system wants; on paper light. No script, and
// nothing from elsewhere.
std::string report_html(const words::Messages& messages, const ReportPage& page,
                        const scene::Scene& both);
// The line of source at a place, as it may be shown; empty where the recording has none.
std::string code_at(const store::Trace& trace, const facts::SourceLine& at);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_REPORT_H_
