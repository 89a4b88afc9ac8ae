#include "engine/core/core.h"

#include <cstdio>
#include <utility>

#include "engine/core/thread_state.h"
#include "engine/core/weak_link.h"

namespace greenlens::core {
namespace {

std::atomic<uint32_t> next_id{1};

}  // namespace

Core::Core(Host& host, std::string&& name, ThreadState& thread)
    : host_(host), thread_(&thread), id_(next_id++) {
  if (!name.empty()) name_ = std::make_unique<const std::string>(std::move(name));
  slice_.greenlet = this;
}
Core::~Core() { cut_weak_link(*this); }

std::string Core::name() const {
  char room[kNameRoom];
  return name(room);
}

const char* Core::name(char (&room)[kNameRoom]) const noexcept {
  if (name_) return name_->c_str();
  std::snprintf(room, sizeof(room), "greenlet %u", static_cast<unsigned>(id_));
  return room;
}

const Core* Core::stack_prev() const {
  if (slice_.stack_prev == nullptr) return nullptr;
  bool in_heap = slice_.active() && !is_main_ && slice_.bytes_on_stack() == 0;
  return in_heap ? nullptr : slice_.stack_prev->greenlet;
}

bool Core::is_current() const { return thread_->current == this && !thread_->exited; }

const InterpreterFrame* thread_top_frame() { return thread_state().top_frame; }
uint32_t thread_recursion_depth() { return thread_state().recursion_depth; }

}  // namespace greenlens::core
