// What strategies cost, for people and for programs. Pure functions.
#ifndef GREENLENS_TRACER_STRATEGIES_STRATEGIES_TEXT_H_
#define GREENLENS_TRACER_STRATEGIES_STRATEGIES_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/strategies/costs.h"
#include "tracer/strategies/sweep.h"
#include "tracer/words/columns.h"
#include "tracer/words/messages.h"

namespace greenlens::strategies {

std::string strategy_text(const words::Messages& messages, Strategy strategy);
std::string basis_text(const words::Messages& messages, Basis basis);

// A recording's costs: titles first, then a row each for what is compared. Every column says
// whether it was measured or is modelled.
std::vector<words::TableRow> costs_table(const words::Messages& messages, const Costs& costs);
// What that comes to, in a sentence or two, and what was assumed.
std::string costs_sentence(const words::Messages& messages, const Costs& costs);
std::string assumptions_text(const words::Messages& messages, const Costs& costs,
                             const Assumptions& assumptions);
// All of that.
std::string costs_text(const words::Messages& messages, const Costs& costs,
                       const Assumptions& assumptions);
facts::Json costs_to_json(const Costs& costs, const Assumptions& assumptions);

// What was timed with so many greenlets, a row for each number of bytes.
std::vector<words::TableRow> sweep_table(const words::Messages& messages,
                                         const std::vector<Point>& points);
// Where the two cross, and when a stack of its own has paid: of all points of a number of
// greenlets, and of the one that is looked at.
std::string sweep_sentence(const words::Messages& messages, const std::vector<Point>& points,
                           const Point& at);
// All of it, by numbers of greenlets.
std::string sweep_text(const words::Messages& messages, const Sweep& sweep);

// "25.7 ns", "1.2 µs"; "38.9 million"; "4.2 MiB".
std::string time_text(double ns);
std::string rate_text(const words::Messages& messages, double switch_ns);
std::string size_text(uint64_t bytes);

}  // namespace greenlens::strategies

#endif  // GREENLENS_TRACER_STRATEGIES_STRATEGIES_TEXT_H_
