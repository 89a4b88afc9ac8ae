// A program that records itself in the way that its first argument says, into the file that its
// second one names. For own_trace_test.cc.
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"
#include "tracer/record/start_trace.h"

namespace {

using namespace greenlens;
using engine::Arguments;
using engine::Greenlet;
using engine::Value;

std::string file;

// So many switches there and back, and a line.
void switch_often(int times, const std::string& line) {
  Greenlet other("other", [back = engine::current()](const Arguments&) mutable {
    for (;;) back.switch_to();
    return Value();
  });
  for (int i = 0; i < times; ++i) other.switch_to();
  engine::print(line);
}

void must(bool good) {
  if (good) return;
  std::printf("%s\n", trace_fault());
  std::exit(9);
}

bool is_there(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

void twice() {
  switch_often(3, "before");
  must(start_trace((file + "1").c_str()));
  switch_often(5, "first");
  must(stop_trace());
  switch_often(7, "between");
  must(start_trace((file + "2").c_str()));
  switch_often(11, "second");
  must(stop_trace());
  switch_often(13, "behind");
}

// A thread that had greenlets before, one that begins later, and one that ends the recording.
void threads() {
  std::atomic<int> turn{0};
  std::thread old([&] {
    switch_often(2, "old before");
    turn = 1;
    while (turn != 2) std::this_thread::yield();
    switch_often(2, "old");
    turn = 3;
    while (turn != 4) std::this_thread::yield();
    switch_often(2, "old behind");
  });
  while (turn != 1) std::this_thread::yield();
  must(start_trace(file.c_str()));
  turn = 2;
  while (turn != 3) std::this_thread::yield();
  std::thread([] { switch_often(2, "new"); }).join();
  switch_often(2, "main");
  std::thread([] { must(stop_trace()); }).join();
  turn = 4;
  old.join();
  switch_often(2, "main behind");
  must(start_trace((file + "2").c_str()));
  switch_often(2, "main again");
  must(stop_trace());
}

void flight(const char* last) {
  TraceOptions options;
  options.last = last;
  options.when_asked = true;
  options.signal = SIGUSR2;
  must(start_trace(file.c_str(), options));
}

void asked() {
  flight("200KB");
  switch_often(100000, "early");
  switch_often(100000, "late");
  if (is_there(file)) std::exit(8);
  must(write_trace());
  if (!is_there(file)) std::exit(7);
  switch_often(3, "behind");
}

void by_signal() {
  flight("1h");
  switch_often(100, "before the signal");
  std::raise(SIGUSR2);
  for (int i = 0; i < 60000 && !is_there(file); ++i) usleep(1000);
  switch_often(100, "behind the signal");
}

// Somebody asks all the time, while recordings begin and end.
void by_many_signals() {
  std::atomic<bool> ends{false};
  flight("1h");
  must(stop_trace());
  std::thread asks([&] {
    while (!ends) kill(getpid(), SIGUSR2);
  });
  for (int i = 0; i < 50; ++i) {
    flight("1h");
    switch_often(10, "asked for");
    std::raise(SIGUSR2);  // a moment before it ends
    must(stop_trace());
  }
  ends = true;
  asks.join();
}

// As in a container whose rules allow no thread a table of descriptors of its own.
void refuse_unshare() {
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_unshare, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{sizeof rules / sizeof rules[0], rules};
  must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0 && unshare(CLONE_FILES) != 0);
}

void badly(const std::function<void()>& end) {
  flight("1h");
  switch_often(100, "before the end");
  if (is_there(file)) std::exit(8);
  end();
}

void in_a_child() {
  must(start_trace(file.c_str()));
  switch_often(2, "parent");
  const pid_t child = fork();
  if (child == 0) {
    switch_often(2, "nobody hears this");
    if (stop_trace()) _exit(6);
    must(start_trace((file + ".child").c_str()));
    switch_often(2, "child");
    must(stop_trace());
    std::exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  switch_often(2, "parent again");
  must(stop_trace());
  std::exit(WIFEXITED(status) ? WEXITSTATUS(status) : 5);
}

// Lets others come until a file says that it is enough; in two threads, one of which had its
// greenlets before. Says what it has done, and that nobody has made it forget what it was at.
void offered() {
  std::atomic<bool> ends{false};
  std::atomic<int> rounds{0};
  const auto work = [&] {
    Greenlet other("other", [back = engine::current()](const Arguments&) mutable {
      for (;;) back.switch_to();
      return Value();
    });
    while (!ends) {
      other.switch_to();
      if (++rounds % 1000 == 0) engine::print("working");
      usleep(100);
    }
    engine::print("ends");
  };
  std::thread worker([&] {
    engine::set_output(-1);
    work();
  });
  while (rounds < 10) usleep(1000);
  must(offer_trace());
  std::printf("%d\n", static_cast<int>(getpid()));
  std::fflush(stdout);
  std::thread waits([&] {
    for (int i = 0; i < 60000 && !is_there(file); ++i) usleep(1000);
    ends = true;
  });
  work();
  worker.join();
  waits.join();
}

// Says why each of these cannot be.
void refused() {
  const auto say = [](bool good) { std::printf("%s\n", good ? "fine" : trace_fault()); };
  TraceOptions options;
  say(stop_trace());
  say(write_trace());
  say(start_trace("/nowhere/at/all/x"));
  options.last = "soon";
  say(start_trace(file.c_str(), options));
  options = {};
  options.detail = "much";
  say(start_trace(file.c_str(), options));
  options = {};
  options.signal = SIGKILL;
  say(start_trace(file.c_str(), options));
  std::signal(SIGUSR1, [](int) {});
  options.signal = SIGUSR1;
  say(start_trace(file.c_str(), options));
  if (is_there(file)) std::exit(8);
  must(start_trace(file.c_str()));
  say(start_trace((file + "2").c_str()));
  say(stop_trace());
}

// Closes what it does not know, and looks whether anybody writes into what it opens then. Says how
// the recording went.
void close_all() {
  must(start_trace(file.c_str()));
  switch_often(10, "before");
  for (int number = 3; number < 256; ++number) close(number);
  int pipes[20][2];
  for (auto& ends : pipes) must(pipe2(ends, O_NONBLOCK) == 0);
  switch_often(20000, "behind");
  std::printf("%s\n", stop_trace() ? "fine" : trace_fault());
  for (auto& ends : pipes) {
    char byte = 0;
    if (read(ends[0], &byte, 1) > 0) std::exit(4);
  }
}

const std::map<std::string, std::function<void()>> kWays = {
    {"twice", twice},
    {"threads", threads},
    {"asked", asked},
    {"signal", by_signal},
    {"signals", by_many_signals},
    {"well", [] { badly([] {}); }},
    {"status", [] { badly([] { std::exit(3); }); }},
    {"crash", [] { badly([] { std::raise(SIGSEGV); }); }},
    {"throw", [] { badly([] { throw std::runtime_error("nobody catches this"); }); }},
    {"terminated", [] { badly([] { std::raise(SIGTERM); }); }},
    {"child", in_a_child},
    {"refused", refused},
    {"offered", offered},
    {"close", close_all},
    {"shared", [] { refuse_unshare(), twice(); }},
    {"shared-close", [] { refuse_unshare(), close_all(); }},
    {"full",
     [] {
       must(start_trace(file.c_str()));
       switch_often(200000, "much");
       std::printf("%s\n%s\n", stop_trace() ? "fine" : "not complete", trace_fault());
     }},
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 3 || kWays.count(arguments[1]) == 0) return 2;
  file = arguments[2];
  engine::set_output(-1);
  kWays.at(arguments[1])();
}
