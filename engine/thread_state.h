// What the core keeps for a thread. It lives in the heap: nothing here may lie on a stack that
// moves.
#ifndef GREENLENS_ENGINE_THREAD_STATE_H_
#define GREENLENS_ENGINE_THREAD_STATE_H_

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "arch/arch.h"
#include "engine/core.h"
#include "engine/opaque.h"

namespace greenlens::engine {

struct ThreadState : std::enable_shared_from_this<ThreadState> {
  arch_hooks hooks{};

  Core* main = nullptr;
  Core* current = nullptr;  // counted: what runs stays alive
  // While a switch is under way: the articles' ts_target, ts_origin and ts_passaround.
  Core* target = nullptr;
  Core* origin = nullptr;  // counted from the switch until the delivery
  Delivery delivery;
  char* origin_sp = nullptr;

  InterpreterFrame* top_frame = nullptr;
  uint32_t recursion_depth = 0;
  uint64_t next_frame_id = 1;

  Observer* observer = nullptr;
  int output = 1;
  std::map<uint32_t, Core*> living;  // by id: in order of creation

  // Shared with other threads.
  std::mutex mutex;
  std::vector<Core*> dropped_elsewhere;  // last references that other threads dropped
  std::atomic<bool> anything_dropped{false};
  std::atomic<bool> exited{false};
};

// This thread's, made on first use. Opaque: after a switch nothing about it may be remembered from
// before.
ThreadState& thread_state();
// Null before the first use and when the thread is at its end.
ThreadState* thread_state_if_any();

// What core.cc, lifetime.cc and frame.cc may do with a greenlet.
struct CoreAccess {
  static Core* make(Host& host, std::string name, std::shared_ptr<ThreadState> thread) {
    return new Core(host, std::move(name), std::move(thread));
  }
  static void destroy(Core* greenlet) { delete greenlet; }
  static Slice& slice(Core& c) { return c.slice_; }
  static Host& host(Core& c) { return c.host_; }
  static ThreadState* thread(const Core& c) { return c.thread_.get(); }
  static std::atomic<int>& references(Core& c) { return c.references_; }
  static Core*& parent(Core& c) { return c.parent_; }
  static bool& is_main(Core& c) { return c.is_main_; }
  static std::string& name(Core& c) { return c.name_; }
  static InterpreterFrame*& top_frame(Core& c) { return c.top_frame_; }
  static uint32_t& recursion_depth(Core& c) { return c.recursion_depth_; }
  static std::unique_ptr<HostState>& host_state(Core& c) { return c.host_state_; }
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_THREAD_STATE_H_
