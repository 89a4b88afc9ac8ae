#include "engine/cpp/local.h"

#include <atomic>

#include "engine/core/lifetime.h"
#include "engine/cpp/host.h"

namespace greenlens::engine::internal {

uint64_t new_local_key() {
  static std::atomic<uint64_t> next{1};
  return next++;
}

std::any& local(uint64_t key) { return belongings_of(core::current_core(cpp_host())).locals[key]; }

}  // namespace greenlens::engine::internal
