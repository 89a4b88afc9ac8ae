#include "engine/c/api.h"

#include <memory>
#include <utility>

#include "engine/c/bridge.h"
#include "engine/core/lifetime.h"
#include "engine/core/stack_copies.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/caller.h"
#include "engine/cpp/host.h"

#undef greenlens_new
#undef greenlens_switch
#undef greenlens_throw
#undef greenlens_set_parent

namespace greenlens::engine {
namespace {

// Trivial, so that it can be asked while the thread's destructors run.
thread_local Where next_line;

Core* core_of(const greenlens_greenlet* greenlet) {
  return reinterpret_cast<Core*>(const_cast<greenlens_greenlet*>(greenlet));
}
greenlens_greenlet* handle(const Core* core) {
  return reinterpret_cast<greenlens_greenlet*>(const_cast<Core*>(core));
}

Core& named(const greenlens_greenlet* greenlet, const char* function) {
  if (greenlet != nullptr) return *core_of(greenlet);
  throw GreenletError(std::string(function) + " needs a greenlet, and was given null");
}

// Every call that needs the running greenlet begins with this. One that switches, to `target`, lets
// what it returns go along.
Greenlet begin_call(const char* sp, Core* target = nullptr) {
  value_is_missing();  // is no longer asked
  Where line = std::exchange(next_line, {});
  refuse_at_the_end_of_the_thread();
  core::current_core(cpp_host());
  Greenlet held;
  if (target != nullptr) {
    held = reap_for_switch(*target);
  } else {
    reap();
  }
  if (line.line != 0 && target != nullptr) reach_switch(line, sp);
  if (line.line != 0 && target == nullptr) reach_line(line, sp);
  return held;
}

Arguments pack(Value positional, const Value& keywords) {
  Arguments arguments;
  if (const Tuple* tuple = positional.as_tuple()) {
    arguments.positional = *tuple;
  } else {
    arguments.positional.push_back(std::move(positional));
  }
  if (const Dict* dict = keywords.as_dict()) {
    arguments.keywords = *dict;
  } else if (!keywords.is_none()) {
    throw CError("TypeError", "keywords must be a dict, not " + keywords.repr() +
                                  ": make them with greenlens_build(\"{s:i}\", \"name\", 1)");
  }
  return arguments;
}

// The place for what will be handed over, taken before anything is switched: when memory is lacking
// for it, nothing has happened.
class Result {
 public:
  explicit Result(greenlens_value** wanted) : wanted_(wanted) {
    if (wanted != nullptr) place_ = std::make_unique<Value>();
  }
  void put(Value value) {
    if (wanted_ == nullptr) return;
    *place_ = std::move(value);
    *wanted_ = give(std::move(place_));
  }

 private:
  greenlens_value** wanted_;
  std::unique_ptr<Value> place_;
};

}  // namespace

greenlens_greenlet* to_c(const Greenlet& greenlet) { return handle(greenlet.core()); }

Greenlet from_c(greenlens_greenlet* greenlet) {
  return greenlet ? handle_of(*core_of(greenlet)) : Greenlet();
}

extern "C" {

greenlens_greenlet* greenlens_new(const char* name, greenlens_function run, void* self,
                                  greenlens_greenlet* parent) {
  greenlens_greenlet* made = nullptr;
  guarded([&] {
    Where line = std::exchange(next_line, {});
    Greenlet parent_held = from_c(parent);
    begin_call(nullptr);
    Greenlet::Body body;
    if (run) body = [=](const Arguments& arguments) { return call_c(run, self, arguments); };
    Greenlet greenlet(name ? name : "", std::move(body), parent ? from_c(parent) : current(), line);
    made = greenlens_retain(to_c(greenlet));
  });
  return made;
}

int greenlens_switch(greenlens_greenlet* target, greenlens_value* arguments,
                     greenlens_value* keywords, greenlens_value** result) {
  const char* sp = GREENLENS_CALLER_SP;
  return guarded([&] {
    bool none = arguments == nullptr;
    bool missing = (none || keywords == nullptr) && value_is_missing();
    Value positional = take(arguments);
    Arguments packed = pack(std::move(positional), take(keywords));
    if (missing) throw_status(GREENLENS_ERROR);
    if (none) packed.positional.clear();
    Core& core = named(target, "greenlens_switch");
    Greenlet held = begin_call(sp, &core);
    Result handed(result);
    handed.put(unpack(core::g_switch(core, carry(std::move(packed), std::move(held)))));
  });
}

int greenlens_throw(greenlens_greenlet* target, const char* kind, const char* text,
                    greenlens_value** result) {
  const char* sp = GREENLENS_CALLER_SP;
  return guarded([&] {
    std::exception_ptr error = make_error(kind, text);
    Core& core = named(target, "greenlens_throw");
    Greenlet held = begin_call(sp, &core);
    Result handed(result);
    handed.put(unpack(core::g_switch(core, carry_into(core, std::move(error), std::move(held)))));
  });
}

greenlens_greenlet* greenlens_current(void) {
  greenlens_greenlet* running = nullptr;
  guarded([&] {
    begin_call(GREENLENS_CALLER_SP);
    running = handle(&core::current_core(cpp_host()));
  });
  return running;
}

greenlens_greenlet* greenlens_main(void) {
  greenlens_greenlet* main = nullptr;
  guarded([&] {
    begin_call(GREENLENS_CALLER_SP);
    main = handle(&core::main_core(cpp_host()));
  });
  return main;
}

greenlens_greenlet* greenlens_parent(const greenlens_greenlet* greenlet) {
  return greenlet ? handle(core_of(greenlet)->parent()) : nullptr;
}

int greenlens_set_parent(greenlens_greenlet* greenlet, greenlens_greenlet* parent) {
  const char* sp = GREENLENS_CALLER_SP;
  return guarded([&] {
    Core& child = named(greenlet, "greenlens_set_parent");
    Greenlet child_held = from_c(greenlet), wanted_held = from_c(parent);
    begin_call(sp);
    // As Greenlet::set_parent() does: a main greenlet refuses before it looks at the parent.
    if (child.is_main() && parent == nullptr) throw GreenletError(core::kMainHasNoParent);
    Core& wanted = named(parent, "greenlens_set_parent");
    if (const char* refusal = core::set_parent(child, wanted)) throw GreenletError(refusal);
  });
}

int greenlens_is_started(const greenlens_greenlet* g) { return g && core_of(g)->started(); }
int greenlens_is_active(const greenlens_greenlet* g) { return g && core_of(g)->active(); }
int greenlens_is_dead(const greenlens_greenlet* g) { return g && core_of(g)->dead(); }
int greenlens_is_main(const greenlens_greenlet* g) { return g && core_of(g)->is_main(); }

const char* greenlens_name(const greenlens_greenlet* greenlet) {
  if (greenlet == nullptr) return nullptr;
  Core& core = *core_of(greenlet);
  // Trivial, so that destructors at the thread's end can still ask.
  thread_local char lent[Core::kNameRoom];
  return core.name(lent);
}

int greenlens_set_name(greenlens_greenlet* greenlet, const char* name) {
  return guarded([&] {
    Core& core = named(greenlet, "greenlens_set_name");
    check_thread(core);
    core::rename(core, name ? name : "");
  });
}

greenlens_greenlet* greenlens_retain(greenlens_greenlet* greenlet) {
  if (greenlet != nullptr) core::retain(*core_of(greenlet));
  return greenlet;
}

void greenlens_release(greenlens_greenlet* greenlet) {
  if (greenlet != nullptr) core::release(*core_of(greenlet));
}

void greenlens_for_each_stack_copy(void (*visit)(const void* begin, const void* end, void* context),
                                   void* context) {
  core::for_each_stack_copy(visit, context);
}

void greenlens_at(const char* file, const char* function, int line) {
  next_line = {file, function, line};
}

}  // extern "C"

}  // namespace greenlens::engine
