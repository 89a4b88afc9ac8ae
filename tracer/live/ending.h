// How a program ended that had no time to say so itself: from what the system tells. Pure.
#ifndef GREENLENS_TRACER_LIVE_ENDING_H_
#define GREENLENS_TRACER_LIVE_ENDING_H_

#include <sys/types.h>

#include <optional>
#include <string>

#include "tracer/facts/values.h"

namespace greenlens::live {

// As facts::ProgramFinished has it.
struct Ending {
  facts::End how = facts::End::vanished;
  std::string what;
  bool operator==(const Ending&) const = default;
};

// What is known of a process that is gone, or whose memory is not the program's any more.
struct Evidence {
  std::optional<int> wait_status;  // as waitpid() gives it; none: nobody could ask
  bool replaced = false;           // the process is there, its memory is not
  std::string name;                // what the process was called when it was surely the program
  std::string last_name;           // and at its end
  bool handled_faults = true;      // its handlers for them were still there then
  pid_t forked = 0;                // whom it forked off last, after which it told nothing more
  bool forked_lives = false;       // and that one is still there
};

Ending ending(const Evidence& evidence);

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_ENDING_H_
