#include "tests/engine/golden/original.h"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/null_observer.h"

namespace greenlens::engine {
namespace {

struct Listener : NullObserver {
  void printed(Where, const Core&, std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

std::vector<std::string> printed_by(void (*program)()) {
  auto listener = std::make_unique<Listener>();  // not on a stack that moves
  set_output(-1);
  Observer* before = set_observer(listener.get());
  program();
  set_observer(before);
  set_output(1);
  return std::move(listener->lines);
}

// A blank at the end of a line is nothing that anyone sees.
std::string trimmed(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace

void expect_prints_as_the_original(const char* name, void (*program)(),
                                   const std::vector<Counterpart>& counterparts) {
  std::vector<std::string> expected =
      lines_of(std::string(GREENLENS_SOURCE_DIR "/tests/engine/golden/") + name + ".txt");
  for (const Counterpart& counterpart : counterparts) {
    int found = 0;
    for (std::string& line : expected) {
      if (trimmed(line) != counterpart.original) continue;
      line = counterpart.here;
      ++found;
    }
    EXPECT_EQ(found, 1) << "the original says this once: " << counterpart.original;
  }
  std::vector<std::string> printed = printed_by(program);
  for (size_t i = 0; i < std::max(printed.size(), expected.size()); ++i) {
    EXPECT_EQ(i < printed.size() ? trimmed(printed[i]) : "nothing more is printed",
              i < expected.size() ? trimmed(expected[i]) : "nothing more is printed")
        << name << ".txt, line " << i + 1;
  }
}

void SwitchTrace::start() {
  set_trace([this](TraceEvent event, const Greenlet& origin, const Greenlet& target) {
    std::string what = event == TraceEvent::switched ? "switch " : "throw  ";
    rows_.push_back(what + origin.name() + " -> " + target.name());
    ++switches_;
  });
}

void SwitchTrace::stop() { set_trace({}); }

void SwitchTrace::note(const std::string& text) { rows_.push_back("       | " + text); }

void SwitchTrace::dump() {
  print("--- TRACE");
  for (const std::string& row : rows_) print(row);
  print("--- end (" + std::to_string(switches_) + " switches)");
  rows_.clear();
  switches_ = 0;
}

}  // namespace greenlens::engine
