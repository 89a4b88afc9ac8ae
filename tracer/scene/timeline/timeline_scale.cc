// The axis: where steps stand, the scale below, and how long runs took where time is asked for.
#include <algorithm>
#include <cmath>

#include "tracer/scene/timeline/timeline_picture.h"
#include "tracer/words/when.h"

namespace greenlens::scene {
namespace {

constexpr float kBetweenMarks = 72;  // pixels, at least
constexpr float kTick = 4;
constexpr float kDurationSize = 11;

}  // namespace

void TimelinePicture::place_steps() {
  const bool by_time = timeline_.axis == Axis::time;
  if (!by_time && !timeline_.times) return;
  times_ = trace_.times(first_, std::min(last_, trace_.size()));
  if (by_time) places_ = places_by_time(*times_, {first_, last_}, right_ - left_);
}

uint64_t TimelinePicture::told(uint64_t step) const {
  if (step >= first_ && step <= last_) {
    return static_cast<uint64_t>(store::time_at(*times_, step));
  }
  return trace_.event(std::clamp<uint64_t>(step, 1, trace_.size())).time_ns;
}

// How long steps from..to took, if both are known.
std::optional<uint64_t> TimelinePicture::took(uint64_t from, uint64_t to) const {
  const bool begun_before = from == history_->begin() && from > 0;
  if (!times_ || !exact_ || begun_before || to > trace_.size()) return {};
  const uint64_t begin = told(from), end = told(to);
  return end - std::min(begin, end);
}

std::string TimelinePicture::with_time(std::string tip, uint64_t from, uint64_t to) const {
  const std::optional<uint64_t> ns = took(from, to);
  if (!ns) return tip;
  return std::move(tip) + ' ' + say("scene.timeline.took", {{"took", words::duration_text(*ns)}});
}

// Where marks stand, and what they say.
std::vector<std::pair<float, std::string>> TimelinePicture::scale_marks() const {
  std::vector<std::pair<float, std::string>> marks;
  const auto most = static_cast<size_t>((right_ - left_) / kBetweenMarks);
  if (places_.empty()) {
    const auto end = static_cast<double>(std::min(last_, trace_.size()));
    for (const double mark : round_marks(static_cast<double>(first_), end, most)) {
      const auto step = static_cast<uint64_t>(std::llround(mark));
      if (std::abs(static_cast<double>(step) - mark) > 1e-6 * std::max(1.0, mark)) continue;
      marks.push_back({x(step), std::to_string(step)});
    }
    return marks;
  }
  const double begin = store::time_at(*times_, first_);
  const double whole = store::time_at(*times_, last_) - begin;
  for (const double mark : round_marks(begin, begin + whole, most)) {
    const double share = (mark - begin) / whole;
    marks.push_back(
        {left_ + static_cast<float>(share * (right_ - left_)), words::round_duration_text(mark)});
  }
  return marks;
}

void TimelinePicture::paint_scale() {
  row_name("timeline.scale", scale_y_,
           say(places_.empty() ? "scene.timeline.scale_steps" : "scene.timeline.scale_time"));
  painter_.line("timeline.scale.line", {{left_, scale_y_ + 1}, {right_, scale_y_ + 1}}, kMuted)
      .width = 1;
  float free_from = left_ - kMargin;
  for (const auto& [at, words] : scale_marks()) {
    const std::string id = "timeline.scale." + words;
    painter_.line(id, {{at, scale_y_ + 1}, {at, scale_y_ + 1 + kTick}}, kMuted).width = 1;
    const float wide = text_width(words, kDurationSize, Face::sans);
    // At the edge a number moves in rather than being cut.
    const float middle = std::min(at, options_.width - 4 - wide / 2);
    if (middle - wide / 2 < free_from) continue;
    painter_.text(
        id + ".text",
        {{middle, scale_y_ + 14}, words, kDurationSize, Face::sans, Align::center, kMuted},
        wide + 1);
    free_from = middle + wide / 2 + 8;
  }
}

// None where one that is seen may be longer: it began before what is known.
std::optional<store::Run> TimelinePicture::longest_run(const std::vector<store::Run>& runs) const {
  std::optional<store::Run> longest;
  uint64_t most = 0, at_least = 0;
  for (const store::Run& run : runs) {
    const std::optional<uint64_t> ns = took(run.from, run.to);
    if (ns && *ns > most) longest = run, most = *ns;
    if (!ns) at_least = std::max(at_least, told(run.to) - std::min(told(run.to), told(run.from)));
  }
  return at_least > most ? std::nullopt : longest;
}

// In each bar that has room, unless the raised cross of the lane below is there; the longest one is
// underlined, and named above.
void TimelinePicture::paint_durations() {
  if (!times_ || timeline_.axis != Axis::time || !exact_) return;
  std::vector<store::Run> runs;
  each_run([&](const store::Run& run) {
    if (visible(run.from, run.to)) runs.push_back(run);
  });
  const std::optional<store::Run> longest = longest_run(runs);
  const float height = bar_height();
  for (const store::Run& run : runs) {
    const std::optional<uint64_t> ns = took(run.from, run.to);
    if (!ns || !lanes_.count(run.who) || height < kDurationSize + 2) continue;
    // Those of several threads run at the same time.
    const auto fold = fold_of_.find(run.who);
    if (fold != fold_of_.end() && spans_threads(folds_[fold->second])) continue;
    // On what is done or on what is to come, whichever is wider: on both it could not be read.
    const float a = x(run.from), b = x(run.to), now = std::clamp(x(cursor_), a, b);
    const bool done = now - a >= b - now;
    const float from = done ? a : now, wide = done ? now - a : b - now;
    Text text{
        {from + wide / 2, lanes_[run.who] + kDurationSize * kMiddleToBaseline},
        words::duration_text(*ns),
        kDurationSize,
        longest && run.from == longest->from && run.who == longest->who ? Face::bold : Face::sans,
        Align::center,
        {Role::ink, run.who},
        done};
    // At the end of a last bar stands its cross.
    const float room = wide - 8 - (ends_in(run) ? 2 * kRoomForCross : 0);
    if (Painter::fits(text, room) && !lies_on_a_cross(letters(text))) {
      painter_.text("timeline.took." + std::to_string(run.from) + "." + std::to_string(run.who),
                    text, room);
    }
  }
  if (!longest) return;
  const std::string its = words::duration_text(*took(longest->from, longest->to));
  longest_ = say("scene.timeline.longest", {{"name", name(longest->who)}, {"took", its}});
  const auto lane = lanes_.find(longest->who);
  if (lane == lanes_.end()) return;
  const float y = lane->second + lane_height_ / 2 - 1;
  painter_
      .line("timeline.longest", {{x(longest->from), y}, {x(longest->to), y}}, kInk,
            {say("scene.timeline.longest_tip", {{"name", name(longest->who)},
                                                {"took", its},
                                                {"from", std::to_string(longest->from)},
                                                {"to", std::to_string(longest->to)}})})
      .width = 3;
}

}  // namespace greenlens::scene
