#include "engine/cpp/greenlet.h"

#include <algorithm>
#include <utility>

#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/caller.h"
#include "engine/cpp/context.h"
#include "engine/cpp/host.h"
#include "engine/cpp/line_function.h"

namespace greenlens::engine {
namespace {

Core& named(Core* core) {
  if (core == nullptr) throw GreenletError("this handle names no greenlet");
  return *core;
}

// The same, for what changes it.
Core& own(Core* core) {
  check_thread(named(core));
  return *core;
}

Core* create(std::string name, Greenlet::Body run, Core& parent) {
  if (core::foreign(parent)) throw GreenletError("parent cannot be on a different thread");
  CppState state = make_cpp_state(std::move(run));
  return core::new_core(cpp_host(), std::move(name), parent, state);
}

// Whether a switch to `target` will look up a body first, which can run anything.
bool asks_a_lookup(const Core& target) {
  if (core::CoreAccess::thread(target) != core::this_thread) return false;  // it is refused
  const Core* step = &target;
  while (step->dead()) step = step->parent();
  const CppState& state = cpp_state(*step);
  return !step->started() && !state.body && state.belongings && state.belongings->find_run;
}

bool hears_lines() { return core::this_thread != nullptr && core::this_thread->hears_lines; }

}  // namespace

std::string GreenletExit::repr() const {
  std::string out;
  for (const Value& argument : arguments_) out += (out.empty() ? "" : ", ") + argument.repr();
  return "GreenletExit(" + out + ")";
}

Greenlet::Greenlet(std::string name, Body run, const Where& where) {
  reap();
  reach_line(where, GREENLENS_CALLER_SP);
  core_ = create(std::move(name), std::move(run), core::current_core(cpp_host()));
}

Greenlet::Greenlet(std::string name, Body run, const Greenlet& parent, const Where& where) {
  reap();
  reach_line(where, GREENLENS_CALLER_SP);
  core_ = create(std::move(name), std::move(run), named(parent.core_));
}

Greenlet Greenlet::with_lookup(std::string name, Lookup find_run, const Where& where) {
  Greenlet made(std::move(name), nullptr, where);
  belongings_of(*made.core_).find_run = std::move(find_run);
  return made;
}

Greenlet::Greenlet(Core* core) : core_(core) {
  if (core_) core::retain(*core_);
}
Greenlet handle_of(Core& core) { return Greenlet(&core); }
Greenlet reap_for_switch(Core& target) {
  if (!core::anything_to_reap() && !asks_a_lookup(target)) return {};
  Greenlet held = handle_of(target);
  reap();
  if (!asks_a_lookup(target) && core::release_unless_last(target)) held.core_ = nullptr;
  return held;
}
Greenlet Greenlet::adopt(Core* core) {
  Greenlet handle;
  handle.core_ = core;
  return handle;
}
Greenlet::Greenlet(const Greenlet& other) : Greenlet(other.core_) {}
Greenlet::Greenlet(Greenlet&& other) noexcept : core_(std::exchange(other.core_, nullptr)) {}
Greenlet& Greenlet::operator=(Greenlet other) noexcept {
  std::swap(core_, other.core_);
  return *this;
}
Greenlet::~Greenlet() {
  if (Core* core = std::exchange(core_, nullptr)) core::release(*core);
}

// These stand apart because the frame of who switches lies in every suspended slice.
GREENLENS_OPAQUE Core* Greenlet::make_ready(Core& target, const Where& where,
                                            const char* sp) const {
  Greenlet held = reap_for_switch(target);
  // A line function may drop the very handle that the line is about to use: then that names nobody.
  const bool may_drop = hears_lines() && held.core_ == nullptr;
  if (may_drop) [[unlikely]]
    held = handle_of(target);
  reach_switch(where, sp);
  if (may_drop) [[unlikely]] {
    named(core_);
    if (core::release_unless_last(target)) held.core_ = nullptr;
  }
  return std::exchange(held.core_, nullptr);
}
GREENLENS_OPAQUE Value Greenlet::switch_holding(Core& target, Arguments&& arguments, Core* held) {
  return unpack(core::g_switch(target, carry(std::move(arguments), adopt(held))));
}
GREENLENS_OPAQUE Value Greenlet::switch_holding(Core& target, Core* held) {
  return switch_holding(target, Arguments(), held);
}
GREENLENS_OPAQUE Value Greenlet::switch_holding(Core& target, Value&& value, Core* held) {
  Arguments arguments;
  arguments.positional.push_back(std::move(value));
  return switch_holding(target, std::move(arguments), held);
}

Value Greenlet::switch_to(const Where& where) & {
  Core& target = named(core_);
  if (Core* held = make_ready(target, where, GREENLENS_CALLER_SP)) [[unlikely]]
    return switch_holding(target, held);
  return unpack(core::g_switch(target, {}));
}

Value Greenlet::switch_value(Value&& value, const Where& where) {
  Core& target = *core_;
  if (Core* held = make_ready(target, where, GREENLENS_CALLER_SP)) [[unlikely]]
    return switch_holding(target, std::move(value), held);
  return unpack(core::g_switch(target, carry(std::move(value))));
}

Value Greenlet::switch_to(const Where& where) && {
  Core& target = named(core_);
  Greenlet held = std::move(*this);
  reap();
  reach_switch(where, GREENLENS_CALLER_SP);
  return switch_holding(target, std::exchange(held.core_, nullptr));
}

Value Greenlet::switch_with(Arguments arguments, const Where& where) & {
  Core& target = named(core_);
  Core* held = make_ready(target, where, GREENLENS_CALLER_SP);
  return switch_holding(target, std::move(arguments), held);
}

Value Greenlet::switch_with(Arguments arguments, const Where& where) && {
  Core& target = named(core_);
  Greenlet held = std::move(*this);
  reap();
  reach_switch(where, GREENLENS_CALLER_SP);
  return switch_holding(target, std::move(arguments), std::exchange(held.core_, nullptr));
}

Value Greenlet::throw_in(const Where& where) & {
  return throw_in(std::make_exception_ptr(GreenletExit()), where);
}
Value Greenlet::throw_in(const Where& where) && {
  return std::move(*this).throw_in(std::make_exception_ptr(GreenletExit()), where);
}

namespace {

std::exception_ptr given(std::exception_ptr error) {
  if (error != nullptr) return error;
  throw GreenletError(
      "throw_in needs an exception, and was given a null pointer: make one with "
      "std::make_exception_ptr, or leave the argument out to throw a GreenletExit");
}

}  // namespace

Value Greenlet::throw_in(std::exception_ptr error, const Where& where) & {
  Core& target = named(core_);
  error = given(std::move(error));
  Greenlet held = adopt(make_ready(target, where, GREENLENS_CALLER_SP));
  return unpack(core::g_switch(target, carry_into(target, std::move(error), std::move(held))));
}

Value Greenlet::throw_in(std::exception_ptr error, const Where& where) && {
  Core& target = named(core_);
  error = given(std::move(error));
  Greenlet held = std::move(*this);
  reap();
  reach_switch(where, GREENLENS_CALLER_SP);
  return unpack(core::g_switch(target, carry_into(target, std::move(error), std::move(held))));
}

Value switch_from_line(Greenlet target, Arguments arguments) {
  Core& core = named(target.core_);
  reap();
  return Greenlet::switch_holding(core, std::move(arguments), std::exchange(target.core_, nullptr));
}

Value throw_from_line(Greenlet target, std::exception_ptr error) {
  Core& core = named(target.core_);
  reap();
  return unpack(core::g_switch(core, carry_into(core, std::move(error), std::move(target))));
}

Greenlet newest_called(const std::string& name) {
  core::ThreadState& thread = core::thread_state();
  for (Core* core = thread.newest; core != nullptr; core = core::CoreAccess::older(*core)) {
    if (!core::CoreAccess::is_empty(*core) && core->name() == name) return handle_of(*core);
  }
  return {};
}

Greenlet::Body Greenlet::run() const {
  const Core& core = named(core_);
  const Belongings* owned = cpp_state(core).belongings.get();
  if (!core.started() && owned && owned->find_run) return Greenlet::Lookup(owned->find_run)();
  Body body = cpp_state(core).body;
  if (core.started() || !body) throw GreenletError("run");
  return body;
}

void Greenlet::set_run(Body run) {
  Core& core = own(core_);
  if (core.is_main()) throw GreenletError("Main greenlets do not have a run attribute.");
  if (core.started()) throw GreenletError("run cannot be set after the start of the greenlet");
  cpp_state(core).body = std::move(run);
}

Greenlet Greenlet::parent() const& { return Greenlet(const_cast<Core*>(named(core_).parent())); }
Greenlet Greenlet::parent() && {
  Greenlet let_go = std::move(*this);
  return let_go.parent();
}

void Greenlet::set_parent(const Greenlet& parent, const Where& where) {
  named(core_);
  reach_line(where, GREENLENS_CALLER_SP);
  Core& self = named(core_);
  // A main greenlet refuses before it looks at what it is offered, as the original's does.
  if (self.is_main() && parent.core_ == nullptr) throw GreenletError(core::kMainHasNoParent);
  if (const char* refusal = core::set_parent(self, named(parent.core_))) {
    throw GreenletError(refusal);
  }
}

std::string Greenlet::name() const { return named(core_).name(); }
void Greenlet::set_name(std::string name) { core::rename(own(core_), std::move(name)); }
uint32_t Greenlet::id() const { return named(core_).id(); }
bool Greenlet::dead() const { return named(core_).dead(); }
bool Greenlet::active() const { return core_ != nullptr && core_->active(); }
bool Greenlet::is_main() const { return named(core_).is_main(); }
size_t Greenlet::stack_saved() const { return named(core_).stack_saved(); }

std::string Greenlet::repr() const {
  const Core& core = named(core_);
  std::string out = "<greenlet " + core.name();
  if (core.dead()) {
    if (core::CoreAccess::thread(core)->exited) out += " (thread exited)";
    out += " dead";
  } else if (!core.started()) {
    out += " pending";
  } else {
    out += core.is_current() ? " current active started" : " suspended active started";
  }
  return out + (core.is_main() && !core.dead() ? " main>" : ">");
}

namespace {

// Where an attribute is, or the end.
template <typename Attributes>
auto find_attribute(Attributes& attributes, const std::string& name) {
  return std::find_if(attributes.begin(), attributes.end(),
                      [&](const auto& attribute) { return attribute.first == name; });
}

[[noreturn]] void no_attribute(const Core& core, const std::string& name) {
  throw GreenletError("greenlet " + core.name() + " has no attribute '" + name + "'");
}

// Of a greenlet that has none: who only reads makes nothing.
const Belongings& belongings_if_any(const Core& core) {
  static const auto* const none = new Belongings;  // outlives every static handle
  const Belongings* owned = cpp_state(core).belongings.get();
  return owned ? *owned : *none;
}

// A greenlet that runs in another thread changes under one's hands.
void check_context_access(const Core& core, const char* refusal) {
  if (core.is_current() && core::foreign(core)) throw GreenletError(refusal);
}

}  // namespace

Value Greenlet::attribute(const std::string& name) const {
  const Dict& attributes = belongings_if_any(named(core_)).attributes;
  auto found = find_attribute(attributes, name);
  if (found == attributes.end()) no_attribute(*core_, name);
  return found->second;
}

bool Greenlet::has_attribute(const std::string& name) const {
  const Dict& attributes = belongings_if_any(named(core_)).attributes;
  return find_attribute(attributes, name) != attributes.end();
}

void Greenlet::set_attribute(const std::string& name, Value value) {
  Dict& attributes = belongings_of(own(core_)).attributes;
  auto found = find_attribute(attributes, name);
  if (found == attributes.end()) {
    attributes.emplace_back(name, std::move(value));
  } else {
    std::swap(found->second, value);  // what was there goes when nothing is under way
  }
}

void Greenlet::delete_attribute(const std::string& name) {
  Dict& attributes = belongings_of(own(core_)).attributes;
  auto found = find_attribute(attributes, name);
  if (found == attributes.end()) no_attribute(*core_, name);
  Value old;  // goes when nothing is under way
  std::swap(found->second, old);
  attributes.erase(found);
}

Dict Greenlet::attributes() const { return belongings_if_any(named(core_)).attributes; }

std::optional<Context> Greenlet::context() && {
  Greenlet let_go = std::move(*this);
  return let_go.context();
}

std::optional<Context> Greenlet::context() const& {
  check_context_access(named(core_),
                       "cannot get context of a greenlet that is running in a different thread");
  return belongings_if_any(*core_).context;
}

void Greenlet::set_context(std::optional<Context> context) {
  check_context_access(named(core_),
                       "cannot set context of a greenlet that is running in a different thread");
  // What was there goes when nothing is under way.
  std::swap(belongings_of(own(core_)).context, context);
}

Greenlet current() {
  reap();
  return Greenlet(&core::current_core(cpp_host()));
}

Greenlet main_greenlet() { return Greenlet(&core::main_core(cpp_host())); }

Observer* set_observer(Observer* observer) { return core::set_observer(cpp_host(), observer); }

}  // namespace greenlens::engine
