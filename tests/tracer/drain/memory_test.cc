// Another process's memory, while it is there and when it is gone.
#include "tracer/drain/memory.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "tracer/drain/maps.h"
#include "tracer/drain/symbols.h"

namespace greenlens::drain {
namespace {

const char* const kText =
    "a text that is as long as more than two pieces that are read at a time: "
    "0123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789"
    "0123456789012345678901234567890123456789012345678901234567890123456789";

[[gnu::noinline]] void a_function() { asm volatile(""); }

uint64_t address(const void* at) { return reinterpret_cast<uint64_t>(at); }

// A copy of this process, which waits; what is constant lies where it lies here.
class Another {
 public:
  Another() : pid_(fork()) {
    if (pid_ == 0) {
      for (;;) pause();
    }
  }
  ~Another() { end(); }
  void end() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

TEST(Maps, AreReadLineByLine) {
  const auto maps = parse_maps(
      "55d0-55d8 r--p 00001000 08:01 77 /usr/bin/a program\n"
      "nonsense\n"
      "7ffc-7ffd rw-p 00000000 00:00 0                          [stack]\n"
      "7f00-7f01 rw-s 00000000 00:01 5 /memfd:greenlens (deleted)\n"
      "9000-9001 r-xp 00000000 00:00 0");
  ASSERT_EQ(maps.size(), 4u);
  EXPECT_EQ(maps[0].low, 0x55d0u);
  EXPECT_EQ(maps[0].high, 0x55d8u);
  EXPECT_EQ(maps[0].offset, 0x1000u);
  EXPECT_EQ(maps[0].inode, 77u);
  EXPECT_FALSE(maps[0].writable);
  EXPECT_EQ(maps[0].path, "/usr/bin/a program");
  EXPECT_TRUE(maps[1].writable);
  EXPECT_EQ(maps[1].path, "[stack]");
  EXPECT_EQ(maps[2].path, "/memfd:greenlens (deleted)");
  EXPECT_EQ(maps[3].path, "");
  EXPECT_FALSE(parse_maps(maps_of(getpid())).empty());
  EXPECT_EQ(maps_of(-1), "");
}

TEST(Memory, OfThisProcessIsReadAsItIs) {
  OwnMemory memory;
  EXPECT_EQ(memory.text(address(kText)), kText);
  EXPECT_EQ(memory.text(0), "");
}

TEST(Memory, OfAProcessThatIsGoneIsThatOfItsFiles) {
  Another another;
  ProcessMemory memory(another.pid());
  EXPECT_EQ(memory.text(address(kText)), kText);
  another.end();
  EXPECT_EQ(memory.text(address(kText)), kText);
  EXPECT_EQ(memory.text(address(kText) + 7), kText + 7);
  EXPECT_EQ(memory.text(0), "");
  EXPECT_EQ(memory.text(1), "");
  EXPECT_EQ(memory.text(UINT64_MAX), "");
}

TEST(Memory, ThatIsInNoFileIsReadFromTheProcess) {
  const std::string text = "made at run time, and long enough to lie in the heap";
  Another another;
  ProcessMemory memory(another.pid());
  EXPECT_EQ(memory.text(address(text.c_str())), text);
  another.end();
  EXPECT_EQ(memory.text(address(text.c_str())), "");
}

TEST(Symbols, OfAProcessThatIsGoneAreThoseOfItsFiles) {
  Another another;
  Symbols symbols(another.pid(), "");
  another.end();
  const auto code = address(reinterpret_cast<const void*>(a_function));
  EXPECT_EQ(symbols.of_return_address(code + 1).calls.back().function,
            "greenlens::drain::a_function");
  EXPECT_EQ(symbols.of_return_address(12).calls.back().function, "");
}

}  // namespace
}  // namespace greenlens::drain
