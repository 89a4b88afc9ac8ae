// The source of the switch beside its instructions.
#include "tracer/words/code_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tracer/words/instructions.h"

namespace greenlens::words {
namespace {

using ::testing::HasSubstr;

bool is_named(std::string_view instruction, std::string_view name) {
  const RegisterUse use = register_use(nullptr, instruction, name);
  EXPECT_FALSE(use.reads || use.writes) << "nothing is known";
  return use.names;
}

constexpr const char* kSource =
    "// A switch.\n"                                        // 1
    "\n"                                                    // 2
    "swap:\n"                                               // 3
    "        // What a call preserves:\n"                   // 4
    "        // both of them.\n"                            // 5
    "        push %rbx\n"                                   // 6
    "        .cfi_adjust_cfa_offset 8\n"                    // 7
    "        push %rbp\n"                                   // 8
    "        mov %rsp, (%rdi)   // where it stands\n"       // 9
    "        mov %rsi, %rsp     /* and the other one */\n"  // 10
    "\n"                                                    // 11
    "        pop %rbp\n"                                    // 12
    "        # Back.\n"                                     // 13
    "        ret\n";                                        // 14

TEST(CommentOn, IsTheOneBehindALineOrTheNearestAboveIt) {
  EXPECT_EQ(comment_on(kSource, 6), "What a call preserves: both of them.");
  EXPECT_EQ(comment_on(kSource, 8), "What a call preserves: both of them.");
  EXPECT_EQ(comment_on(kSource, 9), "where it stands");
  EXPECT_EQ(comment_on(kSource, 10), "and the other one");
  EXPECT_EQ(comment_on(kSource, 14), "Back.");
}

TEST(CommentOn, IsNoneBeyondAnEmptyLineOrTheText) {
  EXPECT_EQ(comment_on(kSource, 12), "");
  EXPECT_EQ(comment_on(kSource, 3), "");
  EXPECT_EQ(comment_on(kSource, 0), "");
  EXPECT_EQ(comment_on(kSource, 4000), "");
  EXPECT_EQ(comment_on("", 1), "");
  EXPECT_EQ(comment_on("#include <x>\nint a;\n", 2), "") << "no comment";
}

TEST(CommentOn, EndsSomewhere) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "// and then something else\n";
  text += "ret\n";
  EXPECT_LT(comment_on(text, 1001).size(), 700u);
  EXPECT_EQ(comment_on(text + std::string(2 << 20, ' '), 1001), "") << "who writes that?";
}

TEST(RegisterUse, IsByNameWhereNothingIsKnownAlsoOfAPart) {
  EXPECT_TRUE(is_named("movq %rbp, 0x30(%rsp)", "rbp"));
  EXPECT_TRUE(is_named("movq %rbp, 0x30(%rsp)", "rsp"));
  EXPECT_FALSE(is_named("movq %rbp, 0x30(%rsp)", "rbx"));
  EXPECT_TRUE(is_named("xorl %ebp, %ebp", "rbp"));
  EXPECT_TRUE(is_named("testb $1, %al", "rax"));
  EXPECT_FALSE(is_named("testb $1, %al", "rbx"));
  EXPECT_TRUE(is_named("movl %r8d, %ecx", "r8"));
  EXPECT_TRUE(is_named("movb %sil, (%rax)", "rsi"));
  EXPECT_FALSE(is_named("movl %r18, %ecx", "r8"));
  EXPECT_FALSE(is_named("movl $8, %ecx", "r8"));
  EXPECT_TRUE(is_named("stp x19, x20, [sp, #16]", "x20"));
  EXPECT_TRUE(is_named("mov w19, w0", "x19"));
  EXPECT_FALSE(is_named("stp x19, x20, [sp, #16]", "x2"));
  EXPECT_TRUE(is_named("sd ra,8(sp)", "ra"));
  EXPECT_FALSE(is_named("retq", ""));
  EXPECT_FALSE(is_named("", "rax"));
}

TEST(RegisterUse, IsWhatIsKnownHoweverItIsNamed) {
  const store::CodeUse push{0, {"rbx", "rsp"}, {"rsp"}}, zero{2, {}, {"ebp"}};
  EXPECT_EQ(register_use(&push, "pushq %rbx", "rbx"), (RegisterUse{true, false, false}));
  EXPECT_EQ(register_use(&push, "pushq %rbx", "rsp"), (RegisterUse{true, true, false}));
  EXPECT_EQ(register_use(&push, "pushq %rbx", "rax"), RegisterUse());
  EXPECT_EQ(register_use(&zero, "xorl %ebp, %ebp", "rbp"), (RegisterUse{false, true, false}));
  EXPECT_EQ(register_use(&zero, "xorl %ebp, %ebp", ""), RegisterUse());
}

TEST(InstructionRows, SayWhichRegistersAreReadAndWritten) {
  store::TraceInfo info;
  info.arch.code = {{0, "\x53", "pushq %rbx", "swap", 6}, {1, "\xc3", "retq", "", 0}};
  info.code_uses = {{0, {"rbx", "rsp"}, {"rsp"}}};
  const auto rows = instruction_rows(info, {});
  EXPECT_EQ(uses_text(Messages::of("en"), rows[0]), "reads rbx, rsp; writes rsp");
  EXPECT_EQ(uses_text(Messages::of("en"), rows[1]), "");
  EXPECT_THAT(disassembly_text(Messages::of("en"), info, {}),
              HasSubstr("pushq %rbx  swap    reads rbx, rsp; writes rsp\n"));
}

TEST(InstructionRows, HaveTheLineFileAndCommentOfTheirSource) {
  store::TraceInfo info;
  info.arch.code = {{0, "\x53", "pushq %rbx", "swap", 6}, {1, "\xc3", "retq", "", 0}};
  info.sources = {{"main.c", store::SourceKind::program, "int main() {}\n"},
                  {"swap.S", store::SourceKind::program, kSource}};
  info.code_lines = {{0, 1, 6}};
  const auto rows = instruction_rows(info, {});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].line, 6u);
  EXPECT_EQ(rows[0].file, "swap.S");
  EXPECT_EQ(rows[0].source, 1u);
  EXPECT_EQ(rows[0].comment, "What a call preserves: both of them.");
  EXPECT_EQ(rows[1].line, 0u);
  EXPECT_EQ(rows[1].file, "");
  EXPECT_THAT(disassembly_text(Messages::of("en"), info, {}), HasSubstr("swap.S:6"));
  info.sources[1].text.clear();  // it could not be read
  EXPECT_EQ(instruction_rows(info, {})[0].line, 0u);
}

}  // namespace
}  // namespace greenlens::words
