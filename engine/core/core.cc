#include "engine/core/core.h"

#include <cstdio>
#include <utility>

#include "engine/core/count.h"
#include "engine/core/thread_state.h"
#include "engine/core/weak_link.h"

namespace greenlens::core {
namespace {

std::atomic<int> next_id{1};

}  // namespace

Core::Core(Host& host, std::unique_ptr<const std::string> name, ThreadState& thread)
    : host_(&host),
      thread_(&thread),
      id_(static_cast<uint32_t>(step(next_id, 1))),
      name_(name.release()) {}
Core::~Core() {
  cut_weak_link(*this);
  delete name_;
}

Core* CoreAccess::make(Host& host, std::string&& name, ThreadState& thread, GreenletState& state) {
  std::unique_ptr<const std::string> text;
  if (!name.empty()) text = std::make_unique<const std::string>(std::move(name));
  const size_t bytes = state.bytes();
  void* place = take_room(sizeof(Core) + bytes);
  Core* greenlet = new (place) Core(host, std::move(text), thread);
  greenlet->state_bytes_ = static_cast<uint16_t>(bytes);
  state.move_to(greenlet->state_place());
  return greenlet;
}

void CoreAccess::empty(Core& greenlet) {
  GreenletState* state = greenlet.host_state();
  greenlet.is_empty_ = true;
  state->~GreenletState();
}

void CoreAccess::destroy(Core* greenlet) {
  const size_t bytes = sizeof(Core) + greenlet->state_bytes_;
  greenlet->~Core();
  give_room(greenlet, bytes);
}

std::string Core::name() const {
  char room[kNameRoom];
  return name(room);
}

const char* Core::name(char (&room)[kNameRoom]) const noexcept {
  if (name_ != nullptr) return name_->c_str();
  std::snprintf(room, sizeof(room), "greenlet %u", static_cast<unsigned>(id_));
  return room;
}

const Core* Core::stack_prev() const {
  if (slice_.stack_prev == nullptr) return nullptr;
  bool in_heap = slice_.active() && !is_main_ && slice_.bytes_on_stack() == 0;
  return in_heap ? nullptr : &greenlet_of(*slice_.stack_prev);
}

bool Core::is_current() const { return thread_->current == this && !thread_->exited; }

const InterpreterFrame* thread_top_frame() { return thread_state().top_frame; }
uint32_t thread_recursion_depth() { return thread_state().recursion_depth; }

}  // namespace greenlens::core
