// Gives each thread that uses greenlets an observer of its own.
#ifndef GREENLENS_TRACER_RECORD_EVERY_THREAD_H_
#define GREENLENS_TRACER_RECORD_EVERY_THREAD_H_

#include <memory>

#include "engine/cpp/names.h"
#include "tracer/record/observer.h"

namespace greenlens::record {

class EveryThread final : public engine::Watch {
 public:
  explicit EveryThread(std::shared_ptr<Records> records);
  engine::Observer* observe_this_thread() override;  // destroys itself when its thread ends
  engine::Observer* stranger() override;

 private:
  const std::shared_ptr<Records> records_;
  std::unique_ptr<engine::Observer> stranger_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_EVERY_THREAD_H_
