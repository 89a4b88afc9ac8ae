#include "tracer/scene/timeline/branches_scene.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/text_width.h"
#include "tracer/store/history.h"
#include "tracer/store/levels.h"

namespace greenlens::scene {
namespace {

class BranchesPicture {
 public:
  BranchesPicture(const words::Messages& messages, const Branches& branches, const ShownPart& above,
                  const SceneOptions& options, Painter* painter)
      : messages_(messages),
        branches_(branches),
        above_(above),
        options_(options),
        painter_(*painter) {}

  void paint() {
    paint_fork();
    paint_runs();
    paint_captions();
  }

 private:
  static constexpr float kMargin = 12;
  static constexpr float kRow = 20, kBar = 16;              // the bars' top and height
  static constexpr float kCaptionSize = 12, kCaption = 14;  // and its baseline
  static constexpr float kNameSize = 10.5f;
  static constexpr float kBetween = 26;  // the two captions
  static constexpr float kCurve = 12;    // the way from the timeline above
  static constexpr float kLeastOutlined = 4;
  static constexpr float kDot = 8;
  static constexpr float kLeastWords = 60;

  float right() const { return options_.width - kMargin; }
  float x(uint64_t step) const {
    const auto steps = static_cast<float>(std::max<uint64_t>(1, above_.to - above_.from));
    const float at = static_cast<float>(step) - static_cast<float>(above_.from);
    return above_.left + at / steps * (above_.right - above_.left);
  }
  bool is_seen(float at) const { return at >= above_.left - 1 && at <= right() + 1; }
  static std::string id(const std::string& part) { return kOtherBranch + part; }

  // It leaves the timeline above, where the two part.
  void paint_fork() {
    const float at = x(branches_.fork), to = kRow + kBar / 2;
    if (!is_seen(at)) return;
    const Meaning meaning{
        messages_.text("scene.branches.fork_tip", {{"step", std::to_string(branches_.fork)}}), 0,
        branches_.fork};
    painter_
        .line("branches.way", {{at, kDot / 2}, {at, to}, {at, to}, {at + kCurve, to}}, kMuted,
              meaning)
        .width = 2;
    Rect& dot = painter_.rect("branches.fork", {at - kDot / 2, 0, kDot, kDot}, kAccent, meaning);
    dot.radius = kDot / 2, dot.outlined = false;
  }

  void paint_runs() {
    const store::Trace& trace = branches_.other;
    const uint64_t from = std::max(branches_.fork, above_.from), to = trace.size();
    if (from >= to || x(from) > right()) return;
    if (to - from > store::kExactSteps) return paint_too_much(from, to);
    const std::shared_ptr<const store::History> history = trace.history(from, to);
    std::vector<store::Run> runs = history->runs();
    for (const store::Run& now : history->running()) runs.push_back(now);
    for (const store::SwitchSpan& span : history->switches()) paint_switch(span, from);
    float painted = 0;
    for (const store::Run& run : runs) {
      const float a = std::max(x(std::max(run.from, from)), above_.left);
      const float b = std::min(x(std::min(run.to, to)), right());
      if (b <= a || b < painted + 1) continue;
      painted = b;
      const auto name = history->names().find(run.who);
      paint_bar(run, name != history->names().end() ? name->second : "", a, b);
    }
    paint_end(to);
  }

  // Of so many steps nobody could tell one from the other.
  void paint_too_much(uint64_t from, uint64_t to) {
    const float a = std::max(x(from), above_.left), b = std::min(x(to), right());
    painter_.rect(id(".all"), {a, kRow, b - a, kBar}, {Role::unused, 0},
                  {messages_.text("scene.branches.steps", {{"count", std::to_string(to - from)}}),
                   0, from + 1});
  }

  void paint_bar(const store::Run& run, const std::string& name, float a, float b) {
    const Meaning meaning{
        messages_.text(
            "scene.timeline.run_tip",
            {{"name", name}, {"from", std::to_string(run.from)}, {"to", std::to_string(run.to)}}),
        0, std::max<uint64_t>(run.from, branches_.fork + 1)};
    const std::string own = id(".run." + std::to_string(run.from));
    Rect& rect = painter_.rect(own, {a, kRow, b - a, kBar}, {Role::stale, run.who}, meaning);
    rect.outlined = b - a >= kLeastOutlined;
    Text text{{(a + b) / 2, kRow + kBar / 2 + kNameSize * kMiddleToBaseline},
              name,
              kNameSize,
              Face::sans,
              Align::center,
              {Role::ink, run.who}};
    text.on_stale = true;
    if (Painter::fits(text, b - a - 6)) painter_.text(own + ".name", text, b - a - 6, meaning);
  }

  // A thin line through the gap that it is.
  void paint_switch(const store::SwitchSpan& span, uint64_t from) {
    const float a = x(std::max(span.from, from)), b = std::min(x(span.to), right());
    if (b <= a || a < above_.left) return;
    const float middle = kRow + kBar / 2;
    Line& line = painter_.line(id(".switch." + std::to_string(span.number)),
                               {{a, middle}, {b, middle}}, kMuted, {"", 0, span.to});
    line.width = 1.5f;
  }

  // How it ends, in words where that is no good end.
  void paint_end(uint64_t step) {
    const facts::Event event = branches_.other.event(step);
    const auto* end = std::get_if<facts::ProgramFinished>(&event.fact);
    const float at = x(step);
    if (end == nullptr || !is_seen(at)) return;
    const bool good = end->how == facts::End::returned;
    const Style style = good ? kInk : Style{Role::error, 0};
    const std::string words =
        good ? messages_.text("scene.branches.ended")
             : messages_.text("scene.branches.ended_with", {{"what", end->what}});
    painter_.line(id(".end"), {{at, kRow - 2}, {at, kRow + kBar + 2}}, style, {words, 0, step})
        .width = 3;
    if (good) return;
    Text text{{at + 7, kRow + kBar / 2 + kNameSize * kMiddleToBaseline},
              words,
              kNameSize,
              Face::sans,
              Align::left,
              style};
    const float room = right() - at - 7;
    if (room > kLeastWords) painter_.text(id(".end.words"), text, room, {words, 0, step});
  }

  // What stands above, and what this one is: beside each other, from the fork on where there is
  // room.
  void paint_captions() {
    const std::string above =
        messages_.text("scene.branches.above", {{"which", branches_.shown_caption}});
    const std::string below =
        messages_.text("scene.branches.below", {{"which", branches_.other_caption}});
    const float wide = text_width(above, kCaptionSize, Face::bold);
    const float both = wide + kBetween + text_width(below, kCaptionSize, Face::bold);
    const float at =
        std::clamp(x(branches_.fork) + kCurve, above_.left, std::max(above_.left, right() - both));
    const uint64_t first = branches_.fork + 1;
    painter_.text("branches.shown.caption",
                  {{at, kCaption}, above, kCaptionSize, Face::bold, Align::left, kInk},
                  right() - at, {messages_.text("scene.branches.shown_tip"), 0, first});
    const float next = at + wide + kBetween;
    painter_.text(id(".caption"),
                  {{next, kCaption}, below, kCaptionSize, Face::bold, Align::left, kMuted},
                  right() - next, {messages_.text("scene.branches.other_tip"), 0, first});
  }

  const words::Messages& messages_;
  const Branches& branches_;
  const ShownPart& above_;
  const SceneOptions& options_;
  Painter& painter_;
};

}  // namespace

Scene branches_scene(const words::Messages& messages, const Branches& branches,
                     const ShownPart& above, const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().title = messages.text("scene.branches.title");
  if (options.height + 0.5f < kBranchesHeight || above.right - above.left < 60) {
    return std::move(painter.scene());
  }
  BranchesPicture(messages, branches, above, options, &painter).paint();
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
