// A program to be traced, for live_test.cc: two greenlets, and what its argument asks for.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"
#include "tracer/ring/shared.h"

namespace {

using namespace greenlens;
using engine::Frame;
using engine::print;

// As a part of the program would that writes through a pointer to nowhere.
void write_over_what_is_shared() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/memfd:greenlens") == line.npos) continue;
    auto* memory = reinterpret_cast<char*>(std::stoull(line, nullptr, 16));
    std::memset(memory + 65536, 'x', 1 << 20);
    // What was written there may have been read before.
    reinterpret_cast<ring::Header*>(memory)->ring.head = 0x7878787878787878;
  }
}

struct Module {
  std::string wish;
  engine::Greenlet gr1, gr2;

  engine::Value test1(const engine::Arguments&) {
    Frame frame;
    print("in gr1");
    gr2.switch_to();
    print("back in gr1");
    return 1;
  }
  engine::Value test2(const engine::Arguments&) {
    Frame frame;
    print("in gr2");
    if (wish == "crash") std::raise(SIGSEGV);
    if (wish == "throw") throw std::runtime_error("nobody catches this");
    if (wish == "stray") write_over_what_is_shared();
    if (wish == "read") {
      char nothing = 0;
      while (read(STDIN_FILENO, &nothing, 1) != 0) continue;
    }
    for (volatile bool on = true; wish == "compute" && on;) continue;
    if (wish == "hang") {
      for (;;) pause();
    }
    gr1.switch_to();
    return 2;
  }
  void with_another_thread() {
    Frame frame;
    print("before the other thread");
    std::thread worker([] {
      pthread_setname_np(pthread_self(), "worker");
      Frame of_the_worker;
      print("the worker");
      engine::Greenlet("theirs", [](const engine::Arguments&) {
        return engine::Value(4);
      }).switch_to();
      print("the worker ends");
    });
    worker.join();
    print("after the other thread");
  }
  void program() {
    if (wish == "threads") return with_another_thread();
    Frame frame;
    gr1 = engine::Greenlet("gr1", [this](const engine::Arguments& a) { return test1(a); });
    gr2 = engine::Greenlet("gr2", [this](const engine::Arguments& a) { return test2(a); });
    gr1.switch_to();
    for (int i = 0; wish == "many" && i < 2000; ++i) {
      engine::Greenlet brief("brief", [](const engine::Arguments&) { return engine::Value(3); });
      brief.switch_to();
    }
  }
};

}  // namespace

int main(int, char** arguments) {
  auto module = std::make_unique<Module>();
  module->wish = arguments[1];
  if (module->wish == "silent") return 0;
  if (module->wish == "exit") std::exit(7);
  record::Attachment watched("a program of the tests", __FILE__);
  engine::set_output(-1);
  module->program();
  if (module->wish == "end the thread") pthread_exit(nullptr);  // the last one of the program's own
  watched.finish();
  if (module->wish == "stray") std::exit(5);  // so that it is seen to have come to its end
}
