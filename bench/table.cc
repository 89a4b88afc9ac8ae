#include "bench/table.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace greenlens::bench {

void Medians::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> shown;
  std::vector<double> values;
  double saved = 0;
  for (const Run& run : runs) {
    if (run.run_type == Run::RT_Aggregate) {
      if (run.aggregate_name == "median") shown.push_back(run);
    } else if (!run.error_occurred) {
      auto counter = [&](const char* name) {
        auto found = run.counters.find(name);
        return found == run.counters.end() ? 0 : double{found->second};
      };
      double bytes = counter("bytes");
      bool passed = run.run_name.time_type == "real_time";
      values.push_back(bytes > 0 ? bytes
                       : passed  ? run.GetAdjustedRealTime()
                                 : run.GetAdjustedCPUTime());
      saved = counter("saved");
    }
  }
  ConsoleReporter::ReportRuns(shown.empty() ? runs : shown);
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  size_t n = values.size();
  double median = (values[(n - 1) / 2] + values[n / 2]) / 2;
  medians_[runs.front().run_name.function_name] = {
      median, saved, (values[n - 1 - n / 4] - values[n / 4]) / median};
}

const Medians::Median* Medians::of(const std::string& table, const std::string& row,
                                   const std::string& column) const {
  auto found = medians_.find(table + "/" + row + "/" + column);
  return found == medians_.end() ? nullptr : &found->second;
}

namespace {

void print_cell(const Medians::Median* median, const Medians::Median* whole, double wanted) {
  if (median == nullptr) return (void)std::printf(" |");
  std::printf(median->value < 1000 ? " %.1f" : " %.0f", median->value);
  if (whole != nullptr && whole->value > 0) {
    std::printf(" (%.2f)", median->value / whole->value);
  }
  if (median->saved >= wanted + 16) std::printf(" %.0f B", median->saved);
  std::printf(" |");
}

}  // namespace

void print(const Medians& medians, const TableLayout& layout) {
  std::vector<std::string> rows, columns;
  std::vector<double> spreads;
  for (const std::string& column : layout.columns) {
    for (const std::string& row : layout.rows) {
      const Medians::Median* median = medians.of(layout.name, row, column);
      if (median == nullptr) continue;
      if (columns.empty() || columns.back() != column) columns.push_back(column);
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
      spreads.push_back(median->spread);
    }
  }
  if (columns.empty()) return;

  std::printf("\n%s\n\n| %s |", layout.title.c_str(), layout.row_title.c_str());
  for (const std::string& column : columns) std::printf(" %s |", column.c_str());
  std::printf("\n|---|");
  for (size_t i = 0; i < columns.size(); ++i) std::printf("---:|");
  std::printf("\n");
  for (const std::string& row : rows) {
    const Medians::Median* whole = medians.of(layout.name, row, layout.against);
    std::printf("| %s |", row.c_str());
    for (const std::string& column : columns) {
      double wanted = layout.rows_are_sizes ? std::atof(row.c_str()) : 1e300;
      print_cell(medians.of(layout.name, row, column), whole, wanted);
    }
    std::printf("\n");
  }
  std::sort(spreads.begin(), spreads.end());
  std::printf(
      "\nThe middle half of a cell's repetitions lay within %.1f %% of its value, in the worst "
      "cell "
      "%.1f %%.\n",
      100 * spreads[spreads.size() / 2], 100 * spreads.back());
}

}  // namespace greenlens::bench
