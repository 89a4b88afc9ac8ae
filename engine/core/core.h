// One greenlet as the engine sees it. The core knows no language and never throws, except
// std::bad_alloc where memory is lacking to make a greenlet: nothing has changed then.
//
// All of it belongs to one thread: a greenlet is created, run and freed by the thread that created
// it. References may be dropped from any thread. (Where the language lets one thread run at a time,
// one that has not begun may be taken over: adopt().) What can be done with a greenlet stands in
// engine/core/lifetime.h and engine/core/switch.h.
#ifndef GREENLENS_ENGINE_CORE_CORE_H_
#define GREENLENS_ENGINE_CORE_CORE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <type_traits>

#include "engine/core/exceptions.h"
#include "engine/core/host.h"
#include "engine/core/interpreter_frame.h"
#include "engine/core/slice.h"

namespace greenlens::core {

class Core;
struct ThreadState;  // engine/core/thread_state.h
struct WeakLink;     // engine/core/weak_link.h

// Those whose last reference was dropped while another one was being freed
// (engine/core/lifetime.cc).
struct Freeing {
  Core* first = nullptr;
  Core* last = nullptr;
};

// One greenlet. Const access is for observers and pictures.
class alignas(std::max_align_t) Core {
 public:
  Core(const Core&) = delete;
  uint32_t id() const { return id_; }  // in order of creation in this process, from 1
  std::string name() const;            // std::bad_alloc when memory is lacking
  // The same without asking for memory: its own text, or one that is written into `room`.
  static constexpr size_t kNameRoom = 24;
  const char* name(char (&room)[kNameRoom]) const noexcept;
  const Core* parent() const { return parent_; }  // null for a main greenlet
  bool is_main() const { return is_main_; }

  const Slice& slice() const { return slice_; }
  const char* stack_start() const { return slice_.stack_start; }
  const char* stack_stop() const { return slice_.stack_stop; }
  const char* stack_copy() const { return slice_.stack_copy; }
  size_t stack_saved() const { return slice_.stack_saved; }
  // Null also for a slice that is wholly in the heap: it is on no chain, and what it pointed to may
  // be gone.
  const Core* stack_prev() const;
  bool started() const { return slice_.started(); }
  bool active() const { return slice_.active(); }
  bool dead() const { return slice_.dead(); }
  bool is_current() const;  // its thread's current one
  // Nobody refers to it: it is thrown GreenletExit, and may make itself known again.
  bool last_handle_gone() const { return last_handle_gone_; }

  // The innermost interpreter frame while it is suspended; null while it runs (then
  // thread_top_frame() has it).
  const InterpreterFrame* top_frame() const { return top_frame_; }
  uint32_t recursion_depth() const { return recursion_depth_; }

  // Null while it is being freed.
  GreenletState* host_state() const {
    return is_empty_ ? nullptr : std::launder(reinterpret_cast<GreenletState*>(state_place()));
  }

 private:
  friend struct CoreAccess;  // the core's own functions
  Core(Host& host, std::unique_ptr<const std::string> name, ThreadState& thread);
  ~Core();
  // Behind it, in the same block.
  void* state_place() const { return const_cast<Core*>(this) + 1; }

  // What a switch touches, together. The slice lies first: greenlet_of() looks there.
  Slice slice_;
  Host* const host_;
  ThreadState* thread_;  // stays as long as one of its greenlets
  InterpreterFrame* top_frame_ = nullptr;
  ExceptionState exceptions_;  // its own while it is suspended
  uint32_t recursion_depth_ = 0;
  std::atomic<int> references_{1};
  const uint32_t id_;
  bool is_main_ = false;
  bool refused_to_die_ = false;    // so nobody holds one of its references
  bool is_empty_ = false;          // being freed
  bool is_ending_ = false;         // held because its thread ends
  bool last_handle_gone_ = false;  // while it is killed for that
  bool marked_by_host_ = false;    // what that means is the host's
  uint16_t state_bytes_ = 0;

  Core* parent_ = nullptr;  // counted
  Core* older_ = nullptr;   // the thread's greenlets in order of creation
  Core* newer_ = nullptr;
  Core* next_dropped_ = nullptr;  // of those that other threads dropped, or that wait to be freed
  Freeing* freeing_ = nullptr;    // what this one, while it runs, frees
  const std::string* name_ = nullptr;          // its own; null: "greenlet" and the id
  std::atomic<WeakLink*> weak_link_{nullptr};  // counted; made for the first weak handle
};

// Whose slice it is.
inline Core& greenlet_of(Slice& slice) {
  static_assert(std::is_standard_layout_v<Core>);
  return reinterpret_cast<Core&>(slice);
}
inline const Core& greenlet_of(const Slice& slice) {
  return greenlet_of(const_cast<Slice&>(slice));
}

// The interpreter frame and depth in force in this thread; the running greenlet's.
const InterpreterFrame* thread_top_frame();
uint32_t thread_recursion_depth();

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_CORE_H_
