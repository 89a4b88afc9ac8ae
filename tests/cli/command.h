// The real binary, in a folder of its own: for tests of what its user meets.
#ifndef GREENLENS_TESTS_CLI_COMMAND_H_
#define GREENLENS_TESTS_CLI_COMMAND_H_

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace greenlens::cli {

struct Result {
  int code = -1;
  std::string out, err;
};

// All scenarios when the slow tests are asked for (GREENLENS_ALL_TESTS); otherwise every third one,
// which has one of each kind.
std::vector<const scenarios::Scenario*> scenarios_to_try();

// All of a file; empty when there is none.
std::string slurp(const std::string& path);

class Command : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // `arguments` are a shell's words.
  Result greenlens(const std::string& arguments);
  // Any line of bash, in the folder; the binary is "$GREENLENS".
  Result shell(const std::string& line);
  // The file.
  std::string recorded(const std::string& id);
  // The state at the first step from `from` on whose event has this name.
  nlohmann::json state_at(const std::string& file, const std::string& event, int from, int* step);

  std::string folder_;
};

}  // namespace greenlens::cli

#endif  // GREENLENS_TESTS_CLI_COMMAND_H_
