// What of a scenario can be another one at the next run: a number in a range, or one of some words.
//
// A scenario lists its parameters and reads them while it runs. Which values are in force is the
// process's: a scenario that is watched has a process of its own.
#ifndef GREENLENS_SCENARIOS_PARAMETER_H_
#define GREENLENS_SCENARIOS_PARAMETER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::scenarios {

struct Parameter {
  const char* id;  // "depth": what the command line calls it, in lower case
  int64_t usual = 0, least = 0, most = 0;
  // Where it is a choice: what its values are called, from `least` on; otherwise empty.
  std::vector<const char*> words = {};
};

// Values by their parameters' ids; who is not there has the usual one.
using Settings = std::map<std::string, int64_t, std::less<>>;

// "40" or "exit"; none for what is no value of it.
std::optional<int64_t> value_from_text(const Parameter& parameter, std::string_view text);
std::string value_text(const Parameter& parameter, int64_t value);

// In force as long as this lives; one at a time.
class InForce {
 public:
  explicit InForce(Settings settings);
  ~InForce();
  InForce(const InForce&) = delete;
};

// For the scenario: its value now.
int64_t setting(const Parameter& parameter);

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_PARAMETER_H_
