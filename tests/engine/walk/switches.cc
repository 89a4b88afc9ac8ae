#include "tests/engine/walk/switches.h"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "engine/cpp/greenlet.h"
#include "tests/engine/walk/profiler.h"

namespace greenlens::walk {
namespace {
using namespace engine;

template <int kWho>
__attribute__((noinline)) void call(void (*work)()) {
  note_body(kWho, __builtin_return_address(0));
  work();
}

// Each has code of its own, so that a return address says whose frame it is.
template <int kWho>
Greenlet greenlet(void (*work)()) {
  return Greenlet("profiled", [work](const Arguments&) {
    call<kWho>(work);
    return Value();
  });
}

// Takes that much of the stack, which is then in the way of others.
template <typename Then>
__attribute__((noinline)) void from_further_down(size_t size, Then then) {
  volatile char* room = static_cast<volatile char*>(__builtin_alloca(size));
  room[0] = 1;
  then();
  if (room[0] != 1) std::abort();
}

Greenlet home, first, second, third;

// An error that arrives, and one that is thrown into a suspended greenlet.
void fail() {
  first = greenlet<0>([] {
    try {
      home.switch_to();
    } catch (const std::runtime_error&) {
      throw std::logic_error("out of the greenlet");
    }
  });
  first.switch_to();
  bool caught = false;
  try {
    first.throw_error(std::runtime_error("into the greenlet"));
  } catch (const std::logic_error&) {
    caught = true;
  }
  if (!caught) std::abort();
}

// A parent that has not been started begins in place of the child that died; and a greenlet whose
// last handle goes is killed where it stands.
void begin_in_place_of_the_dead() {
  first = greenlet<0>([] {});
  third = greenlet<3>([] {});
  first.set_parent(third);
  first.switch_to();
  second = greenlet<1>([] { home.switch_to(); });
  second.switch_to();
  second = {};
}

}  // namespace

void switch_there_and_back() {
  home = main_greenlet();
  first = greenlet<0>([] {
    second.switch_to();
    home.switch_to();
  });
  second = greenlet<1>([] {
    from_further_down(300, [] { home.switch_to(); });
    first.switch_to();
    third.switch_to();
  });
  third = greenlet<2>([] {
    home.switch_to();
    second.switch_to();
    home.switch_to();
  });
  from_further_down(1000, [] { first.switch_to(); });
  third.switch_to();
  for (Greenlet* each : {&second, &third, &first, &second, &third, &first}) {
    while (!each->dead()) each->switch_to();
  }
  first = second = third = home = {};
}

void switch_in_every_way() {
  switch_there_and_back();
  home = main_greenlet();
  fail();
  begin_in_place_of_the_dead();
  first = second = third = home = {};
}

}  // namespace greenlens::walk
