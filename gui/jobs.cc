#include "gui/jobs.h"

#include <utility>

namespace greenlens::gui {
namespace {

std::string what_is_written(const std::string& id) {
  return id == kRecording || id == kPicture || id == kText ? "ui.work." + id : "export." + id;
}

}  // namespace

void Jobs::open(const std::string& name, Worker::Job job) {
  opening_name_ = name;
  opener_.begin(std::move(job));
}

void Jobs::write(const store::Trace& trace, const ExportOrder& order, const ExportWrite& write) {
  exporting_.begin(trace, order, write);
}

void Jobs::write_other(const ExportOrder& order, Exporting::Write write) {
  exporting_.begin(order, std::move(write));
}

void Jobs::find(const store::Trace& trace, Sought sought) {
  sought_ = std::move(sought);
  finding_.begin(trace, sought_.way);
}

void Jobs::list(const store::Trace& trace, const std::string& words) {
  searching_.list(trace, words);
}

void Jobs::read(const store::Trace& trace, const ask::Read& wanted) {
  switch (wanted.whom) {
    case ask::Read::For::lines:
      return reading_.begin(trace, wanted.pass);
    case ask::Read::For::past:
      return asking_.begin(trace, wanted.pass);
  }
}

void Jobs::go_on(const store::Trace& trace, Size size) {
  exporting_.go_on(trace);
  finding_.go_on(trace);
  searching_.go_on(trace);
  stopping_.go_on(trace);
  reading_.go_on(trace);
  asking_.go_on(trace);
  counting_.go_on(trace);
  check(trace, size);
}

// A trace that still grows is looked at as it comes, a part for each frame: another one on the same
// file would have to begin anew each time.
void Jobs::check(const store::Trace& trace, Size size) {
  if (size == Size::grows) {
    all_checked_ = !trace.check_more();
    if (contradicted_.size() != trace.contradicted().size()) contradicted_ = trace.contradicted();
    return;
  }
  if (!checking_.busy() && checked_ != trace.size()) {
    checked_ = trace.size();
    all_checked_ = false;
    check_ = std::make_shared<Check>();
    checking_.begin(trace, check_);
  }
  checking_.go_on(trace);
  if (check_ == nullptr) return;
  check_->take(&contradicted_);
  if (checking_.take() == nullptr) return;
  check_ = nullptr;
  all_checked_ = true;
}

std::optional<Jobs::Found> Jobs::take_found() {
  if (finding_.take() == nullptr) return {};
  const std::optional<uint64_t> step = sought_.way->step();
  return Found{std::exchange(sought_, {}), step};
}

facts::Fault Jobs::take_fault() {
  for (Passing* passing : {&finding_, &reading_, &asking_, &checking_}) {
    if (facts::Fault fault = passing->take_fault()) return fault;
  }
  if (facts::Fault fault = searching_.take_fault()) return fault;
  if (facts::Fault fault = stopping_.take_fault()) return fault;
  if (facts::Fault fault = counting_.take_fault()) return fault;
  return exporting_.take_fault();
}

Jobs::Kind Jobs::kind() const {
  if (opener_.busy()) return Kind::opening;
  if (exporting_.busy()) return Kind::writing;
  if (finding_.busy()) return Kind::finding;
  if (searching_.search().busy) return Kind::searching;
  if (reading_.busy()) return Kind::reading;
  if (asking_.busy()) return Kind::asking;
  if (stopping_.busy()) return Kind::stopping;
  if (counting_.busy()) return Kind::counting;
  return checking_.busy() ? Kind::checking : Kind::none;
}

Worker::Progress Jobs::progress() const {
  switch (kind()) {
    case Kind::none:
      break;
    case Kind::opening:
      return opener_.progress();
    case Kind::writing:
      return exporting_.progress();
    case Kind::finding:
      return finding_.progress();
    case Kind::searching:
      return {search().read, search().all};
    case Kind::reading:
      return reading_.progress();
    case Kind::asking:
      return asking_.progress();
    case Kind::stopping:
      return stopping_.progress();
    case Kind::counting:
      return counting_.progress();
    case Kind::checking:
      return checking_.progress();
  }
  return {};
}

std::string Jobs::doing() const {
  switch (kind()) {
    case Kind::none:
      break;
    case Kind::opening:
      return messages_->text("ui.work.opening", {{"name", opening_name_}});
    case Kind::writing:
      return messages_->text("ui.work.writing",
                             {{"what", messages_->text(what_is_written(exporting_.order().id))}});
    case Kind::finding:
      return sought_.doing;
    case Kind::searching:
      return messages_->text("ui.work.searching", {{"search", search().words}});
    case Kind::reading:
      return messages_->text("ui.work.reading_lines");
    case Kind::asking:
      return messages_->text("ui.work.past");
    case Kind::stopping:
      return messages_->text("ui.work.stops");
    case Kind::counting:
      return messages_->text("ui.work.counting");
    case Kind::checking:
      return messages_->text("ui.work.checking");
  }
  return "";
}

Work Jobs::work() const {
  const Worker::Progress now = progress();
  const double share =
      now.all > 0 ? static_cast<double>(now.done) / static_cast<double>(now.all) : 0;
  return {doing(), static_cast<float>(share)};
}

void Jobs::cancel() {
  switch (kind()) {
    case Kind::none:
      break;
    case Kind::opening:
      return opener_.cancel();
    case Kind::writing:
      return exporting_.cancel();
    case Kind::finding:
      return finding_.cancel();
    case Kind::searching:
      return searching_.cancel();
    case Kind::reading:
      return reading_.cancel();
    case Kind::asking:
      return asking_.cancel();
    case Kind::stopping:
      return stopping_.cancel();
    case Kind::counting:
      return counting_.cancel();
    case Kind::checking:
      check_ = nullptr;
      return checking_.cancel();
  }
}

void Jobs::leave() {
  exporting_.cancel();
  finding_.leave();
  searching_.leave();
  reading_.leave();
  asking_.leave();
  stopping_.leave();
  counting_.leave();
  checking_.leave();
  check_ = nullptr;
  checked_ = 0;
  all_checked_ = false;
  contradicted_.clear();
}

}  // namespace greenlens::gui
