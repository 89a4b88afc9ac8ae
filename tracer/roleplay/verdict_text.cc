#include "tracer/roleplay/verdict_text.h"

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/state/footprint.h"
#include "tracer/words/notes.h"

namespace greenlens::roleplay {
namespace {

using words::Messages;

std::string name(const Stage& stage, facts::GreenletId id) {
  return words::name_in_note(stage.state, id);
}

}  // namespace

std::string task_text(const Messages& messages, const Stage& stage) {
  const rules::Plan& plan = stage.plan;
  const char* id = "roleplay.task.resume";
  if (plan.origin == plan.target) {
    id = "roleplay.task.itself";
  } else if (plan.start) {
    id = plan.origin_is_dying ? "roleplay.task.dying_start" : "roleplay.task.start";
  } else if (plan.origin_is_dying) {
    id = "roleplay.task.dying";
  }
  return messages.text(id, {{"origin", name(stage, plan.origin)},
                            {"target", name(stage, plan.target)},
                            {"sp", facts::format_address(stage.sp)}});
}

std::string verdict_text(const Messages& messages, const Stage& stage, const Verdict& verdict) {
  if (verdict.is_right()) return messages.text("roleplay.right");
  const Messages::Place who{"name", name(stage, verdict.who)};
  const std::string id = std::string("roleplay.refused.") + facts::enum_name(verdict.reason);
  // Of nobody there is a sentence of its own where one makes sense.
  const bool is_nobody = verdict.by == 0 && messages.has(id + ".nobody");
  std::string text = messages.text(
      is_nobody ? id + ".nobody" : id,
      {who,
       {"by", name(stage, verdict.by)},
       {"from", facts::format_address(verdict.bytes.from)},
       {"to", facts::format_address(verdict.bytes.to)},
       {"bytes", std::to_string(state::slice_size(verdict.bytes.from, verdict.bytes.to))},
       {"sp", facts::format_address(stage.sp)},
       {"origin", name(stage, stage.plan.origin)},
       {"target", name(stage, stage.plan.target)}});
  switch (verdict.crash) {
    case Crash::never:
      return text;
    case Crash::at_once:
      return text + ' ' +
             messages.text("roleplay.crash.at_once", {{"name", name(stage, stage.plan.target)}});
    case Crash::when_resumed:
      return text + ' ' + messages.text("roleplay.crash.when_resumed", {who});
    case Crash::later:
      return text + ' ' + messages.text("roleplay.crash.later", {who});
  }
  return text;
}

std::string hint_text(const Messages& messages, const Stage& stage, std::span<const Move> made,
                      HintDepth depth) {
  const std::optional<Move> next = next_move(stage, made);
  if (!next) return messages.text("roleplay.over");
  switch (depth) {
    case HintDepth::general:
      return messages.text(
          std::string("roleplay.hint.") + facts::enum_name(next->kind),
          {{"origin", name(stage, stage.plan.origin)}, {"target", name(stage, stage.plan.target)}});
    case HintDepth::exact:
      return messages.text("roleplay.hint.exact", {{"move", typed_move(stage, *next)}});
  }
  return "";
}

}  // namespace greenlens::roleplay
