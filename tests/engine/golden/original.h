// What greenlet 2.0.2 on CPython 3.11 printed for the articles' programs, in the .txt files beside
// this one, and a way to hold a C++ program to it line by line.
#ifndef GREENLENS_TESTS_ENGINE_GOLDEN_ORIGINAL_H_
#define GREENLENS_TESTS_ENGINE_GOLDEN_ORIGINAL_H_

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

// As Python's.
class KeyError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A line of the original that only Python can print, and what stands for it here.
struct Counterpart {
  std::string original;
  std::string here;
};

// Runs `program` and expects that it prints what `name`.txt says, but for the counterparts, each of
// which must occur.
void expect_prints_as_the_original(const char* name, void (*program)(),
                                   const std::vector<Counterpart>& counterparts = {});

// The recorder that printed the original's TRACE blocks: a trace function that notes who switched
// to whom. Between start and stop nobody else may set one.
class SwitchTrace {
 public:
  void start();
  void stop();
  void note(const std::string& text);
  void dump();  // prints what was noted, and forgets it

 private:
  std::vector<std::string> rows_;
  int switches_ = 0;
};

}  // namespace greenlens::engine

#endif  // GREENLENS_TESTS_ENGINE_GOLDEN_ORIGINAL_H_
