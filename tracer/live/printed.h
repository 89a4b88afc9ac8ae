// What a program prints whose system calls nobody sees: it gets terminals to write to, which are
// read here and passed on. So it writes line by line, as for people.
#ifndef GREENLENS_TRACER_LIVE_PRINTED_H_
#define GREENLENS_TRACER_LIVE_PRINTED_H_

#include <array>
#include <vector>

#include "tracer/foreign/surroundings.h"

namespace greenlens::live {

class Printed {
 public:
  Printed() = default;
  ~Printed();
  Printed(const Printed&) = delete;

  // Once. Where what the program writes to its output goes to: a descriptor; -1: nowhere. What it
  // says of errors goes to ours. False, with errno: there are no terminals to be had.
  bool open(int output);
  // In the child: its output and errors are these terminals from now on. Safe after fork.
  void become() const;
  // In the parent, when the child is there.
  void close_childs();
  // All that was written up to now; it is passed on, too. One thread.
  std::vector<foreign::Written> take();

 private:
  struct Terminal {
    int ours = -1, childs = -1, onward = -1;
  };
  std::array<Terminal, 2> terminals_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_PRINTED_H_
