// The exercise: a token goes round a ring of three greenlets, a, b and c, fifty times from one to
// the next. Who has it at the end says so and returns; then the others are told, and return as
// well.
#include <greenlens/engine/cpp/module.h>
#include <greenlens/tracer/record/attach.h>

#include <memory>

using namespace greenlens::engine;

struct Ring : ModuleOf<Ring> {
  Greenlet a, b, c;

  // Each gets the token as its first argument: how many passes are left.
  Value be_a(const Arguments& arguments) {
    Frame frame;
    return {};  // TODO: pass it on to b
  }
  Value be_b(const Arguments& arguments) {
    Frame frame;
    return {};  // TODO: pass it on to c
  }
  Value be_c(const Arguments& arguments) {
    Frame frame;
    return {};  // TODO: pass it on to a
  }

  void program() {
    Frame frame;
    a = greenlet("a", &Ring::be_a);
    b = greenlet("b", &Ring::be_b);
    c = greenlet("c", &Ring::be_c);
    a.switch_to(50);
    // TODO: let those who still wait come to their end
  }
};

int main() {
  greenlens::record::Attachment watched("ring", __FILE__);
  auto ring = std::make_unique<Ring>();
  ring->program();
  watched.finish();
}
