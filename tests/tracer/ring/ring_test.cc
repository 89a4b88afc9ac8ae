// The ring, and the memory that it lies in, between threads and between processes.
#include "tracer/ring/ring.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include "tracer/ring/shared.h"

namespace greenlens::ring {
namespace {

Watched watched(Shared& shared) { return {shared.header().recorder, nullptr}; }

bool put(Shared& shared, std::string_view text, Ring::IfFull if_full = Ring::IfFull::wait) {
  char* room = shared.ring().reserve(text.size(), if_full, watched(shared));
  if (room == nullptr) return false;
  std::memcpy(room, text.data(), text.size());
  shared.ring().commit();
  return true;
}

TEST(Ring, AFullRingGivesUpAndGoesOnAfterPop) {
  const auto shared = Shared::own(4096);
  Ring& ring = shared->ring();
  int committed = 0;
  while (put(*shared, std::string(200, 'x'), Ring::IfFull::give_up)) ++committed;
  EXPECT_GT(committed, 10);
  EXPECT_NE(ring.front().data(), nullptr);
  for (int i = 0; i < committed; ++i) ring.front(), ring.pop();
  EXPECT_EQ(ring.front().data(), nullptr);
  EXPECT_TRUE(put(*shared, std::string(200, 'x'), Ring::IfFull::give_up));
}

// Records of many sizes, through a ring that is full most of the time.
TEST(Ring, EverythingComesOutInItsOrder) {
  const auto shared = Shared::own(4096);
  constexpr int kRecords = 20000;
  const auto text = [](int i) { return std::to_string(i) + std::string(i * 37 % 900, 'x'); };
  std::thread program([&] {
    for (int i = 0; i < kRecords; ++i) put(*shared, text(i));
  });
  Ring& ring = shared->ring();
  for (int i = 0; i < kRecords;) {
    const std::string_view record = ring.front();
    if (record.data() == nullptr) {
      ring.wait_for(1, std::chrono::milliseconds(100));
      continue;
    }
    ASSERT_EQ(record, text(i));
    ring.pop();
    ++i;
  }
  program.join();
  EXPECT_FALSE(ring.damaged());
}

TEST(Ring, WhatIsWrittenOverIsNoticedAndNotFollowed) {
  for (size_t at = 0; at < 96; ++at) {
    for (const char byte : {'\x00', '\x7f', '\xff'}) {
      const auto shared = Shared::own(4096);
      Ring& ring = shared->ring();
      put(*shared, std::string(20, 'a'));
      put(*shared, std::string(20, 'b'));
      const_cast<char*>(ring.front().data())[static_cast<ptrdiff_t>(at) - 16] = byte;
      for (int i = 0; i < 4 && ring.front().data() != nullptr; ++i) {
        EXPECT_LE(ring.front().size(), 4096u);
        ring.pop();
      }
    }
  }
  const auto shared = Shared::own(4096);
  put(*shared, std::string(20, 'a'));
  char* first = const_cast<char*>(shared->ring().front().data());
  std::memset(first - 16, 'x', 200);
  EXPECT_EQ(shared->ring().front().data(), nullptr);
  EXPECT_TRUE(shared->ring().damaged());
}

// So is where the next one goes: nothing is put at an address where no record can be.
TEST(Ring, AHeadThatIsWrittenOverIsNotFollowedEither) {
  for (const uint64_t wrong : {uint64_t{1}, uint64_t{7}, uint64_t{0x7878787878787878}}) {
    const auto shared = Shared::own(4096);
    put(*shared, std::string(20, 'a'));
    shared->header().ring.head += wrong;
    EXPECT_FALSE(put(*shared, std::string(20, 'b'), Ring::IfFull::give_up)) << wrong;
    EXPECT_EQ(shared->ring().front().data(), nullptr);
    EXPECT_TRUE(shared->ring().damaged());
  }
}

TEST(Ring, NobodyWaitsForRoomThatNobodyMakes) {
  const auto shared = Shared::own(4096);
  const pid_t recorder = fork();
  if (recorder == 0) _exit(0);
  waitpid(recorder, nullptr, 0);
  while (put(*shared, std::string(200, 'x'), Ring::IfFull::give_up)) {
  }
  std::thread holder([&] { const Holder held(shared->header().recorder); });
  holder.join();
  EXPECT_FALSE(put(*shared, std::string(200, 'x')));
  shared->header().recorder = 0;
  shared->ring().close();
  EXPECT_FALSE(put(*shared, std::string(200, 'x')));
}

// A recorder that is killed cannot say so: the system does.
TEST(Ring, ARecorderThatIsKilledIsSeenToBeGoneAndOneThatIsStoppedIsNot) {
  const auto shared = Shared::create(4096);
  ASSERT_NE(shared, nullptr);
  EXPECT_TRUE(watched(*shared).still()) << "nobody has been there yet";
  const pid_t recorder = fork();
  if (recorder == 0) {
    const Holder held(shared->header().recorder);
    for (;;) pause();
  }
  while (shared->header().recorder.load() == 0) usleep(1000);
  kill(recorder, SIGSTOP);
  int status = 0;
  waitpid(recorder, &status, WUNTRACED);
  EXPECT_TRUE(watched(*shared).still());
  while (put(*shared, std::string(200, 'x'), Ring::IfFull::give_up)) {
  }
  std::thread program([&] { EXPECT_FALSE(put(*shared, std::string(200, 'x'))); });
  usleep(50000);
  kill(recorder, SIGKILL);
  program.join();
  // As long as nobody has waited for it, it still has its number.
  EXPECT_FALSE(watched(*shared).still());
  EXPECT_EQ(kill(recorder, 0), 0);
  waitpid(recorder, nullptr, 0);
}

class Inherited : public ::testing::Test {
 protected:
  void TearDown() override { unsetenv(kVariable); }
  // As a program that has inherited this descriptor.
  static std::unique_ptr<Shared> inherit(int descriptor) {
    setenv(kVariable, std::to_string(descriptor).c_str(), 1);
    return Shared::inherited();
  }
};

TEST_F(Inherited, IsTheSameMemoryAndNoDescriptorIsLeft) {
  const auto recorder = Shared::create(4096);
  const int descriptor = dup(recorder->descriptor());
  const auto program = inherit(descriptor);
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(fcntl(descriptor, F_GETFD), -1);
  EXPECT_EQ(getenv(kVariable), nullptr);
  put(*program, "told");
  EXPECT_EQ(recorder->ring().front(), "told");
  EXPECT_EQ(recorder->header().pid, getpid());
}

TEST_F(Inherited, IsForOneAndTheNextOneIsTold) {
  const auto recorder = Shared::create(4096);
  const auto first = inherit(dup(recorder->descriptor()));
  EXPECT_EQ(inherit(dup(recorder->descriptor())), nullptr);
  EXPECT_EQ(recorder->header().others, 1u);
}

TEST_F(Inherited, IsRefusedByAnotherVersion) {
  const auto recorder = Shared::create(4096);
  ++recorder->header().version;
  EXPECT_EQ(inherit(dup(recorder->descriptor())), nullptr);
  --recorder->header().version;
  EXPECT_NE(inherit(dup(recorder->descriptor())), nullptr);
}

TEST_F(Inherited, ANumberThatIsSomethingElseByNowIsLeftAlone) {
  char name[] = "/tmp/greenlens-ring-XXXXXX";
  const int file = mkstemp(name);
  EXPECT_EQ(write(file, std::string(100000, 'x').data(), 100000), 100000);
  EXPECT_EQ(inherit(file), nullptr);
  EXPECT_NE(fcntl(file, F_GETFD), -1);
  unlink(name);
  close(file);
  const int memory = memfd_create("another's", MFD_ALLOW_SEALING);
  EXPECT_EQ(ftruncate(memory, 100000), 0);
  EXPECT_EQ(fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL), 0);
  EXPECT_EQ(inherit(memory), nullptr);
  EXPECT_NE(fcntl(memory, F_GETFD), -1);
  close(memory);
  for (const char* text : {"", "x", "-1", "0", "1", "2", "3x", "999999", "99999999999999999999"}) {
    setenv(kVariable, text, 1);
    EXPECT_EQ(Shared::inherited(), nullptr) << text;
  }
}

TEST(Shared, CannotBeMadeSmallerAndIsItsOwnersAlone) {
  const auto shared = Shared::create(4096);
  EXPECT_NE(ftruncate(shared->descriptor(), 100), 0);
  EXPECT_NE(ftruncate(shared->descriptor(), 1 << 30), 0);
  struct stat about {};
  ASSERT_EQ(fstat(shared->descriptor(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(about.st_ino, shared->number());
}

TEST(Forks, SayWhoTheyAreToWhoAsksByNumber) {
  Forks forks;
  EXPECT_EQ(forks.pid_of(1), 0);
  for (int32_t pid = 1; pid <= 100; ++pid) forks.say(forks.next(), 1000 + pid);
  EXPECT_EQ(forks.pid_of(100), 1100);
  EXPECT_EQ(forks.pid_of(101), 0);
  EXPECT_EQ(forks.pid_of(1), 0) << "too many came after it";
}

}  // namespace
}  // namespace greenlens::ring
