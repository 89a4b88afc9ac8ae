// A run that has ended, or will end by itself, kept to stand beside the next one. For the app; one
// thread.
#ifndef GREENLENS_GUI_KEPT_RUN_H_
#define GREENLENS_GUI_KEPT_RUN_H_

#include <memory>
#include <utility>

#include "tracer/session/event_source.h"
#include "tracer/session/session.h"

namespace greenlens::gui {

class KeptRun final : public session::EventSource {
 public:
  explicit KeptRun(std::unique_ptr<session::Session> session) : session_(std::move(session)) {}

  session::SourceStatus poll(store::Timeline*, int wait_ms) override {
    return session_->poll(wait_ms);
  }
  const store::Trace* stored() const override { return &session_->trace(); }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return session_->fault(); }

 private:
  std::unique_ptr<session::Session> session_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_KEPT_RUN_H_
