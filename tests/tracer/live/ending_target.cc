// A program that ends, forks or closes in the way that its arguments say, for endings_test.cc.
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

namespace {

using namespace greenlens;
using engine::Arguments;
using engine::Greenlet;
using engine::Value;

std::string wish;
char** rest;  // of the arguments

void switch_often(int times) {
  Greenlet other("other", [back = engine::current()](const Arguments&) mutable {
    for (;;) back.switch_to();
    return Value();
  });
  for (int i = 0; i < times; ++i) other.switch_to();
}

void close_all() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  for (int fd = 3; fd < static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 4096)); ++fd) close(fd);
}

// Whether somebody wrote to sockets that were opened after all else was closed.
void sockets_after() {
  close_all();
  int ends[8][2];
  for (auto& pair : ends) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) != 0) std::_Exit(90);
  }
  switch_often(500);
  usleep(200000);
  for (auto& pair : ends) {
    char bytes[64];
    if (recv(pair[0], bytes, sizeof bytes, 0) >= 0) std::_Exit(91);
    if (recv(pair[1], bytes, sizeof bytes, 0) >= 0) std::_Exit(91);
  }
}

// Its status, 0 when all went well there.
void expect_success_of(pid_t child) {
  int status = -1;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) std::_Exit(92);
}

// From here on a process that asks the system for more than its end is killed. (Not by the strict
// mode, which takes the processor's clock away, too.)
bool give_up_system_calls() {
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  const sock_fprog program{4, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

void switch_and_ask_for_nothing() {
  engine::Frame frame;
  Greenlet other("other", [back = engine::current()](const Arguments&) mutable {
    for (;;) back.switch_to();
    return Value();
  });
  other.switch_to();
  other.switch_to();
  if (!give_up_system_calls()) _exit(77);
  for (int i = 0; i < 500; ++i) other.switch_to();
  syscall(SYS_exit_group, 8);
}

void hang() {
  engine::print("hangs");
  for (;;) pause();
}

// In a greenlet, but for what is to happen before.
void end() {
  if (wish == "rename") prctl(PR_SET_NAME, "another name"), _exit(4);
  if (wish == "exit") std::exit(std::atoi(rest[0]));
  if (wish == "_exit") _exit(std::atoi(rest[0]));
  if (wish == "quick_exit") std::quick_exit(std::atoi(rest[0]));
  if (wish == "exec") execvp(rest[0], rest);
  if (wish == "signal") std::raise(std::atoi(rest[0]));
  if (wish == "abort") std::abort();
  if (wish == "daemon" && daemon(1, 0) == 0) {
    switch_often(10);
    // As long as its parent's recorder lives it may look for it.
    std::ofstream(std::string(rest[0]) + "/daemon") << getpid();
    for (int i = 0; i < 600 && access((std::string(rest[0]) + "/go").c_str(), F_OK) != 0; ++i) {
      usleep(50000);
    }
    std::ofstream(std::string(rest[0]) + "/done") << "done";
    _exit(0);
  }
  if (wish == "hang") hang();
  if (wish == "close") close_all();
  if (wish == "sockets") sockets_after();
  if (wish == "go on") {
    for (;;) switch_often(5), usleep(1000);
  }
}

Value body(const Arguments&) {
  engine::Frame frame;
  engine::print("about to end");
  end();
  return {};
}

void fork_in_greenlet() {
  Greenlet forks("forks", [](const Arguments&) {
    const pid_t child = fork();
    if (child == 0) {
      // It switches on with what it has of its parent: many times, more than fit into a ring.
      switch_often(std::atoi(rest[0]));
      engine::main_greenlet().switch_to();
      return Value();
    }
    engine::print("forked", static_cast<int>(child));
    expect_success_of(child);
    return Value(static_cast<int>(child));
  });
  // Where the child comes to when it switches to its main greenlet, and the parent at the end.
  forks.switch_to();
}

void fork_by_system_call() {
  const auto child = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0));
  if (child == 0) {
    switch_often(1000);
    _exit(0);
  }
  expect_success_of(child);
}

// Both go on among greenlets that there were before: the child begins with nothing that is told.
void clone_and_switch_on() {
  Greenlet other("other", [back = engine::current()](const Arguments&) mutable {
    for (;;) back.switch_to();
    return Value();
  });
  other.switch_to();
  const auto child = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0));
  for (int i = 0; i < (child == 0 ? 1000 : 20); ++i) other.switch_to();
  if (child == 0) _exit(0);
  expect_success_of(child);
}

void fork_while_others_tell() {
  bool ends = false;
  std::thread others[3];
  for (std::thread& other : others) {
    other = std::thread([&] {
      while (!__atomic_load_n(&ends, __ATOMIC_RELAXED)) switch_often(10), usleep(2000);
    });
  }
  for (int i = 0; i < 20; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      switch_often(20);
      _exit(0);
    }
    expect_success_of(child);
    switch_often(5);
  }
  __atomic_store_n(&ends, true, __ATOMIC_RELAXED);
  for (std::thread& other : others) other.join();
}

void spawn() {
  const pid_t child = vfork();
  if (child == 0) {
    execl("/bin/true", "true", nullptr);
    _exit(1);
  }
  expect_success_of(child);
  if (std::system("exit 0") != 0) std::_Exit(93);
}

void handles_it_itself(int) { _exit(44); }

}  // namespace

int main(int, char** arguments) {
  wish = arguments[1];
  rest = arguments + 2;
  if (wish == "daemon first") {
    if (daemon(1, 0) != 0) return 94;
    wish = rest[0];
    ++rest;
  }
  if (wish == "handler before") std::signal(SIGTERM, handles_it_itself);
  if (wish == "ignored before") std::signal(SIGTERM, SIG_IGN);
  record::Attachment watched("a program that ends", __FILE__);
  engine::set_output(-1);
  engine::print("pid", static_cast<int>(getpid()));
  if (wish == "handler after") std::signal(SIGTERM, handles_it_itself);
  if (wish == "handler before" || wish == "handler after" || wish == "ignored before") hang();
  if (wish == "fork") fork_in_greenlet();
  if (wish == "quiet") switch_and_ask_for_nothing();
  if (wish == "clone") fork_by_system_call();
  if (wish == "clone and switch on") clone_and_switch_on();
  if (wish == "fork while others tell") fork_while_others_tell();
  if (wish == "spawn") spawn();
  if (wish == "exit from main") std::exit(std::atoi(rest[0]));
  switch_often(wish == "rounds" ? std::atoi(rest[0]) : 3);
  if (wish == "rounds") _exit(3);
  Greenlet last("last", body);
  last.switch_to();
}
