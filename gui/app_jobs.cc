// What of an app's work is done beside its frames: how it begins, and what is made of what comes of
// it.
#include <memory>
#include <utility>

#include "gui/app.h"
#include "gui/kept_run.h"
#include "gui/recent.h"
#include "tracer/lints/find_all.h"
#include "tracer/words/lists.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

void App::begin_opening(const std::string& file) {
  if (!options_.open) return;
  jobs_.open(
      file,
      [this, file, opening = options_.open](const store::OnProgress& progress) -> Worker::Finish {
        // A finish has to be copied; the source goes along in a box.
        auto opened = std::make_shared<Opened>(opening(file, progress));
        return [this, file, opened] { take_opened(file, std::move(*opened)); };
      });
}

void App::take_opened(const std::string& file, Opened opened) {
  if (!opened) {
    arrival_.reset();
    return say(opened.fault());
  }
  leave();
  program_ = {};
  open(std::move(*opened), file);
  remember(file);
  find_relatives(file);
  arrive(file);
  apply_first();
}

// It is held against a trace that is opened once more. What lies in memory cannot be: a short one
// is looked at here.
void App::begin_comparing(const std::string& file) {
  if (!session_ || !options_.open) return;
  const store::Trace& trace = session_->trace();
  const store::Trace::Opening another = trace.another();
  const bool is_short = is_over() && trace.size() <= store::kExactSteps;
  if (!another && !is_short) return say(messages_->text("ui.beside.unsaved"), true);
  jobs_.open(file,
             [this, file, another,
              opening = options_.open](const store::OnProgress& progress) -> Worker::Finish {
               if (another) {
                 auto aligned = std::make_shared<Aligning>(align(file, opening, another, progress));
                 return [this, aligned] { take_aligned(std::move(*aligned)); };
               }
               auto opened = std::make_shared<Opened>(opening(file, progress));
               return [this, file, opened] {
                 if (!session_) return;
                 if (!*opened) return say(opened->fault());
                 take_aligned(align(file, std::move(**opened), session_->trace(), {}));
               };
             });
}

void App::take_aligned(Aligning aligned) {
  if (!session_) return;
  if (!aligned) return say(aligned.fault());
  comparing_.begin(std::move(*aligned));
  raise("stack");
}

// Both are short, as scenarios are.
void App::stand_beside_before() {
  if (before_ == nullptr) return;
  const session::SourceStatus status = before_->poll(0);
  const bool has_ended =
      status == session::SourceStatus::finished || status == session::SourceStatus::failed;
  if (!has_ended || !is_over()) return;
  const std::string name = before_->trace().info().title;
  const what_if::SameMoment same =
      what_if::same_moment(before_->trace(), step_beside_, session_->trace());
  take_aligned(align(name, std::make_unique<KeptRun>(std::move(before_)), session_->trace(), {}));
  go_to(same, step_beside_);
}

// Where the run before was left, once this one has come to its end.
void App::go_to_same_moment() {
  if (moment_of_ == nullptr || !is_over()) return;
  const auto before = std::exchange(moment_of_, nullptr);
  go_to(what_if::same_moment(before->trace(), moment_step_, session_->trace()), moment_step_);
}

// A run with other settings may have no such step.
void App::go_to(const what_if::SameMoment& same, uint64_t wanted) {
  session_->seek(same.step);
  cursor_moved();
  if (same.of == wanted) return;
  say(messages_->text("ui.change.nearest",
                      {{"wanted", std::to_string(wanted)}, {"step", std::to_string(same.of)}}),
      false);
}

void App::go_on_comparing() {
  if (!session_) return;
  stand_beside_before();
  go_to_same_moment();
  comparing_.go_on(*messages_, session_->trace(), options_.shown_name, moment_, run_);
}

void App::take_work() {
  jobs_.take_opened();
  const std::string before = notice_.words;
  if (session_) {
    jobs_.go_on(session_->trace(), is_over() ? Jobs::Size::stays : Jobs::Size::grows);
    take_found();
  }
  take_written();
  // Behind what came of the job that has met it.
  if (session_) {
    say_fault(jobs_.take_fault(),
              notice_.words != before ? notice_.words + words::between_sentences(*messages_) : "");
  }
}

void App::take_written() {
  const bool is_recording = jobs_.order().id == kRecording;
  const std::string solution = jobs_.order().solution;
  const auto written = jobs_.take_written();
  if (!written) return;
  if (!*written) {
    leaving_.reset();
    return say(written->fault());
  }
  say(solution.empty()
          ? messages_->text("ui.exported", {{"file", **written}})
          : messages_->text("ui.exported.form", {{"file", **written}, {"solution", solution}}),
      false);
  if (!is_recording) return;
  if (!began_live_) return remember(**written);
  kept_in_ = **written;
  kept_steps_ = keeping_steps_;
  notes_.keep_beside(kept_in_);
  remember(kept_in_);
  // Of what the program has told meanwhile it is asked again.
  if (const auto leaving = std::exchange(leaving_, {})) carry_out(*leaving);
}

// The first things that are wrong with their file are said, each with its line; all else in it
// holds.
void App::take_bindings() {
  constexpr size_t kSaid = 3;
  ReadBindings read = parse_bindings(options_.keys ? *options_.keys : "");
  bindings_ = std::move(read.bindings);
  if (!options_.keys) wrong_keys_ = words::sentence(*messages_, options_.keys.fault());
  if (read.problems.empty()) return;
  wrong_keys_ = messages_->text("keys.problems", {{"file", options_.keys_file}});
  for (size_t i = 0; i < read.problems.size() && i < kSaid; ++i) {
    words::add_sentence(*messages_, problem_text(*messages_, read.problems[i]), &wrong_keys_);
  }
  if (read.problems.size() <= kSaid) return;
  const std::string more = std::to_string(read.problems.size() - kSaid);
  words::add_sentence(*messages_, messages_->text("keys.more", {{"count", more}}), &wrong_keys_);
}

void App::remember(const std::string& file) {
  if (file.empty()) return;
  const bool is_whole = file[0] == '/' || folders_.here().empty();
  settings_.recent = with_recent(settings_.recent, is_whole ? file : folders_.here() + '/' + file);
  look_for_recent();
}

void App::look_for_recent() { folders_.look_for(settings_.recent); }

void App::find(Sought sought) {
  choices_.playing = false;
  jobs_.find(session_->trace(), std::move(sought));
  take_found();
}

void App::take_found() {
  const std::optional<Jobs::Found> found = jobs_.take_found();
  if (!found) return;
  if (found->step) return act(ask::Seek{*found->step});
  if (found->sought.otherwise) return found->sought.otherwise();
  say(found->sought.none, false);
}

// A short one is looked through as soon as it is there; others while somebody shows numbers of them
// (Counting).
void App::take_lints() {
  constexpr uint64_t kShort = 2048;  // steps: some milliseconds
  if (!session_ || !is_over() || lints_ != nullptr || !jobs_.all_checked()) return;
  if (session_->trace().size() > kShort) return;
  lints_ = std::make_shared<const std::vector<lints::Fired>>(
      *lints::find_all(session_->trace(), {}, lints::Ends::later));
}

}  // namespace greenlens::gui
