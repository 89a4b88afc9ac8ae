#include "bench/table.h"

#include <cstdio>
#include <cstdlib>

namespace greenlens::bench {

void Medians::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& run : runs) {
    if (run.aggregate_name != "median" || run.error_occurred) continue;
    Median median{run.GetAdjustedCPUTime(), 0};
    if (auto saved = run.counters.find("saved"); saved != run.counters.end()) {
      median.saved = saved->second;
    }
    medians_[run.run_name.function_name] = median;
  }
}

const Medians::Median* Medians::of(const std::string& table, const std::string& row,
                                   const std::string& column) const {
  auto found = medians_.find(table + "/" + row + "/" + column);
  return found == medians_.end() ? nullptr : &found->second;
}

namespace {

void print_cell(const Medians::Median* median, const Medians::Median* whole, double wanted) {
  if (median == nullptr) return (void)std::printf(" |");
  std::printf(" %.1f", median->time_ns);
  if (whole != nullptr && whole->time_ns > 0) {
    std::printf(" (%.2f)", median->time_ns / whole->time_ns);
  }
  if (median->saved >= wanted + 16) std::printf(" %.0f B", median->saved);
  std::printf(" |");
}

}  // namespace

void print(const Medians& medians, const TableLayout& layout) {
  bool anything = false;
  for (const std::string& row : layout.rows) {
    for (const std::string& column : layout.columns) {
      anything = anything || medians.of(layout.name, row, column);
    }
  }
  if (!anything) return;

  std::printf("\n%s\n\n| %s |", layout.title.c_str(), layout.row_title.c_str());
  for (const std::string& column : layout.columns) std::printf(" %s |", column.c_str());
  std::printf("\n|---|");
  for (size_t i = 0; i < layout.columns.size(); ++i) std::printf("---:|");
  std::printf("\n");
  for (const std::string& row : layout.rows) {
    const Medians::Median* whole = medians.of(layout.name, row, layout.against);
    std::printf("| %s |", row.c_str());
    for (const std::string& column : layout.columns) {
      print_cell(medians.of(layout.name, row, column), whole, std::atof(row.c_str()));
    }
    std::printf("\n");
  }
}

}  // namespace greenlens::bench
