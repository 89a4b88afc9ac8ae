#include "tracer/scene/timeline/run_history.h"

#include <set>

namespace greenlens::scene {

RunHistory run_history(const store::Timeline& timeline) {
  RunHistory history;
  facts::GreenletId current = 0;
  uint64_t since = 0;
  SwitchSpan span;
  bool switching = false;
  std::set<facts::GreenletId> finished;

  const auto stop = [&](uint64_t step) {
    if (current != 0 && !switching && step > since) history.runs.push_back({current, since, step});
  };
  const auto arrive = [&](uint64_t step, facts::GreenletId who) {
    span.to = step;
    if (switching) history.switches.push_back(span);
    switching = false;
    current = who;
    since = step;
  };

  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Fact& fact = timeline.event(n).fact;
    if (const auto* f = std::get_if<facts::GreenletCreated>(&fact)) {
      history.names[f->greenlet] = f->name;
      if (f->parent == 0 && current == 0) current = f->greenlet, since = n;
    } else if (const auto* renamed = std::get_if<facts::GreenletRenamed>(&fact)) {
      history.names[renamed->greenlet] = renamed->name;
    } else if (const auto* printed = std::get_if<facts::Printed>(&fact)) {
      history.output.push_back({n, printed->greenlet, printed->text});
    } else if (const auto* end = std::get_if<facts::GreenletFinished>(&fact)) {
      history.ends.push_back({n, end->greenlet, end->how});
      finished.insert(end->greenlet);
    } else if (const auto* request = std::get_if<facts::SwitchRequested>(&fact)) {
      stop(n);
      span = {history.switches.size() + 1,
              request->origin,
              request->requested,
              request->kind == facts::Payload::error ? SwitchKind::throw_ : SwitchKind::resume,
              n,
              n};
      if (finished.count(request->origin)) span.kind = SwitchKind::finish;
      switching = true;
    } else if (const auto* found = std::get_if<facts::TargetFound>(&fact)) {
      span.target = found->target;
      if (found->first_start && span.kind == SwitchKind::resume) span.kind = SwitchKind::start;
    } else if (const auto* delivered = std::get_if<facts::Delivered>(&fact)) {
      arrive(n, delivered->target);
    } else if (const auto* failed = std::get_if<facts::SwitchFailed>(&fact)) {
      span.kind = SwitchKind::failed;
      span.target = failed->origin;
      arrive(n, failed->origin);
    }
  }
  stop(timeline.size());
  if (switching) {
    span.kind = SwitchKind::unfinished;
    span.to = timeline.size();
    history.switches.push_back(span);
  }
  return history;
}

}  // namespace greenlens::scene
