// Each instruction of a right switch is left out in turn, and somebody has to say a sentence about
// that.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <sstream>

#include "tests/probe/switches.h"

namespace greenlens::probe {
namespace {

using ::testing::ContainsRegex;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The instruction of a line, with single spaces; empty when it has none.
std::string instruction_of(const std::string& line) {
  static const std::regex comment(" *//.*"), spaces(" +"),
      instruction("^ [a-z][a-z0-9]* .*|^ ret$");
  std::string code = std::regex_replace(std::regex_replace(line, comment, ""), spaces, " ");
  return std::regex_match(code, instruction) ? code.substr(1) : "";
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// What harmless.txt says of this file: "file: instruction<tab>why".
std::vector<std::string> harmless_of(const std::string& file) {
  std::vector<std::string> list;
  for (const std::string& line : lines_of(source_of("harmless.txt"))) {
    const size_t tab = line.find('\t');
    if (line.starts_with(file + ": ") && tab != line.npos) {
      list.push_back(line.substr(file.size() + 2, tab - file.size() - 2));
    }
  }
  return list;
}

// With the function that makes contexts, and without anybody who knows how one looks.
TEST(Switches, AreRight) {
  Bench bench;
  std::vector<Request> requests;
  std::vector<std::string> files;
  for (const Subject& subject : kSubjects) {
    const std::string name = subject.file + std::string(".S");
    files.push_back(bench.written(name, source_of(name)));
    requests.insert(requests.end(), 2, request_of(subject, ""));
    requests.back().maker.reset();
  }
  requests[0].files = files;
  const std::vector<Findings> found = bench.found(requests);
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(sentences(found[i]), "");
    EXPECT_EQ(found[i].switches, 34u);
    EXPECT_EQ(found[i].kept.size(), 8u);
    EXPECT_EQ(found[i].first_entry, requests[i].maker.has_value());
  }
}

class Mutants : public ::testing::TestWithParam<Subject> {};

// Another line in its place, and what that is called.
struct Change {
  size_t line;
  std::string by, called;
};

std::vector<Change> without_one(const std::vector<std::string>& lines) {
  std::vector<Change> changes;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string instruction = instruction_of(lines[i]);
    if (!instruction.empty()) changes.push_back({i, "", instruction});
  }
  return changes;
}

// Each place 8 bytes higher, and each register another one.
std::vector<Change> with_another(const std::vector<std::string>& lines) {
  static const std::regex place(R"((-?[0-9]+)\(%)"), name("%(rbx|rbp|r12|r13|r14|r15)");
  const std::vector<std::string> names = {"rbx", "rbp", "r12", "r13", "r14", "r15", "rbx"};
  std::vector<Change> changes;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string instruction = instruction_of(lines[i]);
    std::smatch found;
    if (std::regex_search(instruction, found, place)) {
      const std::string other = std::to_string(std::stoi(found[1]) + 8) + "(%";
      const std::string by = std::regex_replace(instruction, place, other);
      changes.push_back({i, "        " + by, instruction + " as " + by});
    }
    if (std::regex_search(instruction, found, name)) {
      const auto at = std::find(names.begin(), names.end(), found[1].str());
      const std::string by = std::regex_replace(instruction, name, "%" + *(at + 1));
      changes.push_back({i, "        " + by, instruction + " as " + by});
    }
  }
  return changes;
}

// What of these nobody notices, by what it is called.
std::vector<std::string> unnoticed(const Subject& subject, const std::vector<std::string>& lines,
                                   const std::vector<Change>& changes) {
  Bench bench;
  const Request right = request_of(subject, "");
  std::string mutants;
  std::vector<Request> requests;
  for (const Change& change : changes) {
    std::vector<std::string> mutant = lines;
    mutant[change.line] = change.by;
    // Who runs on behind the last function crashes there.
    mutants += numbered(joined_lines(mutant), right, requests.size()) + ".text\nud2\n";
    requests.push_back(numbered(right, requests.size()));
  }
  requests[0].files = {bench.written("mutants.S", mutants)};
  const std::vector<Findings> found = bench.found(requests);
  std::vector<std::string> list;
  for (size_t i = 0; i < changes.size(); ++i) {
    const std::string said = sentences(found[i]);
    if (said.empty()) list.push_back(changes[i].called);
    // Each is a sentence, and all of its places are filled.
    EXPECT_THAT(said, Not(ContainsRegex("[{}]|«|»|[^.]\n"))) << changes[i].called;
    ::testing::Test::RecordProperty(std::to_string(i), changes[i].called + ": " + said);
  }
  return list;
}

TEST_P(Mutants, EachInstructionThatIsLeftOutIsMissed) {
  const std::vector<std::string> lines = lines_of(source_of(GetParam().file + std::string(".S")));
  const std::vector<Change> changes = without_one(lines);
  EXPECT_GE(changes.size(), 20u) << "the instructions were not found";
  EXPECT_EQ(unnoticed(GetParam(), lines, changes), harmless_of(GetParam().file));
}

TEST_P(Mutants, EachWrongPlaceAndRegisterIsNoticed) {
  if (std::getenv("GREENLENS_ALL_TESTS") == nullptr) {
    GTEST_SKIP() << "this test is slow; set GREENLENS_ALL_TESTS=1 to run it";
  }
  const std::vector<std::string> lines = lines_of(source_of(GetParam().file + std::string(".S")));
  const std::vector<Change> changes = with_another(lines);
  EXPECT_GE(changes.size(), 20u) << "the instructions were not found";
  EXPECT_THAT(unnoticed(GetParam(), lines, changes), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Of, Mutants, ::testing::ValuesIn(kSubjects),
                         [](const auto& of) { return std::string(of.param.file); });

}  // namespace
}  // namespace greenlens::probe
