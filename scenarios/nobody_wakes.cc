#include <deque>
#include <stdexcept>

#include "scenarios/module.h"

namespace greenlens::scenarios::nobody_wakes {

struct Module : ModuleOf<Module> {
  Greenlet hub, consumer, producer;
  std::deque<Greenlet> ready;
  std::deque<int64_t> items;

  // Runs those who are ready, in order. When nobody is, nobody ever will be.
  Value loop(const Arguments&) {
    Frame frame;
    while (!ready.empty()) {
      Greenlet next = ready.front();
      ready.pop_front();
      next.switch_to();
    }
    engine::main_greenlet().throw_error(std::runtime_error("LoopExit: nobody is ready"));
    return {};
  }
  Value consume(const Arguments&) {
    Frame frame;
    if (items.empty()) print("the consumer waits for an item");
    while (items.empty()) hub.switch_to();
    print("This is never printed.");
    return {};
  }
  // There is an item now, and the consumer is not made ready.
  Value produce(const Arguments&) {
    Frame frame;
    items.push_back(1);
    print("the producer has put one there");
    return {};
  }

  void program() {
    Frame frame;
    hub = greenlet("hub", &Module::loop);
    consumer = greenlet("consumer", &Module::consume);
    producer = greenlet("producer", &Module::produce);
    producer.set_parent(hub);
    ready = {consumer, producer};
    try {
      hub.switch_to();
    } catch (const std::runtime_error& error) {
      print("main got:", error.what());
    }
  }
};

Scenario scenario() {
  return {"nobody wakes it",
          "A hub runs whoever is ready. The producer puts an item there and makes nobody ready, so "
          "the consumer waits for ever, and the hub, which knows that, throws LoopExit into main.",
          run<Module>,
          false,
          {},
          {handle<&Module::hub>("hub"), handle<&Module::consumer>("consumer"),
           handle<&Module::producer>("producer")}};
}

}  // namespace greenlens::scenarios::nobody_wakes
