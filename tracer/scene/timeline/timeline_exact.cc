// Each run, switch, printed line and end. Whatever would be painted into the same pixel again is
// left out.
#include <algorithm>
#include <cmath>

#include "tracer/facts/fields.h"
#include "tracer/scene/timeline/timeline_picture.h"
#include "tracer/words/when.h"

namespace greenlens::scene {

using store::Run;
using store::SwitchSpan;

namespace {

constexpr float kLeastOutlined = 4;  // a narrower bar would be all outline
constexpr float kArrowHead = 12;     // a shorter arrow would be all head
constexpr float kOfABar = 0.6f;      // so high is who is ready
constexpr float kOutputPitch = 7;    // from one mark of output to the next
constexpr float kLoop = 0.7f;        // of a lane's height: the way of who switches to itself
constexpr float kHighestLoop = 24, kLeastLoop = 6, kLoopInside = 5;  // pixels; from a bar's end
constexpr float kLeastCross = 9;                // pixels: a lower bar has no room for it
constexpr float kLeastRaised = 18;              // a lower lane has little room above its middle
constexpr float kLeastAbove = 13;               // ... or none
constexpr float kBytesHigh = 5, kStrip = 0.7f;  // pixels, below the words

}  // namespace

// A run of one step among thousands is less than a pixel, but it has happened: it gets one.
void TimelinePicture::paint_bar(const std::string& id, const Run& run, uint64_t from, uint64_t to,
                                Role role) {
  const float height = bar_height(), a = x(from), b = x(to);
  // What is known begins there; the run may have begun before.
  const bool earlier = run.from == history_->begin() && run.from > 0;
  Rect& rect = painter_.rect(
      id, {a, lanes_[run.who] - height / 2, std::max(b - a, 1.0f), height}, {role, run.who},
      {with_time(say(earlier ? "scene.timeline.run_tip_earlier" : "scene.timeline.run_tip",
                     {{"name", name(run.who)},
                      {"from", std::to_string(run.from)},
                      {"to", std::to_string(run.to)}}),
                 run.from, run.to),
       run.who, run.from});
  rect.outlined = b - a >= kLeastOutlined;
}

// Bars are named by the step at which they begin: the run that goes on at a live trace's end grows
// without becoming another one. The cursor cuts a bar in two.
void TimelinePicture::paint_runs() {
  std::map<facts::GreenletId, float>
      painted;  // up to which x, so that thousands of runs stay few items
  each_run([&](const Run& run) {
    if (!lanes_.count(run.who) || !visible(run.from, run.to)) return;
    auto [done, first] = painted.try_emplace(run.who, -1.0f);
    if (!first && x(run.to) < done->second + 1) return;
    done->second = x(run.to);
    std::string id = "timeline.run." + std::to_string(run.from);
    // Of several threads each has one that goes on where what is known begins.
    if (run.from == history_->begin() && run.from > 0) id += "." + std::to_string(run.who);
    const uint64_t from = std::max(run.from, first_), to = std::min(run.to, last_);
    if (cursor_ > from) paint_bar(id, run, from, std::min(to, cursor_), Role::greenlet);
    if (cursor_ < to) paint_bar(id + ".later", run, std::max(from, cursor_), to, Role::stale);
  });
}

// Leaves and arrives level, along the lanes: so arrows that cross can be told apart.
void TimelinePicture::paint_arrows() {
  each_switch([&](const SwitchSpan& span) {
    if (!visible(span.from, span.to) || span.from < first_ || span.to > last_) return;
    if (!lanes_.count(span.origin) || !lanes_.count(span.target)) return;
    // Who switches to itself comes back to the same lane: in a loop from bar to bar, above them. A
    // curve is three quarters as high as its handles; above the first lane are words, and where
    // they leave no room for it the arrow is straight.
    const float most = (lanes_[span.origin] - bar_height() / 2 - kHeader) / 0.75f;
    const bool loop = span.origin == span.target && most >= kLeastLoop;
    const float above = loop ? bar_height() / 2 : 0, inside = loop ? kLoopInside : 0;
    const float rise = loop ? std::min({lane_height_ * kLoop, kHighestLoop, most}) : 0;
    const Point from{x(span.from) - inside, lanes_[span.origin] - above};
    const Point to{x(span.to) + inside, lanes_[span.target] - above};
    const float half = (to.x - from.x) / 2, aside = loop ? half : 0;
    const bool done = cursor_ >= span.to, now = !done && cursor_ >= span.from;
    Line& line = painter_.line(
        "timeline.switch." + std::to_string(span.number),
        {from, {from.x + half - aside, from.y - rise}, {to.x - half + aside, to.y - rise}, to},
        now ? kAccent : kInk, {switch_tip(span), 0, span.to});
    line.width = now ? 2.5f : 1.5f;
    line.arrow = loop || to.x - from.x > kArrowHead;
    line.dashed = !done && !loop;  // of so short a way dashes would be crumbs
  });
}

// Who is ready and has to wait: dashed in its lane, from where another one made it so, in whose run
// a thin line begins.
void TimelinePicture::paint_readies() {
  std::map<facts::GreenletId, float> painted;
  for (const store::Ready& ready : history_->readies()) {
    if (!lanes_.count(ready.who) || !visible(ready.from, ready.to)) continue;
    if (is_shared(ready.who)) continue;  // of many at once nobody could tell whose it is
    const float a = x(std::max(ready.from, first_)), b = x(std::min(ready.to, last_));
    if (b - a < kLeastOutlined) continue;
    auto [done, is_first] = painted.try_emplace(ready.who, -1.0f);
    if (!is_first && b < done->second + 1) continue;
    done->second = b;
    const bool itself = ready.by == ready.who, known = ready.by != 0 && !itself;
    const Meaning meaning{say(itself  ? "scene.timeline.ready_tip.itself"
                              : known ? "scene.timeline.ready_tip"
                                      : "scene.timeline.ready_tip.other_thread",
                              {{"name", name(ready.who)},
                               {"by", known ? name(ready.by) : ""},
                               {"time", words::duration_text(ready.ns)}}),
                          ready.who, ready.to};
    const float height = bar_height() * kOfABar, y = lanes_[ready.who] - height / 2;
    const std::string id = "timeline.ready." + std::to_string(ready.to);
    Rect& rect = painter_.rect(id, {a, y, b - a, height}, {Role::stale, ready.who}, meaning);
    rect.pattern = Pattern::dashed_outline;
    rect.outlined = true;
    if (!known || !lanes_.count(ready.by) || ready.from < first_) continue;
    const float from = lanes_[ready.by];
    const float down = from < y ? y : y + height;
    Line& line = painter_.line(id + ".by", {{a, from}, {a, down}}, kMuted, meaning);
    line.width = 1, line.dashed = true;
    line.arrow = std::abs(down - from) > kArrowHead;
  }
}

std::string TimelinePicture::switch_tip(const SwitchSpan& span) const {
  return with_time(say("scene.timeline.switch_tip", {{"number", std::to_string(span.number)},
                                                     {"origin", name(span.origin)},
                                                     {"target", name(span.target)},
                                                     {"kind", kind_text(span)},
                                                     {"out", std::to_string(span.bytes_out)},
                                                     {"in", std::to_string(span.bytes_in)}}),
                   span.from, span.to);
}

std::string TimelinePicture::kind_text(const SwitchSpan& span) const {
  return say(std::string("scene.switch.") + facts::enum_name(span.kind),
             {{"origin", name(span.origin)}});
}

bool TimelinePicture::ends_in(const Run& run) const {
  const auto& ends = history_->endings();
  return std::any_of(ends.begin(), ends.end(), [&](const store::Ending& end) {
    return end.who == run.who && end.step >= run.from && end.step <= run.to;
  });
}

void TimelinePicture::paint_cross(const Text& cross, float width, const Meaning& meaning) {
  painter_.text("timeline.end." + std::to_string(meaning.greenlet), cross, width, meaning);
  crosses_.push_back(letters(cross));
}

bool TimelinePicture::lies_on_a_cross(const Box& box) const {
  return std::any_of(crosses_.begin(), crosses_.end(), [&](const Box& cross) {
    return box.x < cross.right() && cross.x < box.right() && box.y < cross.bottom() &&
           cross.y < box.bottom();
  });
}

// A cross at the end of the last bar, where no way goes. The greenlet's end is told before it
// switches away for good, so the bar goes on for a few steps.
void TimelinePicture::paint_ends() {
  std::map<facts::GreenletId, store::Ending> ends;
  for (const store::Ending& end : history_->endings()) {
    const bool has_lane = lanes_.count(end.who) != 0 && !is_shared(end.who);
    if (has_lane && visible(end.step, end.step)) ends[end.who] = end;
  }
  std::map<facts::GreenletId, float> after;
  std::map<facts::GreenletId, Run> last;
  for (const auto& [who, end] : ends) after[who] = x(end.step);
  each_run([&](const Run& run) {
    const auto end = ends.find(run.who);
    if (end == ends.end()) return;
    if (run.from > end->second.step || run.to < end->second.step) return;
    after[run.who] = x(run.to);
    last[run.who] = run;
  });
  for (const auto& [who, end] : ends) {
    const bool raised = end.how == facts::Finish::raised;
    const Meaning meaning{say(raised ? "scene.timeline.raised_tip" : "scene.timeline.finished_tip",
                              {{"name", name(who)}}),
                          who, end.step};
    const auto run = last.find(who);
    const float bar = bar_height();
    if (run != last.end() && run->second.to <= last_ && bar >= kLeastCross &&
        x(run->second.to) - x(std::max(run->second.from, first_)) >= kRoomForCross) {
      const bool lived = cursor_ >= run->second.to;
      const float size = std::min(13.0f, bar - 1);
      paint_cross({{after[who] - kRoomForCross / 2, lanes_[who] + size * kMiddleToBaseline},
                   say("scene.icon.dead"),
                   size,
                   Face::bold,
                   Align::center,
                   {Role::ink, who},
                   lived,
                   !lived},
                  kRoomForCross, meaning);
      continue;
    }
    // Above the way that leads on; where there is no above, or somebody's cross, in the middle of
    // its lane.
    const bool low = lane_height_ < kLeastRaised, flat = lane_height_ < kLeastAbove;
    const float size = std::min(low && !flat ? 9.0f : 13.0f, lane_height_ - 1);
    const float middle = lanes_[who] + size * kMiddleToBaseline;
    Text cross{{std::min(after[who] + 9, right_ - 8), lanes_[who] + (low ? -3.5f : -5)},
               say("scene.icon.dead"),
               size,
               Face::bold,
               Align::center,
               cursor_ < end.step ? kMuted
               : raised           ? Style{Role::error, 0}
                                  : kInk};
    if (flat || lies_on_a_cross(letters(cross))) cross.at.y = middle;
    paint_cross(cross, 20, meaning);
  }
}

// Switches by number, as they are counted everywhere: a box each, as far as pixels go, since a gap
// in the lanes does not say whether one switch happened there or two.
void TimelinePicture::paint_phases() {
  row_name("timeline.phases", phases_y_, say("scene.timeline.phases"));
  float painted = -1;
  uint64_t most = 1;
  each_switch([&](const SwitchSpan& span) {
    if (visible(span.from, span.to)) most = std::max(most, span.bytes_out + span.bytes_in);
  });
  each_switch([&](const SwitchSpan& span) {
    if (!visible(span.from, span.to) || x(span.to) < painted + 1) return;
    painted = x(span.to);
    const float a = x(std::max(span.from, first_)), b = x(std::min(span.to, last_));
    const std::string number = std::to_string(span.number), id = "timeline.phase." + number;
    const bool now = cursor_ >= span.from && cursor_ < span.to;
    const Meaning meaning{switch_tip(span), 0, span.to};
    const Box box{a, phases_y_ + 1, std::max(1.0f, b - a), 18};
    painter_.rect(id, box, {Role::unused, 0}, meaning);
    // From below: how many bytes it copied, beside what the others did.
    const uint64_t bytes = span.bytes_out + span.bytes_in;
    const float high =
        kBytesHigh * static_cast<float>(static_cast<double>(bytes) / static_cast<double>(most));
    if (bytes > 0) {
      Rect& bar =
          painter_.rect(id + ".bytes", {a, box.bottom() - high, box.w, high}, kMuted, meaning);
      bar.outlined = false, bar.opacity = kStrip;
    }
    // The longest wording that has a place; a cut one would be mistaken for another number or name.
    for (const std::string& words :
         {say("scene.timeline.phase_bytes",
              {{"number", number}, {"kind", kind_text(span)}, {"bytes", std::to_string(bytes)}}),
          say("scene.timeline.phase", {{"number", number}, {"kind", kind_text(span)}}),
          kind_text(span), number}) {
      Text text{{(a + b) / 2, phases_y_ + 12}, words,         11,
                now ? Face::bold : Face::sans, Align::center, now ? kAccent : kMuted};
      if (!Painter::fits(text, b - a - 6)) continue;
      painter_.text(id + ".text", text, b - a - 6, meaning);
      break;
    }
  });
}

// Each printed line is a mark that leads to its step; the words are in the tooltip. Marks that
// would touch are left out, and a mark at the right edge moves in rather than being cut.
void TimelinePicture::paint_output() {
  row_name("timeline.output", output_y_, say("scene.timeline.output"));
  float painted = -10;
  for (const store::PrintedLine& line : history_->output()) {
    if (!visible(line.step, line.step) || x(line.step) < painted + kOutputPitch) continue;
    painted = x(line.step);
    Rect& rect = painter_.rect(
        "timeline.output." + std::to_string(line.step),
        {std::clamp(painted - 3, left_ - 3, right_ - 6), output_y_ + 4, 6, 12},
        {line.step <= cursor_ ? Role::greenlet : Role::stale, line.who},
        {say("scene.timeline.output_tip", {{"name", name(line.who)}, {"text", line.text}}),
         line.who, line.step});
    rect.highlighted = line.step == cursor_;
  }
}

}  // namespace greenlens::scene
