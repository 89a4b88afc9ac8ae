// Whether somebody wants the command to end, while it does something that should be ended in order.
#ifndef GREENLENS_CLI_INTERRUPTS_H_
#define GREENLENS_CLI_INTERRUPTS_H_

#include <signal.h>

#include <array>

namespace greenlens::cli {

// One at a time. Who writes a file has one until what is written has taken its place or is gone
// (cli/write_file.h): else half of it stays beside. As long as it is there SIGINT, SIGTERM and
// SIGHUP end nothing by themselves, but for those that were ignored before, which stay so.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;

  enum class Wanted {
    nothing,
    // Ctrl-C, once: the terminal has told the program that runs here as well, and it may be that
    // one's business alone.
    end_of_program,
    // Ctrl-C again, or a signal that was sent to us.
    end,
  };
  Wanted wanted() const;

 private:
  static constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kSignals.size()> before_{};
};

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_INTERRUPTS_H_
