// What a stub may answer: it is believed or refused, and nobody waits for ever or breaks.
#include "tracer/gdb/stub.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "tracer/gdb/packets.h"

namespace greenlens::gdb {
namespace {

// Answers at a place, as a table says: what is asked begins with a key. "close": it hangs up.
class Answers {
 public:
  explicit Answers(std::map<std::string, std::string> table) : table_(std::move(table)) {
    static std::atomic<int> count{0};
    place_ = ::testing::TempDir() + "gl-stub-" + std::to_string(getpid()) + "-" +
             std::to_string(++count);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, place_.c_str(), sizeof address.sun_path - 1);
    unlink(place_.c_str());
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener_, 1), 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~Answers() {
    shutdown(listener_, SHUT_RDWR);
    if (const int one = talks_; one >= 0) shutdown(one, SHUT_RDWR);
    thread_.join();
    close(listener_);
    unlink(place_.c_str());
  }
  const std::string& place() const { return place_; }

 private:
  void serve() {
    const int one = accept(listener_, nullptr, nullptr);
    if (one < 0) return;
    talks_ = one;
    Packets packets;
    char room[512];
    for (ssize_t got = 0; (got = recv(one, room, sizeof room, 0)) > 0;) {
      packets.feed({room, static_cast<size_t>(got)});
      while (const auto asked = packets.next()) {
        const std::string answer = answer_to(*asked);
        if (answer == "close") return static_cast<void>(close_one(one));
        const std::string bytes = "+" + packet(answer);
        send(one, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      }
    }
    close_one(one);
  }
  void close_one(int one) {
    talks_ = -1;
    close(one);
  }
  std::string answer_to(const std::string& asked) const {
    size_t best = 0;
    std::string answer;
    for (const auto& [key, text] : table_) {
      if (!asked.starts_with(key) || key.size() < best) continue;
      best = key.size(), answer = text;
    }
    return answer;
  }

  const std::map<std::string, std::string> table_;
  std::string place_;
  int listener_ = -1;
  std::atomic<int> talks_{-1};
  std::thread thread_;
};

// A machine that has a stack pointer and a program counter.
std::map<std::string, std::string> sensible() {
  return {{"qSupported", "PacketSize=1000;qXfer:features:read+"},
          {"QStartNoAckMode", "OK"},
          {"?", "T05thread:01;"},
          {"qfThreadInfo", "m01"},
          {"qsThreadInfo", "l"},
          {"Hg", "OK"},
          {"g", std::string(32, '1')},
          {"qXfer:features",
           R"(l<target><reg name="sp" bitsize="64"/><reg name="pc" bitsize="64"/></target>)"},
          {"m", "0102030405060708"},
          {"Z0", "OK"},
          {"z0", "OK"},
          {"vCont;s", "T05thread:01;"},
          {"D", "OK"}};
}

std::string begun(const std::map<std::string, std::string>& table) {
  const Answers answers(table);
  Stub stub(*find_remote_cpu("riscv64"), answers.place(), [] { return false; });
  return stub.begin(0);
}

TEST(StubsAnswers, ThatAreSensibleAreBelieved) {
  const Answers answers(sensible());
  Stub stub(*find_remote_cpu("riscv64"), answers.place(), [] { return false; });
  ASSERT_EQ(stub.begin(0), "");
  EXPECT_EQ(stub.program(), 1);
  step::Registers registers;
  ASSERT_TRUE(stub.read_registers(1, &registers));
  EXPECT_EQ(registers.sp, 0x1111111111111111u);
  EXPECT_EQ(registers.all.size(), 2u) << "no other one is there";
  EXPECT_EQ(stub.read(0x1000, 8), bytes_of_hex("0102030405060708"));
  EXPECT_TRUE(stub.set_breakpoint(0x1000));
  EXPECT_TRUE(stub.has_breakpoint(0x1000));
  stub.step(1);
  EXPECT_EQ(stub.wait(1).signal, SIGTRAP);
  stub.clear_breakpoints();
  EXPECT_FALSE(stub.has_breakpoint(0x1000));
}

TEST(StubsAnswers, ThatAreNoneAreSaidSo) {
  using ::testing::HasSubstr;
  auto table = sensible();
  table["qSupported"] = "";
  EXPECT_THAT(begun(table), HasSubstr("does not answer"));
  table = sensible();
  table["?"] = "W00";
  EXPECT_THAT(begun(table), HasSubstr("has ended"));
  table["?"] = "E01";
  EXPECT_THAT(begun(table), HasSubstr("no program"));
  table = sensible();
  table["qXfer:features"] = R"(l<target><reg name="eip" bitsize="32"/></target>)";
  EXPECT_THAT(begun(table), HasSubstr("does not have the registers"));
}

TEST(StubsAnswers, ThatEndInTheMiddleEndIt) {
  for (const auto& [key, text] : sensible()) {
    auto table = sensible();
    table[key] = "close";
    const Answers answers(table);
    Stub stub(*find_remote_cpu("riscv64"), answers.place(), [] { return false; });
    if (!stub.begin(0).empty()) continue;
    step::Registers registers;
    stub.read_registers(1, &registers);
    stub.set_breakpoint(0x1000);
    EXPECT_LE(stub.read(0x1000, 8).size(), 8u);
    stub.step(1);
    stub.wait(1);
    bool over = false;
    stub.go_on(1, 0);
    for (int i = 0; i < 100 && !over; ++i) {
      if (!stub.next(&over)) usleep(100);
    }
    stub.let_go(1, 0);
    SUCCEED() << key;
  }
}

TEST(Wire, TakesTheNameOfASocketInTheFolderForAPath) {
  const Answers answers(sensible());
  const std::filesystem::path before = std::filesystem::current_path();
  const std::filesystem::path place = answers.place();
  std::filesystem::current_path(place.parent_path());
  Wire wire;
  EXPECT_EQ(wire.connect(place.filename()), "");
  EXPECT_NE(wire.connect("no-such-socket"), "");
  std::filesystem::current_path(before);
}

TEST(StubsAnswers, ThatAreNonsenseBreakNothing) {
  std::mt19937 random(11);
  constexpr std::string_view kLetters = "0123456789abcdefTSWXOKEml;:,.p<>/";
  for (int round = 0; round < 200; ++round) {
    auto table = sensible();
    for (auto& [key, text] : table) {
      if (random() % 3 != 0) continue;
      text.assign(random() % 40 + 1, ' ');
      for (char& c : text) c = kLetters[random() % kLetters.size()];
      // Who says nothing is waited for; here nobody wants to.
      if (key == "vCont;s") text = "T05thread:01;";
    }
    const Answers answers(table);
    Stub stub(*find_remote_cpu("riscv64"), answers.place(), [] { return false; });
    if (!stub.begin(0).empty()) continue;
    step::Registers registers;
    stub.read_registers(1, &registers);
    stub.set_pc(1, 0x1000);
    stub.set_breakpoint(0x1000);
    stub.read(0x1000, 4096);
    stub.entry();
  }
}

}  // namespace
}  // namespace greenlens::gdb
