// For tests of your own with GoogleTest: a recording against a file of rules.
//
//   EXPECT_THAT("ring.gltrace", greenlens::expect::MeetsExpectations("ring.json"));
//
// Nothing is linked: the installed program is run, and its report is the failure's message. Which
// one: $GREENLENS, else that of the package that greenlens::testing is of, else the first
// `greenlens` in $PATH. Names of files are relative to where the test runs.
#ifndef GREENLENS_TRACER_EXPECT_MATCHER_H_
#define GREENLENS_TRACER_EXPECT_MATCHER_H_

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace greenlens::expect {

// A program and its arguments, run to its end: its exit code, -1 when it has none, and all that it
// said.
struct Said {
  int code = -1;
  std::string text;
};
inline Said run(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) {
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += "' ";
  }
  Said said;
  FILE* pipe = popen((line + "2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  char part[4096];
  while (const size_t size = std::fread(part, 1, sizeof part, pipe)) said.text.append(part, size);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) said.code = WEXITSTATUS(status);
  return said;
}

inline std::string program() {
  const char* named = std::getenv("GREENLENS");
  if (named != nullptr) return named;
#ifdef GREENLENS_PROGRAM
  return GREENLENS_PROGRAM;
#else
  return "greenlens";
#endif
}

MATCHER_P(MeetsExpectations, rules,
          std::string(negation ? "does not keep" : "keeps") + " the rules of " +
              std::string(rules)) {
  const Said said = run({program(), "check", std::string(arg), "--expect", std::string(rules)});
  *result_listener << "\n" << said.text;
  return said.code == 0;
}

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_MATCHER_H_
