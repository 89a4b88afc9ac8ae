#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/say.h"

namespace greenlens::cli {
namespace {

constexpr std::chrono::milliseconds kBetween{200};

}  // namespace

Progress::Progress() : on_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { hide(); }

void Progress::show(const Numbers& numbers) {
  const auto now = Clock::now();
  if (!on_ || now < next_) return;
  next_ = now + kBetween;
  there_ = true;
  const std::chrono::duration<double> seconds = now - begin_;
  print_over(say("cli.progress", {{"events", std::to_string(numbers.events)},
                                  {"switches", std::to_string(numbers.switches)},
                                  {"bytes", std::to_string(numbers.bytes)},
                                  {"seconds", fmt::format("{:.1f}", seconds.count())}}));
}

void Progress::hide() {
  if (there_) print_over("");
  there_ = false;
}

}  // namespace greenlens::cli
