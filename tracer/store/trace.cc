#include "tracer/store/trace.h"

#include <algorithm>

namespace greenlens::store {
namespace {

// Events that are gone along with in about a millisecond.
constexpr uint64_t kAlongAtOnce = 1024;

}  // namespace

void Trace::go_along(state::State* state, uint64_t to, Onlooker* onlooker) const {
  to = std::min({to, size(), state->step + kAlongAtOnce});
  while (state->step < to) {
    const facts::Event next = event(state->step + 1);
    apply(state, next);
    onlooker->see(next, *state);
  }
}

std::shared_ptr<const Times> Trace::times(uint64_t from, uint64_t to) const {
  auto all = std::make_shared<Times>();
  to = std::min(to, size());
  for (uint64_t n = from; n <= to && to > 0; ++n) {
    add_time(all.get(), n, event(std::max<uint64_t>(n, 1)).time_ns);
  }
  return all;
}

std::vector<std::string> Trace::letters() const {
  std::vector<std::string> texts;
  for (const PrintedLine& line : printed(1, kAllLines)) texts.push_back(line.text);
  return texts;
}

Output output_at(const Trace& trace, uint64_t n, uint64_t most_lines) {
  Output output;
  output.lines = trace.printed_until(n);
  const uint64_t count = std::min(output.lines, most_lines);
  output.last = trace.printed(output.lines - count + 1, count);
  if (trace.info().part) output.not_there = trace.info().part->lines;
  output.lines += output.not_there;
  return output;
}

}  // namespace greenlens::store
