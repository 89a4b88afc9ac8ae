#include "cli/time_turns.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "arch/arch.h"
#include "scenarios/turns/turns.h"

namespace greenlens::cli {
namespace {

using strategies::Point;
using strategies::Timed;

constexpr size_t kTimedRounds = 3, kTimedSoOften = 5;
constexpr size_t kMostSwitches = 20'000;
constexpr size_t kMostCopied = size_t{24} << 20;  // bytes, by all switches that are timed once

// What a process tells of itself, through a pipe.
struct ToldOfTurns {
  Timed timed;
  uint64_t slice = 0;
  bool ran = false;
};

double median_of(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all.empty() ? 0 : all[all.size() / 2];
}

ToldOfTurns run_turns(const turns::Order& order, strategies::Strategy strategy) {
  const auto run = strategy == strategies::Strategy::slices ? turns::on_slices : turns::on_stacks;
  run({});  // what a process needs once is not counted
  const turns::Outcome outcome = run(order);
  ToldOfTurns told;
  told.ran = outcome.switches > 0;
  if (!told.ran) return told;
  told.slice = outcome.slice;
  told.timed.switch_ns =
      1e9 * median_of(outcome.seconds) / static_cast<double>(std::max<size_t>(outcome.switches, 1));
  told.timed.life_ns = 1e9 * outcome.life_seconds / static_cast<double>(order.greenlets);
  told.timed.copied = outcome.copied;
  told.timed.held = outcome.held;
  told.timed.resident = outcome.resident;
  return told;
}

std::optional<ToldOfTurns> run_alone(const turns::Order& order, strategies::Strategy strategy) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    const ToldOfTurns told = run_turns(order, strategy);
    const ssize_t written = ::write(ends[1], &told, sizeof told);
    _exit(written == static_cast<ssize_t>(sizeof told) ? 0 : 1);
  }
  close(ends[1]);
  ToldOfTurns told;
  ssize_t got = child < 0 ? 0 : ::read(ends[0], &told, sizeof told);
  close(ends[0]);
  int status = 0;
  if (child > 0) waitpid(child, &status, 0);
  if (got != static_cast<ssize_t>(sizeof told)) return {};
  return told;
}

turns::Order order_of(uint64_t greenlets, uint64_t bytes) {
  turns::Order order;
  order.greenlets = greenlets;
  order.bytes = bytes;
  order.switches = std::max<size_t>(greenlets, std::min(kMostSwitches, kMostCopied / bytes));
  order.times = kTimedSoOften;
  return order;
}

// Of several runs the least of what is a time: what comes on top is somebody else's.
void take(const ToldOfTurns& told, bool is_first, Timed* timed) {
  if (is_first) {
    *timed = told.timed;
    return;
  }
  timed->switch_ns = std::min(timed->switch_ns, told.timed.switch_ns);
  timed->life_ns = std::min(timed->life_ns, told.timed.life_ns);
}

}  // namespace

std::optional<strategies::Sweep> time_turns(const store::OnProgress& progress) {
  strategies::Sweep sweep;
  sweep.cpu = arch_describe()->name;
  for (const uint64_t greenlets : strategies::kGreenlets) {
    for (const uint64_t bytes : strategies::kBytes) {
      if (greenlets * bytes > strategies::kMostMemory) continue;
      sweep.points.push_back({greenlets, bytes, 0, {}, {}});
    }
  }
  std::vector<bool> has_room(sweep.points.size(), true);
  // All of it once, and again: a machine that is busy for a while is so for both.
  const size_t all = kTimedRounds * sweep.points.size();
  for (size_t i = 0; i < all; ++i) {
    const size_t at = i % sweep.points.size();
    Point& point = sweep.points[at];
    if (!has_room[at]) continue;
    const turns::Order order = order_of(point.greenlets, point.bytes);
    const auto slices = run_alone(order, strategies::Strategy::slices);
    const auto stacks = run_alone(order, strategies::Strategy::stacks);
    if (!slices || !stacks) return {};
    has_room[at] = slices->ran && stacks->ran;
    point.slice = slices->slice;
    take(*slices, i == at, &point.slices);
    take(*stacks, i == at, &point.stacks);
    if (progress && !progress(i + 1, all)) return {};
  }
  for (size_t at = sweep.points.size(); at-- > 0;) {
    if (!has_room[at]) sweep.points.erase(sweep.points.begin() + static_cast<ptrdiff_t>(at));
  }
  return sweep;
}

std::optional<strategies::Sweep> time_turns_elsewhere(const std::function<bool()>& goes_on) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = "/proc/self/exe", command = "strategies", measure = "--measure",
              json = "--json";
  std::array<char*, 5> arguments = {program.data(), command.data(), measure.data(), json.data(),
                                    nullptr};
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string said;
  bool wanted = failed == 0;
  while (wanted) {
    constexpr int kPatience = 50;  // ms
    pollfd watched = {ends[0], POLLIN, 0};
    if (poll(&watched, 1, kPatience) < 0 && errno != EINTR) break;
    wanted = goes_on();
    if ((watched.revents & (POLLIN | POLLHUP)) == 0) continue;
    std::array<char, 4096> part{};
    const ssize_t got = ::read(ends[0], part.data(), part.size());
    if (got <= 0) break;
    said.append(part.data(), static_cast<size_t>(got));
  }
  close(ends[0]);
  if (failed != 0) return {};
  if (!wanted) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  const bool is_whole = wanted && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return is_whole ? strategies::sweep_from(said) : std::nullopt;
}

std::optional<strategies::Sweep> read_sweep(const std::string& file) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return strategies::sweep_from(text);
}

}  // namespace greenlens::cli
