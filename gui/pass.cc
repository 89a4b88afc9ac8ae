#include "gui/pass.h"

#include <utility>

namespace greenlens::gui {
namespace {

// So much of a frame is taken.
constexpr std::chrono::milliseconds kMoment{4};

}  // namespace

void Passing::begin(const store::Trace& trace, std::shared_ptr<Pass> pass) {
  cancel();
  pass_ = std::move(pass);
  if (!go_here(trace)) return;
  store::Trace::Opening opening = trace.another();
  if (!opening) return;
  worker_.begin([this, pass = pass_, own = own_, size = trace.size(), opening = std::move(opening)](
                    const store::OnProgress& progress) -> Worker::Finish {
    const store::Trace* its = own->get(size, opening, progress);
    // What cannot be opened once more has nothing to be found.
    while (its != nullptr && pass->go_on(*its)) {
      const Worker::Progress now = pass->progress();
      if (!progress(now.done, now.all)) break;
    }
    return [this, fault = own->fault()] { fault_ = fault; };
  });
}

// Whether there is more to be gone.
bool Passing::go_here(const store::Trace& trace) {
  const auto until = std::chrono::steady_clock::now() + kMoment;
  do {
    if (pass_->go_on(trace)) continue;
    end(Pass::End::ended);
    return false;
  } while (std::chrono::steady_clock::now() < until);
  return true;
}

void Passing::go_on(const store::Trace& trace) {
  if (pass_ == nullptr) return;
  if (!worker_.busy()) {
    go_here(trace);
  } else if (worker_.take()) {
    end(Pass::End::ended);
  }
}

void Passing::end(Pass::End how) {
  pass_->set_end(how);
  ended_ = std::exchange(pass_, nullptr);
}

std::shared_ptr<Pass> Passing::take() { return std::exchange(ended_, nullptr); }

void Passing::cancel() {
  worker_.cancel();
  if (pass_ != nullptr) end(Pass::End::cancelled);
  ended_ = nullptr;
}

void Passing::leave() {
  cancel();
  fault_ = {};
  *own_ = {};
}

Worker::Progress Passing::progress() const {
  if (worker_.busy()) return worker_.progress();
  return pass_ != nullptr ? pass_->progress() : Worker::Progress{};
}

}  // namespace greenlens::gui
