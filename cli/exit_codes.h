// What the command's exit status says.
#ifndef GREENLENS_CLI_EXIT_CODES_H_
#define GREENLENS_CLI_EXIT_CODES_H_

namespace greenlens::cli {

enum ExitCode : int {
  kFine = 0,
  kCheckFailed = 1,
  kWrongUsage = 2,
  kUnreadableFile = 3,
  kTargetDied = 4,  // crashed or was killed; what it recorded is kept
};

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_EXIT_CODES_H_
