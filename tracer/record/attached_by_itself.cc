#include "tracer/record/attached_by_itself.h"

#include "tracer/record/own_process.h"
#include "tracer/record/own_trace.h"

namespace greenlens::record {
namespace {

// By the program itself, or by whoever comes, because the environment says so.
class ByItself final : public Attachment::Impl {
 public:
  ByItself(bool is_recorded, bool is_offered)
      : is_recorded_(is_recorded), is_offered_(is_offered) {}
  ~ByItself() override { finish(); }
  bool is_childs() const override { return own_.word() != nullptr && !own_.is_it(); }
  void finish() override {
    if (finished_ || is_childs()) return;
    finished_ = true;
    if (is_recorded_) end_trace(how(), what());
    if (is_offered_) end_offer(how(), what());
  }

 private:
  const bool is_recorded_, is_offered_;
  OwnProcess own_;
  bool finished_ = false;
};

}  // namespace

std::unique_ptr<Attachment::Impl> attached_by_itself(const ProgramDescription& program,
                                                     const void* base) {
  const bool is_recorded = begin_trace_of_environment(program, base);
  const bool is_offered = begin_offer_of_environment(program);
  if (!is_recorded && !is_offered) return nullptr;
  return std::make_unique<ByItself>(is_recorded, is_offered);
}

}  // namespace greenlens::record
