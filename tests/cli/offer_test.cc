// Programs that run already and let themselves be watched (self_recording_program.cc, "offered"),
// and who comes to them: as often as he likes, never two at once, and nobody who only pretends.
#include "tracer/ring/offer.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Offer : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    const char* before = std::getenv("XDG_RUNTIME_DIR");
    if (before != nullptr) before_ = before;
    setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
  }
  void TearDown() override {
    end_program();
    before_.empty() ? unsetenv("XDG_RUNTIME_DIR") : setenv("XDG_RUNTIME_DIR", before_.c_str(), 1);
    Command::TearDown();
  }

  void start_program() {
    program_ = popen(
        ("exec timeout 120 " GREENLENS_SELF_RECORDING_PROGRAM " offered " + folder_ + "/enough")
            .c_str(),
        "r");
    ASSERT_NE(program_, nullptr);
    ASSERT_EQ(std::fscanf(program_, "%d", &pid_), 1);
    place_ = ring::offer_place(pid_);
    name_ = "@" + std::to_string(pid_);
  }
  // Its status.
  int end_program() {
    if (program_ == nullptr) return -1;
    std::ofstream(folder_ + "/enough") << "enough";
    return pclose(std::exchange(program_, nullptr));
  }
  bool is_alive() const { return kill(pid_, 0) == 0; }
  // In bash; `until_there FILE` waits until something is in it.
  Result script(const std::string& lines) {
    return shell(
        "until_there() { for i in $(seq 600); do [ -s $1 ] && return; sleep 0.05; done; exit 99; "
        "}\n" +
        lines);
  }
  std::string record_a_little(const std::string& options) {
    return "timeout 60 \"$GREENLENS\" record " + name_ + " " + options;
  }
  int connected() const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, place_.c_str(), sizeof address.sun_path - 1);
    const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return made;
  }

  FILE* program_ = nullptr;
  pid_t pid_ = 0;
  std::string before_, place_, name_;
};

TEST_F(Offer, IsListedWhileItStands) {
  EXPECT_EQ(greenlens("list --running").err,
            "No program offers itself: start one with GREENLENS_OFFER=1.\n");
  start_program();
  EXPECT_EQ(greenlens("list --running").out, name_ + "\tself_recording_program\n");
  const auto json = nlohmann::json::parse(greenlens("list --running --json").out);
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["target"], name_);
  EXPECT_EQ(json[0]["place"], place_);
  EXPECT_EQ(end_program(), 0);
  EXPECT_EQ(greenlens("list --running --json").out, "[]\n");
  EXPECT_FALSE(std::filesystem::exists(place_)) << "it was left behind";
}

TEST_F(Offer, BringsARecordingOfAllThreadsAndTheProgramGoesOn) {
  start_program();
  for (const char* file : {"one", "two"}) {
    const Result result = shell(record_a_little(std::string("-o ") + file + " --limit 60KB"));
    EXPECT_EQ(result.code, 0) << result.err;
    const auto last =
        nlohmann::json::parse(greenlens(std::string("show ") + file + " --step last --json").out);
    EXPECT_EQ(last["threads"].size(), 2u) << "one of them had its greenlets before";
    EXPECT_EQ(last["sentence"]["headline"], "The recording was ended here; the program goes on.");
    EXPECT_EQ(greenlens(std::string("check ") + file).code, 0);
  }
  EXPECT_TRUE(is_alive());
  EXPECT_EQ(end_program(), 0);
}

TEST_F(Offer, IsForOneAtATimeAndForTheNextWhenThatOneIsKilled) {
  start_program();
  const Result result =
      script(record_a_little("-o one >/dev/null 2>&1 & first=$!\n") + "until_there one\n" +
             record_a_little("-o two; echo $?\n") +
             "kill -9 $first $(pgrep -P $first); wait $first\n" + "for i in $(seq 50); do " +
             record_a_little("-o three --limit 50KB 2>/dev/null && break; sleep 0.2; done\n"));
  EXPECT_THAT(result.err,
              HasSubstr("greenlens: " + name_ + " cannot be watched: it is recorded already.\n"));
  EXPECT_THAT(result.out, AllOf(HasSubstr("2\n"), HasSubstr("three")));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/two"));
  EXPECT_TRUE(is_alive());
  EXPECT_EQ(end_program(), 0);
}

// It has the visitor's memory by then, and the visitor knows by that who it is.
TEST_F(Offer, WhoIsNotLetInLeavesTheProgramAlone) {
  const std::string place = folder_ + "/place";
  std::string why;
  const int offer = ring::open_offer(place, &why);
  ASSERT_GE(offer, 0) << why;
  const pid_t program = fork();
  if (program == 0) {
    const int caller = ring::next_caller(offer, 30000);
    const auto shared = ring::take_shared(caller);
    usleep(300'000);
    ring::answer(caller, shared != nullptr ? "it does not want to" : "there is no memory");
    pause();
    _exit(0);
  }
  close(offer);
  const Result result = greenlens("record @" + place + " -o x");
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, HasSubstr("it does not want to"));
  int status = 0;
  EXPECT_EQ(waitpid(program, &status, WNOHANG), 0) << "it was killed by signal " << status;
  kill(program, SIGTERM);
  waitpid(program, &status, 0);
}

TEST_F(Offer, HasTheEndOfTheProgramInTheRecording) {
  start_program();
  const Result result =
      script(record_a_little("-o one & first=$!\n") + "until_there one; touch enough; wait $first");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(greenlens("show one --step last").out, HasSubstr("exit code 0"));
}

TEST_F(Offer, OfAProgramThatIsKilledEndsAndIsClearedAway) {
  start_program();
  const Result result = script(record_a_little("-o one & first=$!\n") + "until_there one; " +
                               "kill -9 " + std::to_string(pid_) + "; wait $first");
  EXPECT_EQ(greenlens("check one").code, 0);
  EXPECT_TRUE(std::filesystem::exists(place_));
  pclose(std::exchange(program_, nullptr));
  EXPECT_EQ(greenlens("list --running --json").out, "[]\n");
  EXPECT_FALSE(std::filesystem::exists(place_));
}

TEST_F(Offer, ThatIsNotThereIsSaid) {
  for (const char* name : {"@999999999", "@/nowhere.sock", "@", "@x"}) {
    const Result result = greenlens(std::string("record ") + name + " -o x");
    EXPECT_EQ(result.code, 2) << name;
    EXPECT_EQ(result.err,
              std::string("greenlens: No program offers itself as ") + name +
                  ": start it with GREENLENS_OFFER=1, and `greenlens list --running` shows who "
                  "does.\n");
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/x"));
}

TEST_F(Offer, IsNobodysButItsUsers) {
  start_program();
  struct stat there {};
  ASSERT_EQ(lstat(place_.c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0600u);
  ASSERT_EQ(lstat(ring::offer_folder().c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0700u);
  EXPECT_EQ(end_program(), 0);
  // A folder that others can write to is not trusted.
  std::filesystem::permissions(ring::offer_folder(), std::filesystem::perms(0770));
  std::filesystem::remove(folder_ + "/enough");
  const Result refused =
      shell("timeout 60 " GREENLENS_SELF_RECORDING_PROGRAM " offered " + folder_ + "/enough");
  EXPECT_EQ(refused.code, 9);
  EXPECT_THAT(refused.out, AllOf(HasSubstr("cannot be offered"), HasSubstr("Permission denied")));
}

TEST_F(Offer, IsNotShakenByWhoeverComes) {
  start_program();
  const auto answered = [](int connection) {
    char text[400] = "";
    const ssize_t got = recv(connection, text, sizeof text - 1, 0);
    close(connection);
    return std::string(text, got > 0 ? static_cast<size_t>(got) : 0);
  };
  close(connected());  // comes and goes
  const int mute = connected();
  const int talks = connected();
  const std::string much(100000, 'x');
  send(talks, much.data(), much.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  EXPECT_EQ(answered(talks), "it has another version of greenlens") << "and no memory came";
  EXPECT_EQ(answered(mute), "it has another version of greenlens");
  // Memory that is not what it says: not sealed; sealed and empty; sealed and full of nonsense.
  for (const int kind : {0, 1, 2}) {
    const int file = memfd_create("x", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    const std::string nonsense(kind == 1 ? 0 : 1 << 20, '\xff');
    ASSERT_EQ(::write(file, nonsense.data(), nonsense.size()),
              static_cast<ssize_t>(nonsense.size()));
    if (kind > 0) fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
    const int connection = connected();
    char byte = 1;
    iovec bytes{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(part), &file, sizeof file);
    EXPECT_EQ(sendmsg(connection, &message, MSG_NOSIGNAL), 1);
    EXPECT_EQ(answered(connection), "it has another version of greenlens") << kind;
    close(file);
  }
  // And one who means it is heard still.
  EXPECT_EQ(shell(record_a_little("-o one --limit 50KB")).code, 0);
  EXPECT_EQ(end_program(), 0);
}

TEST_F(Offer, IsMadeByTheEnvironmentOfAProgramWithAnAttachment) {
  const Result result = shell(
      "GREENLENS_OFFER=1 timeout 60 " GREENLENS_ENDING_TARGET
      " 'go on' & program=$!\n"
      "for i in $(seq 600); do \"$GREENLENS\" list --running | grep -q '^@' && break; sleep 0.05; "
      "done\n"
      "timeout 60 \"$GREENLENS\" record $(\"$GREENLENS\" list --running | cut -f1) -o x --limit "
      "30KB; echo $?; pkill -P $program; wait $program; true");
  EXPECT_THAT(result.out, HasSubstr("\n0\n")) << result.err;
  EXPECT_EQ(greenlens("check x").code, 0);
  const Result taken = shell(
      "touch there; GREENLENS_OFFER=$PWD/there timeout 60 " GREENLENS_ENDING_TARGET " plainly");
  EXPECT_EQ(taken.code, 0) << "it runs all the same";
  EXPECT_THAT(taken.err, AllOf(HasSubstr("cannot be offered"), HasSubstr("File exists")));
  EXPECT_TRUE(std::filesystem::exists(folder_ + "/there")) << "somebody's file was removed";
}

}  // namespace
}  // namespace greenlens::cli
