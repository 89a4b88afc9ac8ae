#include "gui/banner.h"

#include "gui/ending.h"
#include "tracer/findings/findings_text.h"

namespace greenlens::gui {
namespace {

const char* doing_id(session::Doing doing) {
  switch (doing) {
    case session::Doing::unknown:
      return "ui.still.unknown";
    case session::Doing::running:
      return "ui.still.running";
    case session::Doing::sleeping:
      return "ui.still.sleeping";
    case session::Doing::waiting_for_input:
      return "ui.still.input";
    case session::Doing::waiting_for_disk:
      return "ui.still.disk";
    case session::Doing::stopped:
      return "ui.still.stopped";
    case session::Doing::ended:
      return "ui.still.ended";
  }
  return "";
}

Banner standstill(const Look& look) {
  Banner banner;
  banner.words = look.text(
      "ui.still", {{"name", look.shown_name}, {"seconds", std::to_string(look.still.seconds)}});
  const session::Activity& activity = look.still.activity;
  const std::string id = doing_id(activity.doing);
  banner.details = look.text(id, {{"process", std::to_string(activity.process)}});
  banner.buttons = {{look.text("ui.still.stop"), ask::Stop{}},
                    {look.text("ui.still.look_back"), ask::LookBack{}}};
  return banner;
}

// Of a program that ended badly: whether what it told is in a file.
void say_what_is_kept(const Look& look, Banner* banner) {
  switch (kind_of(look.fault)) {
    case Ending::good:
    case Ending::incomplete:
    case Ending::damaged:
      return;
    case Ending::crashed:
    case Ending::raised:
    case Ending::killed:
    case Ending::failed:
      break;
  }
  if (!look.began_live) return;
  if (!look.kept_in.empty() && !look.unsaved) {
    banner->details = look.text("ui.kept_in", {{"file", look.kept_in}});
    return;
  }
  banner->details = look.kept_in.empty() ? look.text("ui.kept_nowhere")
                                         : look.text("ui.kept_in_part", {{"file", look.kept_in}});
  banner->buttons = {{look.text("command.save_recording"), ask::Run{"save_recording"}}};
}

// Where nobody can go on any more, and what that comes from; behind the step that says so.
Banner standing_still(const Look& look) {
  if (look.findings == nullptr) return {};
  for (const findings::Finding& finding : *look.findings) {
    const bool is_past = look.moment.number >= finding.step;
    if (finding.kind != findings::Kind::never_woken || !is_past || !finding.cause) continue;
    findings::Finding alone = finding;
    alone.cause.reset();
    Banner banner{finding_text(look.messages, alone),
                  cause_text(look.messages, *finding.cause),
                  true,
                  false,
                  {}};
    banner.buttons = {{look.text("ui.banner.cause"), ask::Seek{finding.cause->step}}};
    return banner;
  }
  return {};
}

}  // namespace

Banner banner_of(const Look& look) {
  if (!look.notice.words.empty()) {
    Banner banner{look.notice.words, "", look.notice.trouble, true, {}};
    if (look.notice.of_the_end) say_what_is_kept(look, &banner);
    return banner;
  }
  if (look.still.seconds > 0 && look.waits_for_program && look.waiting_alone == 0) {
    return standstill(look);
  }
  return standing_still(look);
}

}  // namespace greenlens::gui
