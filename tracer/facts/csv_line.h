// A line of a table for spreadsheets, as RFC 4180 has it.
#ifndef GREENLENS_TRACER_FACTS_CSV_LINE_H_
#define GREENLENS_TRACER_FACTS_CSV_LINE_H_

#include <string>
#include <vector>

namespace greenlens::facts {

// Fields with commas, quotes or line ends in quotes; ended by CR LF.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_CSV_LINE_H_
