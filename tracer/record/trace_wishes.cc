#include "tracer/record/trace_wishes.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>

#include "tracer/facts/amount.h"
#include "tracer/ring/offer.h"

namespace greenlens::record {
namespace {

constexpr char kTrace[] = "GREENLENS_TRACE";
constexpr char kLast[] = "GREENLENS_TRACE_LAST";
constexpr char kWhen[] = "GREENLENS_TRACE_WHEN";
constexpr char kSignal[] = "GREENLENS_TRACE_SIGNAL";
constexpr char kDetail[] = "GREENLENS_DETAIL";
constexpr char kBytes[] = "GREENLENS_BYTES";
constexpr char kOwnNumber[] = "%p";

std::string_view text(const char* given) { return given != nullptr ? given : ""; }

std::string_view in_environment(const char* name) { return text(std::getenv(name)); }

template <typename Enum>
std::optional<Enum> called(std::string_view word) {
  const auto names = facts::enum_names(Enum());
  for (size_t i = 0; i < names.size(); ++i) {
    if (word == names[i]) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

std::string read_detail(std::string_view word, OwnRecording::Wanted* wanted) {
  if (word.empty() || word == "auto") return "";
  const auto detail = called<facts::Detail>(word);
  if (!detail) return quoted(word) + " is no detail: say full, phases, switches or auto.";
  wanted->detail = *detail;
  wanted->full_switches = 0;
  return "";
}

std::string read_bytes_kept(std::string_view word, OwnRecording::Wanted* wanted) {
  if (word.empty()) return "";
  const auto bytes = called<facts::SliceBytes>(word);
  if (!bytes) return quoted(word) + " says nothing of bytes: say full, hash or none.";
  wanted->bytes = *bytes;
  return "";
}

std::string read_last(std::string_view word, OwnRecording::Wanted* wanted) {
  if (word.empty()) return "";
  const auto ns = facts::read_duration(word);
  const auto bytes = facts::read_bytes(word);
  if (ns && *ns > 0) {
    wanted->file.last.ns = *ns;
  } else if (bytes) {
    wanted->file.last.bytes = *bytes;
  } else {
    return quoted(word) + " is neither a time nor a size: write one like 30s or 100MB.";
  }
  return "";
}

// "USR2", "SIGUSR2" or its number.
std::string read_signal(std::string_view word, OwnRecording::Wanted* wanted) {
  if (word.empty()) return "";
  std::string_view name = word;
  if (name.starts_with("SIG")) name.remove_prefix(3);
  for (int signal = 1; signal < NSIG; ++signal) {
    const char* known = sigabbrev_np(signal);
    if (known != nullptr && name == known) return wanted->signal = signal, "";
  }
  const auto read = std::from_chars(word.data(), word.data() + word.size(), wanted->signal);
  const bool is_number = read.ec == std::errc() && read.ptr == word.data() + word.size();
  return is_number ? "" : quoted(word) + " is no signal: write one like USR2.";
}

std::string read_when(std::string_view word, OwnRecording::Wanted* wanted) {
  wanted->file.when_asked = word == "asked";
  return word.empty() || word == "asked" || word == "always"
             ? ""
             : quoted(word) + " is no time to write: say asked or always.";
}

// The first that says anything.
template <typename... Sentences>
std::string first_of(Sentences... sentences) {
  std::string first;
  ((first = first.empty() ? sentences : first), ...);
  return first;
}

uint64_t on_clock(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

// Since 1970. The largest number where the system does not tell.
uint64_t this_process_began_ns() {
  std::ifstream in("/proc/self/stat");
  std::string all{std::istreambuf_iterator<char>(in), {}};
  // Behind the program's name, which may have anything in it.
  std::istringstream fields(all.substr(std::min(all.rfind(')') + 1, all.size())));
  std::string skipped;
  constexpr int kFieldsBetween = 19;
  for (int i = 0; i < kFieldsBetween; ++i) fields >> skipped;
  uint64_t ticks = 0;
  if (!(fields >> ticks)) return UINT64_MAX;
  const uint64_t since_boot = ticks * (1000000000u / static_cast<uint64_t>(sysconf(_SC_CLK_TCK)));
  return on_clock(CLOCK_REALTIME) - (on_clock(CLOCK_BOOTTIME) - since_boot);
}

bool was_written_since(const std::string& path, uint64_t ns) {
  // The clocks of processes and of files go in steps of some milliseconds.
  constexpr uint64_t kCoarse = 20'000'000;
  struct stat file {};
  if (stat(path.c_str(), &file) != 0) return false;
  const uint64_t written = static_cast<uint64_t>(file.st_mtim.tv_sec) * 1000000000u +
                           static_cast<uint64_t>(file.st_mtim.tv_nsec);
  return ns != UINT64_MAX && written + kCoarse >= ns;
}

// "w.4711.gltrace"; where this process has written that before it became another program,
// "w.4711.2.gltrace" and so on.
std::string path_of_this_process(const std::string& name) {
  const std::string number = std::to_string(getpid());
  const uint64_t began_ns = this_process_began_ns();
  std::string path = trace_path(name);
  constexpr int kMost = 100;
  for (int i = 2; i < kMost && was_written_since(path, began_ns); ++i) {
    std::string again = name;
    again.replace(again.rfind(kOwnNumber), sizeof kOwnNumber - 1, number + "." + std::to_string(i));
    path = trace_path(again);
  }
  return path;
}

}  // namespace

std::string trace_path(const std::string& name) {
  std::string path = name;
  for (size_t at = path.find(kOwnNumber); at != path.npos; at = path.find(kOwnNumber, at)) {
    path.replace(at, sizeof kOwnNumber - 1, std::to_string(getpid()));
  }
  return path;
}

std::string read_trace_options(const TraceOptions& options, OwnRecording::Wanted* wanted) {
  wanted->signal = options.signal;
  wanted->file.when_asked = options.when_asked;
  return first_of(read_detail(text(options.detail), wanted),
                  read_bytes_kept(text(options.bytes), wanted),
                  read_last(text(options.last), wanted));
}

bool read_offer_environment(std::string* place) {
  const std::string name(in_environment(ring::kOfferVariable));
  if (name.empty() || name == "0") return false;
  *place = name == "1" ? ring::offer_place(getpid()) : trace_path(name);
  if (name != "1" && name.find(kOwnNumber) == name.npos) unsetenv(ring::kOfferVariable);
  return true;
}

bool read_trace_environment(OwnRecording::Wanted* wanted, std::string* wrong) {
  const std::string name(in_environment(kTrace));
  if (name.empty()) return false;
  const bool is_each = name.find(kOwnNumber) != name.npos;
  wanted->file.path = is_each ? path_of_this_process(name) : name;
  *wrong = first_of(
      read_detail(in_environment(kDetail), wanted), read_bytes_kept(in_environment(kBytes), wanted),
      read_last(in_environment(kLast), wanted), read_signal(in_environment(kSignal), wanted),
      read_when(in_environment(kWhen), wanted));
  if (!is_each) unsetenv(kTrace);
  return true;
}

}  // namespace greenlens::record
