#include "gui/comparing.h"

#include <utility>

#include "gui/recent.h"
#include "tracer/compare/comparison_words.h"
#include "tracer/facts/event.h"

namespace greenlens::gui {
namespace {

constexpr size_t kListed = 1;

facts::Fault cancelled(const std::string& file) {
  return {facts::FaultKind::cancelled, file, 0, 0, ""};
}

std::string name_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

std::string caption(const words::Messages& messages, const char* which, const std::string& name,
                    uint64_t step, uint64_t all) {
  return messages.text("diff.caption", {{"which", which},
                                        {"file", name_of(name)},
                                        {"step", std::to_string(step)},
                                        {"all", std::to_string(all)}});
}

}  // namespace

Aligning align(const std::string& file, std::unique_ptr<session::EventSource> source,
               const store::Trace& trace, const store::OnProgress& progress) {
  source->poll(nullptr, 0);
  const store::Trace* other = source->stored();
  if (other == nullptr) return cancelled(file);
  AlignedRecording made{file, {}, {}, {}};
  auto comparison = compare::compare(trace, *other, {}, kListed, progress, &made.counterparts);
  if (!comparison) return cancelled(file);
  made.comparison = std::move(*comparison);
  made.source = std::move(source);
  return made;
}

Aligning align(const std::string& file,
               const std::function<Opened(const std::string&, const store::OnProgress&)>& open,
               const store::Trace::Opening& another, const store::OnProgress& progress) {
  auto source = open(file, progress);
  if (!source) return source.fault();
  auto own = another(progress);
  if (!own) return own.fault();
  return align(file, std::move(*source), **own, progress);
}

void Comparing::pin(const state::Moment& moment) {
  end();
  pinned_ = moment;
}

void Comparing::begin(AlignedRecording other) {
  end();
  auto run = std::make_shared<scene::RunExtent>();
  run->follow(*other.source->stored(), /*grows=*/false);
  other_run_ = std::move(run);
  other_ = std::move(other);
}

std::optional<uint64_t> Comparing::first_difference() const {
  if (!other_) return {};
  const auto places = compare::first_difference(other_->comparison);
  return places ? std::optional(places->a) : std::nullopt;
}

void Comparing::go_on(const words::Messages& messages, const store::Trace& trace,
                      const std::string& name, const state::Moment& moment,
                      const std::shared_ptr<const scene::RunExtent>& run) {
  if (!is_on() || run == nullptr) return;
  const bool is_same = beside_.version != 0 && moment_.number == moment.number && run_ == run &&
                       steps_ == trace.size();
  if (is_same) return;
  moment_ = moment;
  if (run_ != run) {
    run_ = run;
    auto both = std::make_shared<scene::RunExtent>(*run);
    if (other_run_ != nullptr) both->include(*other_run_);
    beside_.run = std::move(both);
  }
  steps_ = trace.size();
  ++beside_.version;
  beside_.said.clear();
  if (pinned_) return stand_beside_pinned(messages, trace);
  stand_beside_other(messages, trace, name);
}

void Comparing::stand_beside_pinned(const words::Messages& messages, const store::Trace& trace) {
  const std::string all = std::to_string(trace.size());
  beside_.side = Beside::Side::left;
  beside_.moment = *pinned_;
  beside_.machine = words::machine_of(trace.info());
  beside_.caption =
      messages.text("ui.beside.pinned", {{"step", std::to_string(pinned_->number)}, {"all", all}});
  beside_.own_caption =
      messages.text("page.step_of", {{"step", std::to_string(moment_.number)}, {"all", all}});
}

// Where the same had happened in the thread that told this step.
void Comparing::stand_beside_other(const words::Messages& messages, const store::Trace& trace,
                                   const std::string& name) {
  const store::Trace& other = *other_->source->stored();
  const facts::ThreadId thread = moment_.event != nullptr ? moment_.event->thread : 1;
  const compare::Counterpart there = other_->counterparts.of(thread, moment_.number);
  beside_.side = Beside::Side::right;
  beside_.is_other = true;
  beside_.moment = other.at(there.step);
  beside_.machine = words::machine_of(other.info());
  beside_.another = other.another();
  const std::string& own = name.empty() ? trace.info().title : name;
  beside_.own_caption = caption(messages, "A", own, moment_.number, trace.size());
  beside_.caption = caption(messages, "B", other_->name, there.step, other.size());
  const uint64_t leads_to = first_difference().value_or(0);
  for (const std::string& line : first_difference_lines(messages, other_->comparison)) {
    beside_.said.push_back({line, leads_to});
  }
  switch (there.kind) {
    case compare::Counterpart::Kind::same:
      break;
    case compare::Counterpart::Kind::differs:
      beside_.said.push_back({messages.text("diff.apart")});
      break;
    case compare::Counterpart::Kind::ended:
      beside_.said.push_back(
          {messages.text("diff.beyond", {{"which", "B"}, {"step", std::to_string(there.step)}})});
      break;
  }
}

}  // namespace greenlens::gui
