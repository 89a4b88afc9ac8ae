// What another thread hits that writes to a local of a suspended greenlet.
#include <thread>

#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

int* of_the_first = nullptr;

Value waits(const Arguments& arguments) {
  int number = static_cast<int>(*arguments[0].as_int());
  if (of_the_first == nullptr) of_the_first = &number;
  main_greenlet().switch_to();
  if (arguments[0] == Value(2)) std::thread([] { *of_the_first = 7; }).join();
  print(current().name(), "finds", number);
  return {};
}

int main() {
  Greenlet greenlets[] = {{"first", waits}, {"second", waits}};
  for (int i = 0; i < 2; ++i) greenlets[i].switch_to(i + 1);
  greenlets[1].switch_to();
  greenlets[0].switch_to();
}
