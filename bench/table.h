// Collects the repetitions of a run and prints what it comes to: tables of times and of ratios.
#ifndef GREENLENS_BENCH_TABLE_H_
#define GREENLENS_BENCH_TABLE_H_

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace greenlens::bench {

// A benchmark is named TABLE/ROW/COLUMN: "switch/4096/core".
class Medians : public benchmark::ConsoleReporter {
 public:
  Medians() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override;

  struct Median {
    double value =
        0;  // ns of thread CPU time for one item, or bytes when the benchmark counts some
    double saved = 0;   // bytes in each copy, when the benchmark says so
    double spread = 0;  // the width of the middle half of the repetitions, by the median
  };
  // A benchmark that did not run has none.
  const Median* of(const std::string& table, const std::string& row,
                   const std::string& column) const;

 private:
  std::map<std::string, Median> medians_;
};

struct TableLayout {
  std::string title;
  std::string name;
  std::string row_title;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::string against;  // the column that the ratios are against
  bool rows_are_sizes;  // of slices
};

// As Markdown: the values, and after each "(0.43)", how much of the `against` column it is. Where a
// slice could not be as small as the row says, its size follows. Rows and
// columns without values are left out; below stands how far the repetitions lay apart.
void print(const Medians& medians, const TableLayout& layout);

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_TABLE_H_
