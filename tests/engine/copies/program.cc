// Uses greenlets, and loads a plugin that does.   usage: program PLUGIN.so
#include <dlfcn.h>

#include <cstdio>
#include <memory>
#include <thread>

#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

int main(int, char** argv) {
  void* plugin = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (plugin == nullptr) return std::printf("%s\n", dlerror()), 1;
  auto use_plugin = reinterpret_cast<void (*)(Greenlet*)>(dlsym(plugin, "use_plugin"));

  std::printf("in a thread of its own\n");
  std::thread(use_plugin, nullptr).join();

  std::printf("in the program's thread\n");
  auto g = std::make_unique<Greenlet>("g", [](const Arguments& arguments) -> Value {
    Value got = arguments[0];
    for (;;) got = main_greenlet().switch_to(got);
  });
  g->switch_to();
  use_plugin(g.get());
  std::printf("the program goes on: %s\n", g->switch_to("as before").str().c_str());
}
