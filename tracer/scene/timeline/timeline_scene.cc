// Who ran when. Time is counted in steps, not in seconds: a recorded program stands still for as
// long as its reader thinks, and the same program gives the same picture on every machine.
//
// What has happened is solid and what is still to come is faint, on both sides of the cursor, so
// that one look says how far the story is. A trace may have thousands of runs: whatever would be
// painted into the same pixel again is left out, and arrows stay away altogether when there are too
// many.
#include "tracer/scene/timeline/timeline_scene.h"

#include <algorithm>
#include <map>
#include <optional>

#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/scene/options.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/text_width.h"
#include "tracer/words/thread_name.h"

namespace greenlens::scene {

using store::Run;
using store::SwitchSpan;

namespace {

// Pixels, unless it is said otherwise.
constexpr float kMargin = 12;
constexpr float kHeader = 20;     // the cursor's label
constexpr float kFooterRow = 24;  // phases, output
constexpr float kLeastLane = 12, kHighestLane = 54;
// The rows below are worth their place only if lanes keep this height.
constexpr float kLaneBesidePhases = 15, kLaneBesideOutput = 20;
constexpr float kSmall = 11.5f;      // text of the rows
constexpr float kLeastOutlined = 4;  // a narrower bar would be all outline
constexpr float kArrowHead = 12;     // a shorter arrow would be all head
constexpr float kOutputPitch = 7;    // from one mark of output to the next
constexpr size_t kMaxArrows = 240;   // more of them are a dark patch

class Lanes {
 public:
  Lanes(const words::Messages& messages, const store::Trace& trace, uint64_t cursor, uint64_t first,
        uint64_t last, const SceneOptions& options, Painter* painter)
      : messages_(messages),
        trace_(trace),
        cursor_(std::min(cursor, trace.size())),
        first_(first),
        last_(std::max(last, first + 1)),
        options_(options),
        painter_(*painter),
        overview_(trace.overview()),
        history_(*overview_) {}

  void paint() {
    lay_out();
    if (lanes_.empty() || right_ - left_ < 30) {
      painter_.text("timeline.empty",
                    {{options_.width / 2, options_.height / 2},
                     messages_.text("scene.timeline.empty"),
                     12.5f,
                     Face::sans,
                     Align::center,
                     kMuted},
                    options_.width - 2 * kMargin);
      return;
    }
    paint_lanes();
    paint_runs();
    paint_arrows();
    paint_ends();
    if (phases_y_ > 0) paint_phases();
    if (output_y_ > 0) paint_output();
    paint_cursor();
  }

 private:
  std::string say(std::string_view id,
                  std::initializer_list<words::Messages::Place> places = {}) const {
    return messages_.text(id, places);
  }
  float x(uint64_t step) const {
    const double part = (static_cast<double>(step) - static_cast<double>(first_)) /
                        static_cast<double>(last_ - first_);
    return left_ + static_cast<float>(std::clamp(part, 0.0, 1.0) * (right_ - left_));
  }
  bool visible(uint64_t from, uint64_t to) const { return from <= last_ && to >= first_; }
  std::string name(facts::GreenletId id) const {
    const auto found = history_.names().find(id);
    return found == history_.names().end() ? "" : found->second;
  }
  facts::ThreadId thread(facts::GreenletId id) const {
    const auto found = history_.threads().find(id);
    return found == history_.threads().end() ? 0 : found->second;
  }
  bool several_threads() const { return history_.thread_names().size() > 1; }
  // A lane's: of several threads' main greenlets each says whose it is.
  std::string lane_name(facts::GreenletId id) const {
    if (!several_threads() || !is_first_of_thread(id)) return name(id);
    const auto its = history_.thread_names().find(thread(id));
    const std::string own = its == history_.thread_names().end() ? "" : its->second;
    return say("scene.timeline.main_of",
               {{"name", name(id)}, {"thread", words::thread_name(messages_, thread(id), own)}});
  }
  bool is_first_of_thread(facts::GreenletId id) const {
    for (const auto& [other, its] : history_.threads()) {
      if (its == thread(id)) return other == id;
    }
    return false;
  }
  // What is finished, then what goes on at the end of the trace: of a live program that is the run
  // or the switch that people are looking at.
  template <typename See>
  void each_run(See see) const {
    for (const Run& run : history_.runs()) see(run);
    for (const Run& now : history_.running()) see(now);
  }
  template <typename See>
  void each_switch(See see) const {
    for (const SwitchSpan& span : history_.switches()) see(span);
    for (const SwitchSpan& now : history_.switching()) see(now);
  }

  // Output gives way first, then the switches' row, then lanes: who ran is what the picture is
  // about.
  void lay_out() {
    const float height = options_.height;
    float bottom = height - 8;
    const size_t count = std::max<size_t>(1, history_.names().size());
    const auto lane_if = [&](float used) {
      return (bottom - kHeader - used) / static_cast<float>(count);
    };
    // Where it is not known when a switch was, there is no row of them.
    const bool phases = history_.is_exact() && lane_if(kFooterRow) >= kLaneBesidePhases,
               output = lane_if(2 * kFooterRow) >= kLaneBesideOutput;
    if (output && !history_.output().empty()) bottom -= kFooterRow, output_y_ = bottom;
    if (phases) bottom -= kFooterRow, phases_y_ = bottom;
    lane_height_ =
        std::clamp((bottom - kHeader) / static_cast<float>(count), kLeastLane, kHighestLane);
    const size_t room =
        static_cast<size_t>(std::max(0.0f, (bottom - kHeader) / lane_height_ + 0.01f));
    // With too many lanes, those that run within the window come first. The last lane's place says
    // how many are missing; those that stay keep their order, so that none wanders while one
    // scrolls.
    std::vector<facts::GreenletId> ids;
    for (const auto& [id, its_name] : history_.names()) ids.push_back(id);
    // Each thread's together.
    const auto by_thread = [&](facts::GreenletId a, facts::GreenletId b) {
      return std::pair(thread(a), a) < std::pair(thread(b), b);
    };
    std::sort(ids.begin(), ids.end(), by_thread);
    if (ids.size() > room) {
      std::map<facts::GreenletId, bool> runs;
      each_run([&](const Run& run) { runs[run.who] |= visible(run.from, run.to); });
      std::stable_partition(ids.begin(), ids.end(), [&](facts::GreenletId id) { return runs[id]; });
      more_ = ids.size() - (room > 0 ? room - 1 : 0);
      ids.resize(room > 0 ? room - 1 : 0);
      std::sort(ids.begin(), ids.end(), by_thread);
    }
    size_ = std::min(13.0f, lane_height_ - 1);
    float names = text_width(say("scene.timeline.phases"), kSmall, Face::sans);
    for (size_t i = 0; i < ids.size(); ++i) {
      lanes_[ids[i]] = kHeader + lane_height_ * (static_cast<float>(i) + 0.5f);
      names = std::max(names, text_width(lane_name(ids[i]), size_, Face::bold));
    }
    left_ = kMargin + std::min(names, options_.width * 0.18f) + 14;
    right_ = options_.width - kMargin;
    // Rows below stand close under the lanes.
    lanes_bottom_ = kHeader + lane_height_ * static_cast<float>(ids.size() + (more_ > 0 ? 1 : 0));
    if (phases_y_ > 0) phases_y_ = lanes_bottom_ + 4;
    if (output_y_ > 0) output_y_ = phases_y_ + kFooterRow;
  }

  void paint_lanes() {
    for (const auto& [id, y] : lanes_) {
      const std::string lane = "timeline.lane." + std::to_string(id);
      const float edge = y + lane_height_ / 2;
      painter_.line(lane + ".line", {{left_, edge}, {right_, edge}}, {Role::panel, 0}).width = 1;
      painter_.text(lane,
                    {{kMargin, y + size_ * kMiddleToBaseline},
                     lane_name(id),
                     size_,
                     Face::bold,
                     Align::left,
                     kInk},
                    left_ - kMargin - 8, {"", id});
      if (several_threads() && is_first_of_thread(id) && y > kHeader + lane_height_) {
        painter_
            .line(lane + ".thread",
                  {{kMargin, y - lane_height_ / 2}, {right_, y - lane_height_ / 2}}, kMuted)
            .width = 1;
      }
    }
    if (more_ > 0) {
      painter_.text("timeline.more",
                    {{kMargin, lanes_bottom_ - lane_height_ / 2 + 4},
                     say("scene.more", {{"count", std::to_string(more_)}}),
                     size_,
                     Face::sans,
                     Align::left,
                     kMuted},
                    options_.width - 2 * kMargin);
    }
  }

  // A run of one step among thousands is less than a pixel, but it has happened: it gets one.
  void paint_bar(const std::string& id, const Run& run, uint64_t from, uint64_t to, Role role) {
    const float height = std::min(26.0f, lane_height_ - 4), a = x(from), b = x(to);
    Rect& rect = painter_.rect(id, {a, lanes_[run.who] - height / 2, std::max(b - a, 1.0f), height},
                               {role, run.who},
                               {say("scene.timeline.run_tip", {{"name", name(run.who)},
                                                               {"from", std::to_string(run.from)},
                                                               {"to", std::to_string(run.to)}}),
                                run.who, run.from});
    rect.outlined = b - a >= kLeastOutlined;
  }

  // Bars are named by the step at which they begin: the run that goes on at a live trace's end
  // grows without becoming another one. The cursor cuts a bar in two.
  void paint_runs() {
    std::map<facts::GreenletId, float>
        painted;  // up to which x, so that thousands of runs stay few items
    each_run([&](const Run& run) {
      if (!lanes_.count(run.who) || !visible(run.from, run.to)) return;
      auto [done, first] = painted.try_emplace(run.who, -1.0f);
      if (!first && x(run.to) < done->second + 1) return;
      done->second = x(run.to);
      const std::string id = "timeline.run." + std::to_string(run.from);
      const uint64_t from = std::max(run.from, first_), to = std::min(run.to, last_);
      if (cursor_ > from) paint_bar(id, run, from, std::min(to, cursor_), Role::greenlet);
      if (cursor_ < to) paint_bar(id + ".later", run, std::max(from, cursor_), to, Role::stale);
    });
  }

  // All or none: some arrows among many would look as if only those switches had happened.
  void paint_arrows() {
    size_t shown = 0;
    each_switch([&](const SwitchSpan& span) { shown += visible(span.from, span.to); });
    if (shown > kMaxArrows) return;
    each_switch([&](const SwitchSpan& span) {
      if (!visible(span.from, span.to) || span.from < first_ || span.to > last_) return;
      if (!lanes_.count(span.origin) || !lanes_.count(span.target) || span.origin == span.target)
        return;
      const Point from{x(span.from), lanes_[span.origin]}, to{x(span.to), lanes_[span.target]};
      const bool done = cursor_ >= span.to, now = !done && cursor_ >= span.from;
      Line& line = arrow_between("timeline.switch." + std::to_string(span.number), from, to,
                                 now ? kAccent : kInk, {switch_tip(span), 0, span.to});
      line.width = now ? 2.5f : 1.5f;
      line.arrow = to.x - from.x > kArrowHead;
      line.dashed = !done;
    });
  }

  // Leaves and arrives level, along the lanes: so arrows that cross can be told apart.
  Line& arrow_between(const std::string& id, Point from, Point to, Style style,
                      const Meaning& meaning) {
    const float half = (to.x - from.x) / 2;
    return painter_.line(id, {from, {from.x + half, from.y}, {to.x - half, to.y}, to}, style,
                         meaning);
  }

  std::string switch_tip(const SwitchSpan& span) {
    return say("scene.timeline.switch_tip", {{"number", std::to_string(span.number)},
                                             {"origin", name(span.origin)},
                                             {"target", name(span.target)},
                                             {"kind", kind_text(span)}});
  }
  std::string kind_text(const SwitchSpan& span) {
    return say(std::string("scene.switch.") + facts::enum_name(span.kind),
               {{"origin", name(span.origin)}});
  }

  // A cross behind the last bar. The greenlet's end is told before it switches away for good, so
  // the bar goes on for a few steps: the cross stands where that bar ends.
  void paint_ends() {
    for (const store::Ending& end : history_.endings()) {
      if (!lanes_.count(end.who) || !visible(end.step, end.step)) continue;
      float after = x(end.step);  // its last run ends with the switch away
      each_run([&](const Run& run) {
        if (run.who == end.who && run.from <= end.step && run.to >= end.step) after = x(run.to);
      });
      const bool raised = end.how == facts::Finish::raised;
      const float size = std::min(13.0f, lane_height_ - 1);
      painter_.text("timeline.end." + std::to_string(end.who),
                    {{std::min(after + 9, right_ - 8), lanes_[end.who] - 5},
                     say("scene.icon.dead"),
                     size,
                     Face::bold,
                     Align::center,
                     cursor_ < end.step ? kMuted
                     : raised           ? Style{Role::error, 0}
                                        : kInk},
                    20,
                    {say(raised ? "scene.timeline.raised_tip" : "scene.timeline.finished_tip",
                         {{"name", name(end.who)}}),
                     end.who, end.step});
    }
  }

  void row_name(const char* id, float y, std::string text) {
    painter_.text(id, {{kMargin, y + 14}, std::move(text), kSmall, Face::sans, Align::left, kMuted},
                  left_ - kMargin - 8);
  }

  // Switches by number, as they are counted everywhere: a box each, as far as pixels go, since a
  // gap in the lanes does not say whether one switch happened there or two.
  void paint_phases() {
    row_name("timeline.phases", phases_y_, say("scene.timeline.phases"));
    float painted = -1;
    each_switch([&](const SwitchSpan& span) {
      if (!visible(span.from, span.to) || x(span.to) < painted + 1) return;
      painted = x(span.to);
      const float a = x(std::max(span.from, first_)), b = x(std::min(span.to, last_));
      const std::string number = std::to_string(span.number), id = "timeline.phase." + number;
      const bool now = cursor_ >= span.from && cursor_ < span.to;
      const Meaning meaning{switch_tip(span), 0, span.to};
      painter_.rect(id, {a, phases_y_ + 1, std::max(1.0f, b - a), 18}, {Role::unused, 0}, meaning);
      // The longest wording that has a place; a cut one would be mistaken for another number or
      // name.
      for (const std::string& words :
           {say("scene.timeline.phase", {{"number", number}, {"kind", kind_text(span)}}),
            kind_text(span), number}) {
        Text text{{(a + b) / 2, phases_y_ + 14}, words,         11,
                  now ? Face::bold : Face::sans, Align::center, now ? kAccent : kMuted};
        if (!Painter::fits(text, b - a - 6)) continue;
        painter_.text(id + ".text", text, b - a - 6, meaning);
        break;
      }
    });
  }

  // Each printed line is a mark that leads to its step; the words are in the tooltip. Marks that
  // would touch are left out, and a mark at the right edge moves in rather than being cut.
  void paint_output() {
    row_name("timeline.output", output_y_, say("scene.timeline.output"));
    float painted = -10;
    for (const store::PrintedLine& line : history_.output()) {
      if (!visible(line.step, line.step) || x(line.step) < painted + kOutputPitch) continue;
      painted = x(line.step);
      Rect& rect = painter_.rect(
          "timeline.output." + std::to_string(line.step),
          {std::min(painted - 3, right_ - 6), output_y_ + 4, 6, 12},
          {line.step <= cursor_ ? Role::greenlet : Role::stale, line.who},
          {say("scene.timeline.output_tip", {{"name", name(line.who)}, {"text", line.text}}),
           line.who, line.step});
      rect.highlighted = line.step == cursor_;
    }
  }

  // Above everything, from the label at the top down to the last row that is there.
  void paint_cursor() {
    if (!visible(cursor_, cursor_)) return;
    const float at = x(cursor_);
    float bottom = lanes_bottom_;
    if (phases_y_ > 0) bottom = phases_y_ + kFooterRow - 2;
    if (output_y_ > 0) bottom = output_y_ + kFooterRow - 4;
    painter_
        .line("timeline.cursor", {{at, 6}, {at, std::min(bottom, options_.height - 2)}}, kAccent)
        .width = 2;
    const std::string what =
        cursor_ == 0
            ? say("scene.phase.beginning")
            : say(std::string("scene.phase.") + facts::fact_name(trace_.event(cursor_).fact));
    Text text{{at + 7, 15}, say("scene.timeline.now", {{"what", what}}),
              12,           Face::bold,
              Align::left,  kAccent};
    const float width = text_width(text.text, text.size, text.face);
    // Near the right edge the label stands on the other side of its line.
    if (at + 7 + width > options_.width - 4) text.align = Align::right, text.at.x = at - 7;
    painter_.text("timeline.cursor.text", text,
                  text.align == Align::left ? options_.width - 4 - text.at.x : text.at.x - 4);
  }

  const words::Messages& messages_;
  const store::Trace& trace_;
  const uint64_t cursor_, first_, last_;
  const SceneOptions& options_;
  Painter& painter_;
  const std::shared_ptr<const store::History> overview_;
  const store::History& history_;
  std::map<facts::GreenletId, float> lanes_;  // the middle of each lane
  size_t more_ = 0;
  float left_ = 0, right_ = 0, lane_height_ = 0, lanes_bottom_ = 0, size_ = 13;
  float phases_y_ = 0, output_y_ = 0;  // the rows' tops; 0: no room
};

}  // namespace

Scene timeline_scene(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                     uint64_t first, uint64_t last, const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().title = messages.text("scene.timeline.title");
  painter.scene().description = messages.text(
      "scene.timeline.description", {{"step", std::to_string(std::min(cursor, trace.size()))},
                                     {"steps", std::to_string(trace.size())}});
  if (last == 0 || last > trace.size()) last = trace.size();
  if (first >= last) first = 0;
  if (options.width >= 60 && options.height >= 36) {
    Lanes(messages, trace, cursor, first, last, options, &painter).paint();
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
