// The command's words, from the message catalogue.
#ifndef GREENLENS_CLI_SAY_H_
#define GREENLENS_CLI_SAY_H_

#include <cerrno>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>

#include "cli/exit_codes.h"
#include "cli/language.h"
#include "tracer/facts/shown.h"
#include "tracer/words/messages.h"
#include "tracer/words/sentence.h"

namespace greenlens::cli {

inline std::string say(std::string_view id,
                       std::initializer_list<words::Messages::Place> places = {}) {
  return catalogue().text(id, places);
}

inline std::string say(const facts::Fault& fault) { return words::sentence(catalogue(), fault); }

// Nothing but these writes on a terminal: a trace's texts and a person's words come there as
// they may be shown (tracer/facts/shown.h).
//
// Why standard output did not take something of what was printed, as errno says it; 0: it took all
// that has left the buffer.
inline int& print_error() {
  static int error = 0;
  return error;
}
// As it is, with a line feed behind it if it has none.
inline void print(std::string_view text) {
  std::string shown = facts::shown_lines(text);
  if (!shown.ends_with('\n')) shown += '\n';
  if (std::fwrite(shown.data(), 1, shown.size(), stdout) != shown.size() && print_error() == 0) {
    print_error() = errno;
  }
}
// A document for programs, of which all texts are as they may be shown already; false when standard
// output does not take it, and errno says why.
inline bool print_document(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
         std::fflush(stdout) == 0;
}
// Like print() on stderr, where what is printed would be in the way.
inline void print_aside(std::string_view text) {
  const std::string shown = facts::shown_lines(text) + '\n';
  std::fwrite(shown.data(), 1, shown.size(), stderr);
}
// A line that the next one writes over; empty: none. On stderr, for a terminal.
inline void print_over(std::string_view line) {
  const std::string shown = '\r' + facts::shown(line) + "\x1b[K";
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  std::fflush(stderr);
}
// One sentence on stderr, and the status to leave with.
inline int refuse(ExitCode code, std::string_view sentence) {
  const std::string shown = "greenlens: " + facts::shown_lines(sentence) + '\n';
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  return code;
}

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SAY_H_
