// Whatever a switch does, it is one sentence, and comes soon.
#include <gmock/gmock.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/probe/switches.h"
#include "tracer/probe/told.h"

namespace greenlens::probe {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

constexpr const char* kCalls = "void(void**,void*)";

// The right one, with one line replaced.
std::string wrong(const std::string& line, const std::string& by) {
  std::string text = source_of("stack_pointer.S");
  const size_t at = text.find(line);
  EXPECT_NE(at, text.npos) << line;
  return text.replace(at, line.size(), by);
}

struct Case {
  const char* name;
  const char* line;
  const char* by;
  const char* sentence;  // a regular expression for all that is found
};

// Without a maker, so that a context begins whatever is popped.
const Case kCases[] = {
    {"one_register_forgotten", "popq    %r12\n", "addq $8, %rsp\n",
     "r12 is not kept: context A had 0x[0-9a-f]*, and got 0x[0-9a-f]* back, which context B had in "
     "it. The switch has to save it, because the ABI calls it callee-saved.\n"},
    {"two_registers_exchanged", "popq    %r13\n        popq    %r12\n", "popq %r12; popq %r13\n",
     "r12 is not kept: [^\n]* back, which is what it had in r13. [^\n]*\nr13 is not kept: "
     "[^\n]*, which is what it had in r12. [^\n]*\n"},
    {"popped_too_little", "popq    %r15\n", "\n",
     "The stack pointer came back 8 bytes lower in context A: more was pushed than is popped.\n"},
    {"popped_too_much", "popq    %r15\n", "popq %r15; popq %rax\n",
     "It went to 0x[0-9a-f]*, where there is no code, on the way from context B to context A: "
     ".*\n|The stack pointer came back 8 bytes higher in context A: more is popped than was "
     "pushed.\n"},
    {"to_nowhere", "ret\n", "xorl %eax, %eax; jmp *%rax\n",
     "It went to 0x0, where there is no code, on the way from context A to context B, which was to "
     "begin: [^\n]*\n"},
    {"for_ever", "ret\n", "1: jmp 1b\n",
     "It did not come back on the way from context A to context B, which was to begin: it went "
     "round and round in switch_sp[0-9]*.0x[0-9a-f]* .[a-z_]*.S:[0-9]*.; the stack pointer was "
     "[^\n]*\n"},
    {"waiting", "pushq   %rbp\n", "movl $34, %eax; syscall\n",
     "It did not come back on the way from context A to context B, which was to begin: it waited "
     "for something.\n"},
    {"stack_gone", "movq    %rsi, %rsp\n", "xorl %esp, %esp\n",
     "It crashed on the way from context A to context B, which was to begin: Segmentation fault at "
     "address 0x4, in switch_sp[0-9]*.0x[0-9a-f]* .[a-z_]*.S:[0-9]*.; the stack pointer was 0x0, "
     "on "
     "neither stack.\n"},
    {"stack_used_up", "movq    %rsp, (%rdi)\n", "1: pushq %rax; jmp 1b\n",
     "It used up context A.*s stack on the way from context A to [^\n]*\n"},
    {"frame_overwritten", "pushq   %rbp\n", "movq %rsp, 24(%rsp); pushq %rbp\n",
     "Context A.*s own frame was changed, 16 bytes above the stack pointer that it called with: "
     "[^\n]*\n"},
    {"direction_flag", "ret\n", "std; ret\n",
     "When context A comes back the direction flag is set: the ABI wants it clear.\n"},
    {"killed", "ret\n",
     "movl $39, %eax; syscall; movl %eax, %edi; movl $9, %esi; movl $62, %eax; syscall\n",
     "It crashed on the way from context A to context B, which was to begin so that no handler "
     "could run: Killed.\n"},
    {"ended", "ret\n", "xorl %edi, %edi; movl $231, %eax; syscall\n",
     "It ended the program on the way from context A to context B, which was to begin.\n"},
};

TEST(Workshop, WhateverASwitchDoesIsASentence) {
  Bench bench;
  std::vector<Request> requests;
  std::vector<std::string> files;
  for (const Case& each : kCases) {
    Request request = request_of("switch_sp", kCalls, "", "make_sp");
    const std::string source = numbered(wrong(each.line, each.by), request, requests.size());
    files.push_back(bench.written(std::string(each.name) + ".S", source));
    request.maker.reset();
    requests.push_back(numbered(request, requests.size()));
  }
  requests[0].files = files;
  const auto began = std::chrono::steady_clock::now();
  const std::vector<Findings> found = bench.found(requests);
  for (size_t i = 0; i < requests.size(); ++i) {
    EXPECT_THAT(sentences(found[i]), MatchesRegex(kCases[i].sentence)) << kCases[i].name;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(60));
}

// A student's thread.c, with a main of its own and a switch in the middle of C.
constexpr const char* kInC = R"(
#include <stdio.h>
struct thread { unsigned long sp; char stack[8192]; };
__attribute__((naked)) void thread_switch(unsigned long *old, unsigned long *new) {
  __asm__("pushq %rbx; pushq %rbp; pushq %r12; pushq %r13; pushq %r14; pushq %r15\n"
          "movq %rsp, (%rdi)\n"
          "movq (%rsi), %rsp\n"
          "popq %r15; popq %r14; popq %r13; popq %r12; popq %rbp; popq %rbx; ret");
}
int main(void) { puts("threads"); return 0; }
)";

TEST(Workshop, ASourceInCWithItsOwnMain) {
  Bench bench;
  Request request = request_of("thread_switch", "void(unsigned long**, unsigned long**)",
                               bench.written("thread.c", kInC));
  request.allowed = {"mxcsr", "x87 control word"};
  const Findings found = bench.found(request);
  EXPECT_EQ(sentences(found), "");
  EXPECT_EQ(found.allowed, request.allowed);
  EXPECT_EQ(found.switches, 34u);
}

// Compiled by themselves, for a program or a library, and packed.
TEST(Workshop, ObjectsArchivesAndLibraries) {
  Bench bench;
  const std::string source = bench.written("s.S", source_of("stack_pointer.S"));
  const std::string stem = source.substr(0, source.size() - 2);
  const std::string compile = "cd " + stem.substr(0, stem.size() - 2) +
                              " && cc -c s.S && ar rc libs.a s.o && cc -shared s.o -o libs.so";
  ASSERT_EQ(std::system(compile.c_str()), 0);
  for (const char* file : {"/s.o", "/libs.a", "/libs.so"}) {
    const Findings found = bench.found(
        request_of("switch_sp", kCalls, stem.substr(0, stem.size() - 2) + file, "make_sp"));
    EXPECT_EQ(sentences(found), "") << file;
    EXPECT_TRUE(found.first_entry) << file;
  }
}

TEST(Workshop, ARecordsEndIsWatchedAndItsPlacesCanBeTold) {
  Bench bench;
  const std::string calls = "void(struct context*,struct context*)";
  Request request = request_of("switch_record", calls, bench.written("r.S", source_of("record.S")));
  request.record_size = 72;
  EXPECT_EQ(sentences(bench.found(request)), "");
  request.record_size = 64;
  const Findings over = bench.found(request);
  EXPECT_EQ(sentences(over),
            "Behind the record of context A something was written: the record has 64 bytes, and "
            "byte 64 has changed.\n");
  // One that knows what an address of code looks like begins only where it is told how.
  std::string source = source_of("record.S");
  const std::string go_on = "        jmp     *8(%rsi)\n";
  source.replace(source.find(go_on), go_on.size(),
                 "        movq 8(%rsi), %rax; shrq $40, %rax; jz 1f; ud2\n1:" + go_on);
  request.files = {bench.written("r.S", source)};
  request.record_size = 72;
  EXPECT_THAT(sentences(bench.found(request)), HasSubstr("Illegal instruction"));
  request.pc_at = 8, request.sp_at = 0;
  const Findings told = bench.found(request);
  EXPECT_EQ(sentences(told), "");
  EXPECT_EQ(told.switches, 34u);
}

// The exercise of docs/probe.md, and every word that stands there.
TEST(Workshop, ThePagesExampleSaysWhatThePageSays) {
  Bench bench;
  const std::string docs = std::string(GREENLENS_SOURCE_DIR) + "/docs/";
  const Request request =
      request_of("thread_switch", "void(uint64,uint64)", docs + "examples/probe/uthread_switch.S");
  const Findings found = bench.found(request);
  EXPECT_EQ(found.list.size(), 3u);
  std::ifstream file(docs + "probe.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  EXPECT_THAT(page, HasSubstr(told(words::Messages::of("en"), request, found) + "```"));
}

TEST(Workshop, WhatCannotBeExaminedIsASentence) {
  Bench bench;
  const std::string file = bench.written("s.S", source_of("stack_pointer.S"));
  EXPECT_EQ(bench.refused(request_of("swich_sp", kCalls, file)),
            "There is no function swich_sp in " + file +
                ": is it spelled so, not static, and .globl in assembly? In C++ it has to be "
                "extern \"C\".");
  EXPECT_EQ(bench.refused(request_of("switch_sp", kCalls, file, "make_up")),
            "There is no function make_up in " + file +
                ": is it spelled so, not static, and .globl in assembly? In C++ it has to be "
                "extern \"C\".");
  EXPECT_EQ(bench.refused(request_of("no_such_function", kCalls)),
            "There is no function no_such_function in the C library: name the files that it is "
            "in.");
  EXPECT_EQ(bench.refused(request_of("switch_sp", kCalls, file + "x")),
            "There is no file " + file + "x.");
  EXPECT_THAT(bench.refused(request_of("f", kCalls, bench.written("notes.txt", "f"))),
              HasSubstr("notes.txt is no object, archive, shared library or source"));
  EXPECT_THAT(bench.refused(request_of("f", kCalls, bench.written("f.S", "f: moov %rax\n"))),
              AllOf(StartsWith("`cc` cannot build it: "), HasSubstr("moov")));
  // An object's header alone: for AArch64.
  std::string other(
      "\x7f"
      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\1\0\xb7\0\1\0\0\0",
      24);
  EXPECT_THAT(bench.refused(request_of("f", kCalls, bench.written("f.o", other))),
              AllOf(HasSubstr("holds code for another CPU (ELF machine 183, 64 bits)"),
                    EndsWith("compile it for this one.")));
}

// Where programs are looked for and where they are built is the environment's.
class Environment : public ::testing::Test {
 protected:
  void set(const char* name, const char* value) {
    name_ = name;
    const char* old = getenv(name);
    had_ = old != nullptr;
    before_ = had_ ? old : "";
    setenv(name, value, 1);
  }
  void TearDown() override {
    if (had_) setenv(name_, before_.c_str(), 1);
    if (!had_) unsetenv(name_);
  }
  const char* name_ = nullptr;
  bool had_ = false;
  std::string before_;
};

TEST_F(Environment, WithoutACompilerASentenceSaysSo) {
  set("PATH", "/nonexistent");
  Refused refused;
  EXPECT_EQ(Workshop::open(&refused), nullptr);
  EXPECT_EQ(refused.id, "probe.no_compiler");
}

TEST_F(Environment, AFolderThatIsNotThereIsNamed) {
  set("TMPDIR", "/nonexistent");
  Refused refused;
  EXPECT_EQ(Workshop::open(&refused), nullptr);
  EXPECT_EQ(refused.id, "probe.no_folder");
}

TEST(Workshop, IsCalledOffWhenNobodyWantsItAnyMore) {
  Refused refused;
  EXPECT_EQ(Workshop::open(&refused, [] { return true; }), nullptr);
  EXPECT_EQ(refused.id, "probe.called_off");
  bool enough = false;
  const auto workshop = Workshop::open(&refused, [&] { return enough; });
  ASSERT_NE(workshop, nullptr);
  enough = true;
  EXPECT_FALSE(workshop->examine({request_of("swapcontext", "int(ctx*,ctx*)")}, &refused));
  EXPECT_EQ(refused.id, "probe.called_off");
}

TEST_F(Environment, NothingIsLeftBehind) {
  char folder[] = "/tmp/greenlens-empty-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  set("TMPDIR", folder);
  Refused refused;
  EXPECT_NE(Workshop::open(&refused), nullptr);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace greenlens::probe
