// greenlens record: everything a program does, into a file.
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/other_way.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/target.h"
#include "tracer/facts/amount.h"
#include "tracer/processes/names.h"
#include "tracer/store/last_part.h"
#include "tracer/store/recording_file.h"
#include "tracer/store/timeline.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"

namespace greenlens::cli {
namespace {

// What becomes of a program whose recording cannot go on.
constexpr const char* kGoesOn = "continue";
constexpr const char* kStops = "stop";
// A --switch that looks for the functions itself.
constexpr const char* kLooksItself = "auto";

// A program that Ctrl-C was meant for has so long to end, before it is said how to end without it.
constexpr std::chrono::milliseconds kTimeToEnd{1000};

struct RecordOptions {
  std::string target;
  std::vector<std::string> arguments;
  std::string file;
  std::string unwatched = kGoesOn;
  DetailOptions detail;
  uint64_t limit = 0;  // bytes; 0: none
  std::string last;    // how much is kept of its end; empty: all
  bool no_children = false;
  bool stops() const { return unwatched == kStops; }
};

// For an option that is one.
std::string as_size(std::string& text) {
  const std::optional<uint64_t> bytes = facts::read_bytes(text);
  if (!bytes) return say("cli.limit", {{"limit", text}});
  text = std::to_string(*bytes);
  return "";
}

// "30s" or "100MB"; none when it is neither, or nothing.
std::optional<store::KeptPart> read_kept_part(const std::string& text) {
  const std::optional<uint64_t> ns = facts::read_duration(text);
  if (ns) return *ns > 0 ? std::optional(store::KeptPart{0, *ns}) : std::nullopt;
  const std::optional<uint64_t> bytes = facts::read_bytes(text);
  return bytes ? std::optional(store::KeptPart{*bytes, 0}) : std::nullopt;
}

store::KeptPart kept_part(const std::string& text) {
  return read_kept_part(text).value_or(store::KeptPart{});
}

// Each process that it forks, and each Python program that is started from there, records itself
// beside this one's file: what that needs, it inherits.
void follow_children(const RecordOptions& options) {
  const auto say_to_them = [](const char* name, const std::string& value) {
    if (!value.empty()) setenv(name, value.c_str(), 1);
  };
  std::error_code failed;
  const std::string file = std::filesystem::absolute(options.file, failed);
  if (failed) return;
  say_to_them("GREENLENS_TRACE", processes::name_for_children(file));
  say_to_them("GREENLENS_TRACE_LAST", options.last);
  say_to_them("GREENLENS_DETAIL", options.detail.detail);
  say_to_them("GREENLENS_BYTES", options.detail.bytes);
}

ExitCode open_file(const RecordOptions& options, store::RecordingFile* file) {
  switch (file->open(options.file)) {
    case store::RecordingFile::Opened::fine:
      return kFine;
    case store::RecordingFile::Opened::unwritable:
      refuse(kWrongUsage,
             say("cli.cannot_write", {{"file", options.file}, {"reason", file->reason()}}));
      break;
    case store::RecordingFile::Opened::in_use:
      refuse(kWrongUsage, say("cli.record.in_use", {{"file", options.file}}));
      break;
    case store::RecordingFile::Opened::terminal:
      refuse(kWrongUsage, say("cli.record.terminal", {{"file", options.file}}));
      break;
  }
  return kWrongUsage;
}

// One recording, from the first byte to the last sentence.
class Recording {
 public:
  Recording(const RecordOptions& options, store::RecordingFile& file, live::TargetProcess& target,
            bool follows)
      : options_(options), follows_(follows), file_(file), target_(target) {
    // The stream is the file: it is kept as it comes, whatever happens to the program
    // or to us.
    target_.set_tap([this](std::string_view bytes) { write(bytes); });
    if (!options.last.empty()) last_.emplace(kept_part(options.last), part_file());
  }

  int run() {
    const auto status = run_to_the_end(target_, &timeline_, {}, [this] {
      if (timeline_.size() > 0) keep();  // else the file of before stays
      return look();
    });
    progress_.hide();
    if (refused_) return kCheckFailed;
    const bool has_index = !last_ || last_->finish();
    if (!has_index || !file_.finish()) {
      return refuse(kCheckFailed,
                    say("cli.cannot_write", {{"file", options_.file}, {"reason", file_.reason()}}));
    }
    if (timeline_.size() > 0) say_what_there_is();
    return say_how_it_ended(target_, status);
  }

 private:
  void write(std::string_view bytes) {
    if (!refused_ && !(last_ ? last_->take(bytes) : file_.write(bytes))) stop();
  }
  store::PartFile part_file() {
    return {[this](std::string_view bytes) { return file_.write(bytes); },
            [this](std::string_view head, uint64_t from) {
              const bool good = file_.keep() && file_.replace_front(head, from);
              if (!good) why_not_anew_ = file_.reason();
              return good;
            },
            [this]() -> std::unique_ptr<store::Bytes> {
              if (!file_.keep()) return why_not_anew_ = file_.reason(), nullptr;
              auto bytes = store::open_bytes(file_.path());
              if (!bytes) return why_not_anew_ = bytes.fault().details, nullptr;
              return std::move(*bytes);
            }};
  }
  void keep() {
    if (!refused_ && !file_.keep()) stop();
  }
  // At once: what else the program does is not recorded, and it may go on for long.
  void stop() {
    refused_ = true;
    progress_.hide();
    const std::string what = options_.stops() ? "cli.record.stopped" : "cli.record.unwatched";
    refuse(kCheckFailed, say(what + (last_ && last_->part() ? ".last" : ""),
                             {{"file", options_.file},
                              {"reason", file_.reason()},
                              {"events", std::to_string(timeline_.size())}}));
    file_.finish();
  }
  // Not from within the tap: the source is about to read on. Whether the program's end is waited
  // for.
  bool look() {
    auto wanted = interrupts_.wanted();
    // The terminal tells nobody but us.
    if (wanted == Interrupts::Wanted::end_of_program && !target_.is_ours()) {
      wanted = Interrupts::Wanted::end;
    }
    const bool full = options_.limit != 0 && file_.bytes() >= options_.limit;
    if (full && !left_ && !refused_) limited_ = true;
    const bool interrupted = wanted == Interrupts::Wanted::end || full;
    if ((refused_ || interrupted) && !left_) {
      left_ = true;
      if (options_.stops()) target_.kill();
      target_.leave();
    }
    if (wanted == Interrupts::Wanted::end_of_program) say_that_it_was_told();
    if (last_ && !refused_ && !said_growing_) say_that_it_grows();
    if (!refused_) {
      progress_.show({timeline_.size(), timeline_.switches(), file_.bytes()});
    }
    return !interrupted;
  }
  // Once, of a program that has other plans.
  void say_that_it_was_told() {
    const auto now = std::chrono::steady_clock::now();
    if (told_at_ == std::chrono::steady_clock::time_point()) told_at_ = now;
    if (said_ || now - told_at_ < kTimeToEnd) return;
    said_ = true;
    progress_.hide();
    print_aside(say("cli.record.once_more"));
  }
  // Once while it is recorded, and at the end if it is still so.
  void say_that_it_grows() {
    const std::string why = growing("cli.record.growing");
    if (why.empty()) return;
    said_growing_ = true;
    progress_.hide();
    print_aside(why);
  }
  std::string growing(const std::string& id) const {
    const char* why = "";
    switch (last_->trouble()) {
      case store::LastPart::Trouble::none:
        return "";
      case store::LastPart::Trouble::not_written_anew:
        why = ".not_written_anew";
        break;
      case store::LastPart::Trouble::no_beginning:
        why = ".no_beginning";
        break;
    }
    return say(id + why, {{"file", options_.file}, {"reason", why_not_anew_}});
  }
  void say_what_there_is() {
    const state::State end = timeline_.last();
    const std::string sentence =
        say("cli.recorded", {{"events", std::to_string(timeline_.size())},
                             {"switches", std::to_string(end.switches)},
                             {"bytes", std::to_string(end.bytes_out + end.bytes_in)},
                             {"file", options_.file}});
    file_.is_standard_output() ? print_aside(sentence) : print(sentence);
    say_what_else_is_to_be_known(end);
    if (const size_t count = timeline_.contradictions(); count > 0) {
      print_aside(say("cli.recorded.contradicted",
                      {{"count", std::to_string(count)}, {"file", options_.file}}));
    }
    if (last_ && last_->part()) {
      print_aside(
          say("cli.recorded.last", {{"file", options_.file},
                                    {"first", std::to_string(last_->part()->first)},
                                    {"switches", std::to_string(last_->part()->switches)}}));
    }
    if (last_ && last_->trouble() != store::LastPart::Trouble::none) {
      print_aside(growing("cli.recorded.growing"));
    }
    if (limited_) print_aside(say("cli.recorded.limited", {{"file", options_.file}}));
    if (end.events_lost > 0) {
      print_aside(say("cli.recorded.lost", {{"count", std::to_string(end.events_lost)}}));
    }
  }

  // Of an end that is no failure, and of what is in no recording.
  void say_what_else_is_to_be_known(const state::State& end) {
    const bool is_told = end.end == facts::End::returned || end.end == facts::End::crashed ||
                         end.end == facts::End::raised || end.end == facts::End::killed;
    if (end.program_finished && !is_told) {
      const state::Moment last = timeline_.at(timeline_.size());
      print_aside(words::narrate(catalogue(), last).headline);
    }
    if (const facts::Fault fault = target_.not_stepped()) print_aside(say(fault));
    if (options_.detail.switches == std::vector<std::string>{kLooksItself}) say_what_switched();
    for (const std::string& name : target_.functions().unknown_stacks) {
      print_aside(say("cli.recorded.no_stack", {{"name", name}}));
    }
    const auto unrecorded = target_.unrecorded();
    // Of those that record themselves the files say how many they are.
    if (follows_) {
      if (unrecorded.children > 0)
        print_aside(say("cli.recorded.family", {{"file", options_.file}}));
    } else if (unrecorded.children > 0) {
      print_aside(say("cli.recorded.children", {{"count", std::to_string(unrecorded.children)}}));
    }
    if (unrecorded.programs > 0) {
      print_aside(say("cli.recorded.programs", {{"count", std::to_string(unrecorded.programs)}}));
    }
  }

  void say_what_switched() {
    std::string names;
    for (const std::string& name : target_.functions().switched) {
      words::add_name(catalogue(), name, &names);
    }
    if (!names.empty()) print_aside(say("cli.recorded.switched", {{"names", names}}));
  }

  const RecordOptions& options_;
  const bool follows_;  // its children record themselves
  store::RecordingFile& file_;
  live::TargetProcess& target_;
  std::optional<store::LastPart> last_;
  store::Timeline timeline_{store::Timeline::Keeps::the_end};
  Progress progress_;
  Interrupts interrupts_;
  std::chrono::steady_clock::time_point told_at_;  // it was told to end
  bool said_ = false;                              // and that it was
  bool refused_ = false;                           // the file takes nothing more
  bool left_ = false;
  std::string why_not_anew_;  // the system's reason
  bool said_growing_ = false;
  bool limited_ = false;  // it became as large as it may
};

// "%p" is the number of the process that writes the file: this one. (That of the program is not
// known before the file is there.)
std::string with_own_number(std::string file) {
  constexpr std::string_view kNumber = "%p";
  for (size_t at = file.find(kNumber); at != file.npos; at = file.find(kNumber, at)) {
    file.replace(at, kNumber.size(), std::to_string(getpid()));
  }
  return file;
}

int record_to(const RecordOptions& options) {
  auto command = find_target(options.target, options.arguments, options.detail.cpu);
  if (!command) return refuse(kWrongUsage, say(command.fault()));
  if (!options.last.empty() && !read_kept_part(options.last)) {
    return refuse(kWrongUsage, say("cli.last", {{"last", options.last}}));
  }
  store::RecordingFile file;
  if (const ExitCode status = open_file(options, &file); status != kFine) return status;
  if (!options.last.empty() && !file.is_file()) {
    return refuse(kWrongUsage, say("cli.last.no_file", {{"file", options.file}}));
  }
  if (file.is_standard_output() && command->output == live::Output::is_ours) {
    command->output = live::Output::errors;
  }
  if (options.stops()) command->orphan = live::Orphan::ends;
  const facts::Fault apart = detail_refused(options.detail, options.target, options.arguments);
  if (apart) return refuse(kWrongUsage, say(apart));
  set_detail(options.detail, options.target, &*command);
  DetailOptions detail = options.detail;
  const facts::Fault no_way = set_ways(&detail, options.target, &*command);
  if (no_way) return refuse(kWrongUsage, say(no_way));
  const bool follows = command->is_python && file.is_file() && !options.no_children;
  if (follows) follow_children(options);
  auto started = live::TargetProcess::start(*command);
  if (!started) return refuse(kWrongUsage, say(started.fault()));
  return Recording(options, file, **started, follows).run();
}

}  // namespace

void add_record(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("record", say("cli.help.record"));
  auto options = std::make_shared<RecordOptions>();
  command->add_option("target", options->target, say("cli.help.target"))->required();
  command->add_option("arguments", options->arguments, say("cli.help.arguments"));
  command->add_option("-o,--output", options->file, say("cli.help.record_file"))->required();
  command->add_option("--unwatched", options->unwatched, say("cli.help.unwatched"))
      ->check(CLI::IsMember({kGoesOn, kStops}))
      ->capture_default_str();
  add_module_option(command, &options->target);
  add_detail_options(command, &options->detail);
  command->add_option("--limit", options->limit, say("cli.help.limit"))
      ->transform(CLI::Validator(as_size, ""));
  command->add_flag("--no-children", options->no_children, say("cli.help.no_children"));
  command->add_option("--last", options->last, say("cli.help.last"));
  command->callback([options, &status] {
    options->file = with_own_number(options->file);
    status = record_to(*options);
  });
}

}  // namespace greenlens::cli
