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

bool Progress::is_time() {
  const auto now = Clock::now();
  if (!on_ || now < next_) return false;
  next_ = now + kBetween;
  there_ = true;
  return true;
}

void Progress::show(uint64_t done, uint64_t all) {
  if (!is_time()) return;
  const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1;
  print_over(say("cli.progress_share", {{"percent", std::to_string(static_cast<int>(share * 100))},
                                        {"done", std::to_string(done)},
                                        {"all", std::to_string(all)}}));
}

void Progress::show(const Numbers& numbers) {
  if (!is_time()) return;
  const std::chrono::duration<double> seconds = Clock::now() - begin_;
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
