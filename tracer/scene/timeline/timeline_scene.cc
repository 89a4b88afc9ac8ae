// What is put together, and what lies above: a range that was chosen, the header, the cursor.
#include "tracer/scene/timeline/timeline_scene.h"

#include <algorithm>

#include "tracer/facts/event.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"
#include "tracer/scene/timeline/timeline_picture.h"
#include "tracer/store/levels.h"
#include "tracer/words/when.h"

namespace greenlens::scene {
namespace {

// More arrows are a dark patch, and boxes of switches a grey one.
constexpr size_t kMaxArrows = 240;
// A column of sums is at least so wide, and there are no more bars than this in all lanes.
constexpr float kColumnWidth = 2;
constexpr float kMostBars = 6000;
constexpr float kFlag = 8, kFlagHeight = 5;  // of a note
constexpr double kNearlyAll = 0.98;
constexpr float kFewestColumns = 40, kSwitchesAColumn = 8;

// Up to which step the width goes.
uint64_t wide(Steps steps, const TimelineOptions& timeline, const store::Trace& trace) {
  const uint64_t last = std::max(steps.to, steps.from + 1);
  const bool all = steps.from == 0 && steps.to >= trace.size();
  const bool by_time = timeline.axis == Axis::time;
  return all && !by_time ? std::max(last, timeline.at_least) : last;
}

}  // namespace

TimelinePicture::TimelinePicture(const words::Messages& messages, const store::Trace& trace,
                                 uint64_t cursor, Steps steps, const TimelineOptions& timeline,
                                 const SceneOptions& options, Painter* painter)
    : messages_(messages),
      trace_(trace),
      cursor_(std::min(cursor, trace.size())),
      first_(steps.from),
      last_(std::max(steps.to, steps.from + 1)),
      wide_(wide(steps, timeline, trace)),
      timeline_(timeline),
      options_(options),
      painter_(*painter),
      exact_(steps.to - steps.from <= store::kExactSteps),
      header_from_(options.width) {
  whole_ = trace.overview();
  history_ = exact_ ? trace.history(steps.from, steps.to) : whole_;
  size_t switches = 0;
  if (exact_) {
    each_switch([&](const store::SwitchSpan& span) { switches += visible(span.from, span.to); });
  }
  summed_ = !exact_ || switches > kMaxArrows;
  if (!summed_) return;
  // About as many lanes as there can be.
  const float lanes = std::clamp(options.height / 16, 1.0f,
                                 static_cast<float>(std::max<size_t>(whole_->names().size(), 1)));
  float most = std::min(options.width / kColumnWidth, kMostBars / lanes);
  // A column that has one switch beside one that has two would be a comb and no picture.
  if (exact_) most = std::min(most, static_cast<float>(switches) / kSwitchesAColumn);
  const auto count = static_cast<size_t>(std::max(most, kFewestColumns));
  columns_ = exact_ ? store::columns_of(*history_, first_, last_, count)
                    : trace.columns(first_, last_, count);
}

float TimelinePicture::x(uint64_t step) const {
  return left_ + static_cast<float>(share_of(places_, {first_, wide_}, step) * (right_ - left_));
}

void TimelinePicture::paint() {
  lay_out();
  if (lanes_.empty() || right_ - left_ < 30) {
    // Without room for a lane it says nothing: something happened.
    if (lane_count_ > 0) return;
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
  place_steps();
  paint_marked();
  paint_lanes();
  if (summed_) {
    paint_levels();
  } else {
    paint_runs();
    paint_readies();
    paint_arrows();
  }
  if (exact_) paint_ends();
  if (!summed_) paint_durations();
  if (phases_y_ > 0 && summed_) {
    row_name("timeline.phases", phases_y_, say("scene.timeline.phases"));
    paint_density("timeline.density", phases_y_, &store::Column::switches);
  } else if (phases_y_ > 0) {
    paint_phases();
  }
  if (output_y_ > 0 && exact_) paint_output();
  if (output_y_ > 0 && !exact_) {
    row_name("timeline.bytes", output_y_,
             longest_fitting({say("scene.timeline.bytes"), say("scene.timeline.bytes_short")},
                             kSmall, Face::sans, name_width()));
    paint_density("timeline.copied", output_y_, &store::Column::bytes);
  }
  if (scale_y_ > 0) paint_scale();
  paint_header();
  paint_cursor();
  paint_notes();
}

void TimelinePicture::row_name(const char* id, float y, std::string text) {
  painter_.text(id, {{kMargin, y + 14}, std::move(text), kSmall, Face::sans, Align::left, kMuted},
                name_width());
}

float TimelinePicture::name_width() const { return left_ - kMargin - 8; }

float TimelinePicture::bottom() const {
  float bottom = lanes_bottom_;
  if (phases_y_ > 0) bottom = phases_y_ + kFooterRow - 2;
  if (output_y_ > 0) bottom = output_y_ + kFooterRow - 4;
  if (scale_y_ > 0) bottom = scale_y_ + 4;
  return std::min(bottom, options_.height - 2);
}

void TimelinePicture::paint_marked() {
  const Steps marked = timeline_.marked;
  if (marked.from >= marked.to || !visible(marked.from, marked.to)) return;
  const float a = x(marked.from), b = x(marked.to);
  Rect& rect = painter_.rect(
      "timeline.marked", {a, kHeader - 2, std::max(1.0f, b - a), bottom() - kHeader + 2},
      {Role::accent, 0},
      {say("scene.timeline.marked_tip",
           {{"from", std::to_string(marked.from)}, {"to", std::to_string(marked.to)}})});
  rect.outlined = false;
  rect.opacity = 0.16f;
}

// Of very many the sums are known of those who ran the most. That a column divides a chunk's sums
// loses a few steps more.
bool TimelinePicture::tells_everybody() const {
  if (takes_the_rest() != nullptr) return true;
  uint64_t told = 0;
  for (const store::Column& column : columns_) {
    for (const store::Share& share : column.ran) told += share.steps;
  }
  return static_cast<double>(told) > kNearlyAll * static_cast<double>(last_ - first_);
}

std::string TimelinePicture::time_of(uint64_t step) const {
  return words::duration_text(trace_.event(step).time_ns);
}

// What part of the trace this is, unless it is all of it, in full.
void TimelinePicture::paint_header() {
  const bool all = first_ == 0 && last_ >= trace_.size();
  const bool tells_times = timeline_.times || timeline_.axis == Axis::time;
  const bool has_lanes = rows_.size() == lane_count_ || options_.still;
  if (all && exact_ && has_lanes && hidden_ == 0 && !tells_times) return;
  const std::string from = std::to_string(first_), to = std::to_string(last_);
  std::string lanes;
  if (rows_.size() < lane_count_ && !options_.still) {
    lanes = say("scene.timeline.shown_lanes",
                {{"count", std::to_string(rows_.size())}, {"all", std::to_string(lane_count_)}});
  }
  if (hidden_ > 0) {
    lanes +=
        (lanes.empty() ? "" : " · ") + say("scene.hidden", {{"count", std::to_string(hidden_)}});
  }
  std::string steps = say(exact_              ? "scene.timeline.shown_steps"
                          : tells_everybody() ? "scene.timeline.shown_sums"
                                              : "scene.timeline.shown_most",
                          {{"from", from}, {"to", to}});
  std::string times;
  if (tells_times && trace_.size() > 0) {
    times = say("scene.timeline.shown_times",
                {{"from", time_of(first_ + 1)}, {"to", time_of(std::min(last_, trace_.size()))}});
    steps = times + " · " + steps;
  }
  std::string both = steps;
  if (!lanes.empty()) both += " · ", both += lanes;
  const std::string all_words = longest_.empty() ? both : longest_ + " · " + both;
  // The longest words that have room and leave the cursor's label beside its line.
  const std::vector<std::string> wordings{all_words, both, hidden_ > 0 ? lanes : steps, steps,
                                          times};
  for (const bool beside_cursor : {true, false}) {
    // Times alone are not worth a label that stands elsewhere, but at the end, which is seen
    // anyway.
    const bool says_part = !all || !exact_ || !has_lanes || hidden_ > 0;
    if (!beside_cursor && !says_part && cursor_ < last_) return;
    for (const std::string& words : wordings) {
      if (words.empty()) continue;
      const Text text{{right_, 15}, words, kSmall, Face::sans, Align::right, kMuted};
      const float begin = right_ - text_width(words, kSmall, Face::sans) - 10;
      if (!Painter::fits(text, (right_ - left_) * 0.6f)) continue;
      if (beside_cursor && visible(cursor_, cursor_) && begin < x(cursor_) + 2) continue;
      header_from_ = begin;
      painter_.text("timeline.shown", text, right_ - left_);
      return;
    }
  }
}

// A flag each, above the header's words; where they would touch the first one stands.
void TimelinePicture::paint_notes() {
  float free_from = 0;
  for (const MarkedStep& one : timeline_.noted) {
    if (one.step > trace_.size() || !visible(one.step, one.step)) continue;
    const float at = x(one.step);
    if (at < free_from) continue;
    free_from = at + kFlag + 2;
    const std::string id = "timeline.note." + std::to_string(one.step);
    const Meaning meaning{one.words, 0, one.step};
    const bool is_free = at < header_from_ && (at < label_.left - 2 || at > label_.right + 2);
    const float foot = is_free ? kHeader - 2 : kFlagHeight;  // not through words
    painter_.line(id + ".pole", {{at, 0}, {at, foot}}, kInk, meaning);
    painter_.rect(id, {std::min(at, options_.width - kFlag), 0, kFlag, kFlagHeight}, kInk, meaning)
        .outlined = false;
  }
}

// Above everything, from the label at the top down to the last row that is there.
void TimelinePicture::paint_cursor() {
  if (!visible(cursor_, cursor_)) return;
  const float at = x(cursor_);
  // Not through the header's words.
  const float top = at < header_from_ ? 6 : kHeader - 2;
  const Meaning meaning{say("scene.timeline.cursor_tip", {{"step", std::to_string(cursor_)}})};
  // Nor through the name of the very switch that is under way.
  const float end_of_line = phases_y_ > 0 && !summed_ ? phases_y_ : bottom();
  painter_.line("timeline.cursor", {{at, top}, {at, end_of_line}}, kAccent, meaning).width = 2;
  const std::string what =
      cursor_ == 0
          ? say("scene.phase.beginning")
          : say(std::string("scene.phase.") + facts::fact_name(trace_.event(cursor_).fact));
  Text text{{at + 7, 15}, say("scene.timeline.now", {{"what", what}}), 12, Face::bold, Align::left,
            kAccent};
  const float width = text_width(text.text, text.size, text.face);
  // Near the right edge, or the header, the label stands on the other side of its line.
  const float end = std::min(header_from_, options_.width - 4);
  if (at + 7 + width > end) {
    text.align = Align::right, text.at.x = std::min(at, header_from_) - 7;
  }
  label_.left = text.align == Align::left ? text.at.x : text.at.x - width;
  label_.right = label_.left + width;
  painter_.text("timeline.cursor.text", text,
                text.align == Align::left ? end - text.at.x : text.at.x - 4, meaning);
}

Scene timeline_scene(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                     const TimelineOptions& timeline, const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().title = messages.text("scene.timeline.title");
  painter.scene().description = messages.text(
      "scene.timeline.description", {{"step", std::to_string(std::min(cursor, trace.size()))},
                                     {"steps", std::to_string(trace.size())}});
  const Steps steps = within(timeline.steps, trace.size());
  if (options.width >= 60 && options.height >= 36) {
    TimelinePicture picture(messages, trace, cursor, steps, timeline, options, &painter);
    picture.paint();
    painter.scene().part = picture.part();
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
