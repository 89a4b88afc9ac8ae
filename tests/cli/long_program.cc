// A program that goes on until it is told to end, for tests of what its recorder meets: switches
// until there is a file "go" in the folder that it is given, says "pid" at its beginning, and
// "done" at its end.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

using namespace greenlens;

namespace {

void switch_once() {
  engine::Greenlet brief("brief", [](const engine::Arguments&) { return engine::Value(3); });
  brief.switch_to();
}

}  // namespace

int main(int, char** arguments) {
  record::Attachment watched("a program that goes on", __FILE__);
  const std::string folder = arguments[1];
  engine::print("this is what it prints");
  // Renamed, so that whoever sees it can read it.
  std::ofstream(folder + "/pid.new") << getpid() << std::endl;
  std::filesystem::rename(folder + "/pid.new", folder + "/pid");
  while (!std::filesystem::exists(folder + "/go")) {
    switch_once();
    usleep(1000);
  }
  for (int i = 0; i < 100; ++i) switch_once();
  watched.finish();
  std::ofstream(folder + "/done") << "done";
}
