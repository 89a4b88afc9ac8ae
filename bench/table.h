// Collects the medians of a run and prints what it comes to: tables of times and of ratios.
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
    double time_ns = 0;  // thread CPU time for one item
    double saved = 0;    // bytes in each copy, when the benchmark says so
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
};

// As Markdown: the times, and after each "(0.43)", how much of the `against` column it is. Where a
// slice could not be as small as the row says, its size follows.
void print(const Medians& medians, const TableLayout& layout);

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_TABLE_H_
