// Wrong: the token is passed once too little, and who waits at the end is forgotten.
#include <greenlens/engine/cpp/module.h>
#include <greenlens/tracer/record/attach.h>

#include <memory>

using namespace greenlens::engine;

struct Ring : ModuleOf<Ring> {
  Greenlet a, b, c;

  // Each gets the token as its first argument: how many passes are left. Nobody has passed it any
  // more when it is 0.
  Value go_round(Value token, Greenlet& next) {
    while (*token.as_int() > 1) {
      Value less = *token.as_int() - 1;
      token = next.switch_to(less);
    }
    print(current().name(), "has the token at the end");
    return token;
  }
  Value be_a(const Arguments& arguments) {
    Frame frame;
    return go_round(arguments[0], b);
  }
  Value be_b(const Arguments& arguments) {
    Frame frame;
    return go_round(arguments[0], c);
  }
  Value be_c(const Arguments& arguments) {
    Frame frame;
    return go_round(arguments[0], a);
  }

  void program() {
    Frame frame;
    a = greenlet("a", &Ring::be_a);
    b = greenlet("b", &Ring::be_b);
    c = greenlet("c", &Ring::be_c);
    a.switch_to(50);
  }
};

int main() {
  greenlens::record::Attachment watched("ring", __FILE__);
  auto ring = std::make_unique<Ring>();
  ring->program();
  watched.finish();
}
