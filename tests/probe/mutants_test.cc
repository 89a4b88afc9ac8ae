// Each instruction of a right switch is left out in turn, and somebody has to say a sentence about
// that.
#include <gmock/gmock.h>

#include <regex>
#include <sstream>

#include "tests/probe/switches.h"

namespace greenlens::probe {
namespace {

using ::testing::ContainsRegex;
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

TEST_P(Mutants, EachInstructionThatIsLeftOutIsMissed) {
  Bench bench;
  const Subject& subject = GetParam();
  const std::vector<std::string> lines = lines_of(source_of(subject.file + std::string(".S")));
  std::vector<std::string> instructions, unnoticed;
  std::string mutants;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string instruction = instruction_of(lines[i]);
    if (instruction.empty()) continue;
    std::vector<std::string> mutant = lines;
    mutant[i].clear();
    // Who runs on behind the last function crashes there.
    mutants += numbered(joined_lines(mutant), request_of(subject, ""), instructions.size()) +
               ".text\nud2\n";
    instructions.push_back(instruction);
  }
  EXPECT_GE(instructions.size(), 20u) << "the instructions were not found";
  const std::string file = bench.written("mutants.S", mutants);
  std::vector<Request> requests;
  for (size_t i = 0; i < instructions.size(); ++i) {
    requests.push_back(numbered(request_of(subject, file), i));
  }
  const std::vector<Findings> found = bench.found(requests);
  for (size_t i = 0; i < found.size(); ++i) {
    const std::string said = sentences(found[i]);
    if (said.empty()) unnoticed.push_back(instructions[i]);
    // Each is a sentence, and all of its places are filled.
    EXPECT_THAT(said, Not(ContainsRegex("[{}]|«|»|[^.]\n"))) << instructions[i];
    RecordProperty(std::to_string(i), instructions[i] + ": " + said);
  }
  EXPECT_EQ(unnoticed, harmless_of(subject.file));
}

INSTANTIATE_TEST_SUITE_P(Of, Mutants, ::testing::ValuesIn(kSubjects),
                         [](const auto& info) { return std::string(info.param.file); });

}  // namespace
}  // namespace greenlens::probe
