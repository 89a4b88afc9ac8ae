// A program of a user's that crashes in a greenlet.
#include <csignal>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

using namespace greenlens;

int main() {
  record::Attachment watched("a program that crashes", __FILE__);
  engine::Greenlet doomed("doomed", [](const engine::Arguments&) -> engine::Value {
    engine::Frame frame;
    engine::print("about to crash");
    std::raise(SIGSEGV);
    return {};
  });
  doomed.switch_to();
}
