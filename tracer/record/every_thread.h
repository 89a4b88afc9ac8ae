// Gives each thread that uses greenlets an observer of its own.
#ifndef GREENLENS_TRACER_RECORD_EVERY_THREAD_H_
#define GREENLENS_TRACER_RECORD_EVERY_THREAD_H_

#include <pthread.h>

#include <memory>

#include "engine/cpp/names.h"
#include "tracer/record/observer.h"

namespace greenlens::record {

class EveryThread final : public engine::Watch {
 public:
  explicit EveryThread(std::shared_ptr<Records> records);
  ~EveryThread() override;
  // The calling thread is the recording's first one, with that base, once it asks. Before the watch
  // is set.
  void begin_with_this_thread(const void* base);
  // Destroys itself when its thread ends, or when it is relieved.
  engine::Observer* observe_this_thread() override;
  engine::Observer* stranger() override;

 private:
  const std::shared_ptr<Records> records_;
  std::unique_ptr<engine::Observer> stranger_;
  std::unique_ptr<engine::Observer> first_;  // until it is asked for
  pthread_t first_thread_{};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_EVERY_THREAD_H_
