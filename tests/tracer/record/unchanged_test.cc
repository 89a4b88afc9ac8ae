// What a program does of its own, in a program that can be watched (and, for comparison, in one
// that cannot): threads that are cancelled or end themselves take their locks and objects along,
// and who unwinds stacks is the C++ runtime.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>
#include <unwind.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>

#include "engine/cpp/greenlet.h"

namespace greenlens {
namespace {

std::string object_of(const char* symbol) {
  Dl_info info{};
  void* address = dlsym(RTLD_DEFAULT, symbol);
  if (address == nullptr || dladdr(address, &info) == 0) return std::string("nowhere: ") + symbol;
  return info.dli_fname;
}

TEST(Unchanged, StacksAreUnwoundByTheCppRuntimesOwnUnwinder) {
  const std::string runtime = object_of("_Unwind_RaiseException");
  EXPECT_NE(runtime.find("libgcc_s"), std::string::npos) << runtime;
  for (const char* symbol :
       {"_Unwind_ForcedUnwind", "_Unwind_Resume", "_Unwind_Resume_or_Rethrow",
        "_Unwind_DeleteException", "_Unwind_Backtrace", "_Unwind_GetIP", "_Unwind_GetCFA",
        "_Unwind_GetGR", "_Unwind_SetGR", "_Unwind_FindEnclosingFunction"}) {
    EXPECT_EQ(object_of(symbol), runtime) << symbol;
  }
}

std::mutex mutex;
std::atomic<int> destroyed;
struct Counted {
  ~Counted() { ++destroyed; }
};

// Runs a thread to its end; then nothing of it may be left.
void expect_that_it_lets_go_of_everything(void* (*run)(void*), bool cancelled) {
  destroyed = 0;
  sem_t ready;
  sem_init(&ready, 0, 0);
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, nullptr, run, &ready), 0);
  sem_wait(&ready);
  if (cancelled) {
    EXPECT_EQ(pthread_cancel(thread), 0);
  }
  void* result = nullptr;
  pthread_join(thread, &result);
  sem_destroy(&ready);
  EXPECT_EQ(result == PTHREAD_CANCELED, cancelled);
  EXPECT_EQ(destroyed, 1);
  ASSERT_TRUE(mutex.try_lock());
  mutex.unlock();
}

TEST(Unchanged, ACancelledThreadRunsItsDestructors) {
  expect_that_it_lets_go_of_everything(
      [](void* ready) -> void* {
        const std::lock_guard<std::mutex> locked(mutex);
        const Counted counted;
        sem_post(static_cast<sem_t*>(ready));
        for (;;) pause();
      },
      true);
}

TEST(Unchanged, AThreadThatEndsItselfRunsItsDestructors) {
  expect_that_it_lets_go_of_everything(
      [](void* ready) -> void* {
        const std::lock_guard<std::mutex> locked(mutex);
        const Counted counted;
        sem_post(static_cast<sem_t*>(ready));
        pthread_exit(nullptr);
      },
      false);
}

TEST(Unchanged, ErrorsAreCaughtWhereTheyWere) {
  int caught = 0;
  for (int i = 0; i < 100; ++i) {
    try {
      const Counted counted;
      throw std::runtime_error("thrown");
    } catch (const std::runtime_error&) {
      ++caught;
    }
  }
  EXPECT_EQ(caught, 100);
}

}  // namespace
}  // namespace greenlens
