// Lanes, and where everything else is.
#include <algorithm>

#include "tracer/scene/timeline/timeline_picture.h"
#include "tracer/words/thread_name.h"

namespace greenlens::scene {

using facts::GreenletId;
using facts::ThreadId;

namespace {

// Who runs, who is switched to, and who is selected.
constexpr size_t kMostTakingPart = 4;
constexpr float kLeastLane = 12, kHighestLane = 54;
// Where even such lanes do not all fit, the last resort before some are out of sight: and the
// margin below goes as well.
constexpr float kNarrowLane = 9, kMarginBelow = 8;
// Where lanes are scrolled, each has at least this if so many then stay, also beside the rows
// below.
constexpr float kScrolledLane = 16;
constexpr size_t kFewestScrolled = 3;
// The rows below are worth their place only if lanes keep this height.
constexpr float kLaneBesidePhases = 15, kLaneBesideOutput = 20;

// Greenlets are numbered from 1 on.
constexpr size_t kMostNumbersMarked = size_t{1} << 17;

float least_lane(bool narrow, bool scrolls, float room) {
  if (narrow) return kNarrowLane;
  return scrolls && room >= kScrolledLane * kFewestScrolled ? kScrolledLane : kLeastLane;
}

}  // namespace

std::string TimelinePicture::name(GreenletId id) const {
  for (const store::History* history : {history_.get(), whole_.get()}) {
    const auto found = history->names().find(id);
    if (found != history->names().end()) return found->second;
  }
  return "";
}

ThreadId TimelinePicture::thread(GreenletId id) const {
  if (!several_threads()) return 0;
  for (const store::History* history : {history_.get(), whole_.get()}) {
    const auto found = history->threads().find(id);
    if (found != history->threads().end()) return found->second;
  }
  return 0;
}

std::string TimelinePicture::thread_name(ThreadId id) const {
  const auto found = history_->thread_names().find(id);
  return words::thread_name(messages_, id,
                            found == history_->thread_names().end() ? "" : found->second);
}

// The scale gives way first, then output, then the switches' row, then lanes: who ran is what the
// picture is about.
void TimelinePicture::lay_out() {
  float bottom = options_.height - kMarginBelow;
  const std::vector<GreenletId> all = ordered();
  hidden_ = whole_->names().size() > all.size() ? whole_->names().size() - all.size() : 0;
  if (options_.hidden.empty()) hidden_ = 0;
  fold(all, bottom - kHeader);
  lane_count_ = folds_.size();
  const size_t count = std::max<size_t>(1, lane_count_);
  const auto lane_if = [&](float used) {
    return (bottom - kHeader - used) / static_cast<float>(count);
  };
  const bool narrow = lane_if(0) + 0.01f < kLeastLane && lane_if(-kMarginBelow + 2) >= kNarrowLane;
  if (narrow) bottom += kMarginBelow - 2;
  const bool scrolls = !narrow && lane_if(0) + 0.01f < kLeastLane;
  // Lanes that are scrolled anyway leave room for what stands below.
  const auto has_row = [&](float used, float beside) {
    return lane_if(used) >= beside ||
           (scrolls && (bottom - kHeader - used) / kScrolledLane >= kFewestScrolled);
  };
  const bool phases = has_row(kFooterRow, kLaneBesidePhases);
  const bool output = has_row(2 * kFooterRow, kLaneBesideOutput);
  const bool scale = has_row(2 * kFooterRow + kScaleRow, kLaneBesideOutput);
  if (scale) bottom -= kScaleRow, scale_y_ = bottom;
  if (output && (!exact_ || !history_->output().empty())) bottom -= kFooterRow, output_y_ = bottom;
  if (phases) bottom -= kFooterRow, phases_y_ = bottom;
  lane_height_ = std::clamp((bottom - kHeader) / static_cast<float>(count),
                            least_lane(narrow, scrolls, bottom - kHeader), kHighestLane);
  choose_lanes(static_cast<size_t>(std::max(0.0f, (bottom - kHeader) / lane_height_ + 0.01f)));
  size_ = std::min(13.0f, lane_height_ - 1);
  float names = 0;
  for (const char* row : {"scene.timeline.phases", "scene.timeline.scale_steps"}) {
    names = std::max(names, text_width(say(row), kSmall, Face::sans));
  }
  ThreadId before = 0;
  for (size_t i = 0; i < rows_.size(); ++i) {
    for (const GreenletId id : rows_[i]->who) {
      lanes_[id] = kHeader + lane_height_ * (static_cast<float>(i) + 0.5f);
    }
    const ThreadId its = thread_of_lane(*rows_[i]);
    const std::string own = lane_name(*rows_[i]);
    const std::string words =
        several_threads() && its != before && its != 0
            ? say("scene.timeline.main_of", {{"name", own}, {"thread", thread_name(its)}})
            : own;
    names = std::max(names, text_width(words, size_, Face::bold));
    before = its;
  }
  left_ = kMargin + std::min(names, options_.width * 0.18f) + 14;
  right_ = options_.width - kMargin;
  // Rows below stand close under the lanes.
  const bool says_more = options_.still && rows_.size() < lane_count_;
  lanes_bottom_ = kHeader + lane_height_ * static_cast<float>(rows_.size() + (says_more ? 1 : 0));
  if (phases_y_ > 0) phases_y_ = lanes_bottom_ + 4;
  if (output_y_ > 0) output_y_ = phases_y_ + kFooterRow;
  if (scale_y_ > 0) scale_y_ = (output_y_ > 0 ? output_y_ : phases_y_) + kFooterRow;
}

// A lane each where there is room for that. Else those that are called alike share one; and if that
// is still too many, those of all threads but the first together: a pool's threads are all alike.
void TimelinePicture::fold(const std::vector<GreenletId>& all, float room) {
  folds_.clear();
  for (const GreenletId id : all) folds_.push_back({{id}, name(id)});
  if (static_cast<float>(all.size()) * kLeastLane > room) fold_alike(all, room);
  for (size_t i = 0; i < folds_.size(); ++i) {
    for (const GreenletId id : folds_[i].who) fold_of_[id] = i;
  }
}

void TimelinePicture::fold_alike(const std::vector<GreenletId>& all, float room) {
  const auto its_name = [this](GreenletId id) { return name(id); };
  folds_ = folded(all, options_.selected, {its_name, [this](GreenletId id) { return thread(id); }});
  if (static_cast<float>(folds_.size()) * kScrolledLane <= room || !several_threads()) return;
  const ThreadId first = thread(all.front());
  folds_ =
      folded(all, options_.selected,
             {its_name, [&](GreenletId id) { return thread(id) == first ? first : ThreadId{0}; }});
}

// 0: it is shared by several threads'.
ThreadId TimelinePicture::thread_of_lane(const Fold& fold) const {
  return spans_threads(fold) ? 0 : thread(fold.who.front());
}

bool TimelinePicture::spans_threads(const Fold& fold) const {
  const ThreadId its = thread(fold.who.front());
  return std::any_of(fold.who.begin(), fold.who.end(),
                     [&](GreenletId id) { return thread(id) != its; });
}

bool TimelinePicture::is_shared(GreenletId id) const {
  const auto found = fold_of_.find(id);
  return found != fold_of_.end() && folds_[found->second].who.size() > 1;
}

std::string TimelinePicture::lane_name(const Fold& fold) const {
  if (fold.who.size() == 1) return fold.name;
  return say("scene.timeline.shared",
             {{"name", fold.name}, {"count", std::to_string(fold.who.size())}});
}

// Where that is too long its number stays.
std::string TimelinePicture::lane_name_in(const Fold& fold, float room) const {
  std::string all = lane_name(fold);
  if (fold.who.size() == 1 || text_width(all, size_, Face::bold) <= room) return all;
  const float number = text_width(lane_name({fold.who, ""}), size_, Face::bold);
  return lane_name({fold.who, elide(fold.name, size_, Face::bold, room - number)});
}

void TimelinePicture::choose_lanes(size_t room) {
  if (folds_.size() <= room) {
    for (const Fold& fold : folds_) rows_.push_back(&fold);
    return;
  }
  // How many there are more has a row.
  if (options_.still && room > 1) --room;
  // Those that run in what is shown come first, each of them where it was otherwise: so none
  // wanders while one steps.
  const std::vector<GreenletId> runs = running();
  std::vector<const Fold*> lanes;
  for (const Fold& fold : folds_) lanes.push_back(&fold);
  std::stable_partition(lanes.begin(), lanes.end(), [&](const Fold* fold) {
    return std::any_of(fold->who.begin(), fold->who.end(), [&](GreenletId id) {
      return std::binary_search(runs.begin(), runs.end(), id);
    });
  });
  std::vector<size_t> wanted;
  // Of a program of many threads each has somebody who runs, if only to wait for tasks: half of the
  // room is left to others.
  const size_t most_wanted = std::max<size_t>(kMostTakingPart, room / 2);
  for (const GreenletId id : needed_first(trace_.state(cursor_), options_.selected)) {
    const auto its = fold_of_.find(id);
    if (its == fold_of_.end()) continue;
    const auto at = std::find(lanes.begin(), lanes.end(), &folds_[its->second]);
    if (wanted.size() >= most_wanted) break;
    if (at != lanes.end()) wanted.push_back(static_cast<size_t>(at - lanes.begin()));
  }
  shown_ = shown_lanes(lanes.size(), room, timeline_.first_lane, wanted);
  for (const size_t lane : shown_.rows) rows_.push_back(lanes[lane]);
}

// In the steps that are shown, ascending. Columns name the same ones again and again.
std::vector<GreenletId> TimelinePicture::running() const {
  std::vector<GreenletId> runs;
  std::vector<bool> seen(kMostNumbersMarked);
  const auto add = [&](GreenletId id) {
    if (id < seen.size() && seen[id]) return;
    if (id < seen.size()) seen[id] = true;
    runs.push_back(id);
  };
  if (exact_) {
    each_run([&](const store::Run& run) {
      if (visible(run.from, run.to)) add(run.who);
    });
  } else {
    for (const store::Column& column : columns_) {
      for (const store::Share& share : column.ran) add(share.who);
    }
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

// Each thread's together.
std::vector<GreenletId> TimelinePicture::ordered() const {
  std::vector<std::pair<ThreadId, GreenletId>> all;
  for (const auto& [id, its_name] : history_->names()) all.push_back({thread(id), id});
  if (history_ != whole_) {
    for (const auto& [id, its_name] : whole_->names()) all.push_back({thread(id), id});
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<GreenletId> hidden;
  if (!options_.hidden.empty()) {
    hidden = still_hidden(options_.hidden, trace_.state(cursor_), options_.selected);
  }
  std::vector<GreenletId> ids;
  for (const auto& [its_thread, id] : all) {
    if (!std::binary_search(hidden.begin(), hidden.end(), id)) ids.push_back(id);
  }
  return ids;
}

// With its thread, as far as there is room for that: by its number where not by its name.
std::string TimelinePicture::first_of_thread(const Fold& fold, ThreadId its) const {
  const std::string own = lane_name(fold);
  return longest_fitting(
      {say("scene.timeline.main_of", {{"name", own}, {"thread", thread_name(its)}}),
       say("name.of_thread_short", {{"name", own}, {"thread", std::to_string(its)}})},
      size_, Face::bold, name_width());
}

void TimelinePicture::paint_lanes() {
  ThreadId before = 0;
  for (size_t i = 0; i < rows_.size(); ++i) {
    const Fold& fold = *rows_[i];
    const GreenletId id = fold.who.front();
    const bool shared = fold.who.size() > 1;
    const float y = lanes_[id];
    const std::string lane = "timeline.lane." + std::to_string(id);
    const float edge = y + lane_height_ / 2;
    painter_.line(lane + ".line", {{left_, edge}, {right_, edge}}, {Role::panel, 0}).width = 1;
    // Of each thread the first lane says whose it is; also where its first ones are scrolled away.
    const ThreadId its = thread_of_lane(fold);
    const bool begins = several_threads() && its != before && its != 0;
    painter_.text(lane,
                  {{kMargin, y + size_ * kMiddleToBaseline},
                   begins ? first_of_thread(fold, its) : lane_name_in(fold, name_width()),
                   size_,
                   Face::bold,
                   Align::left,
                   kInk},
                  left_ - kMargin - 8,
                  {shared ? say("scene.timeline.shared_tip",
                                {{"name", fold.name}, {"count", std::to_string(fold.who.size())}})
                          : say("scene.timeline.lane_tip", {{"name", name(id)}}),
                   shared ? GreenletId{0} : id});
    if (id == options_.selected) {
      const float under = y + std::min(lane_height_ / 2 - 1, size_ * 0.8f);
      painter_
          .line(lane + ".selected", {{kMargin, under}, {left_ - 8, under}}, kInk,
                {say("scene.selected"), id})
          .width = 2;
    }
    if (several_threads() && its != before && i > 0) {
      painter_
          .line(lane + ".thread", {{left_, y - lane_height_ / 2}, {right_, y - lane_height_ / 2}},
                kMuted)
          .width = 1;
    }
    before = its;
  }
  if (rows_.size() == lane_count_) return;
  if (options_.still) {
    paint_more();
  } else {
    paint_scroll_bar();
  }
}

// In the place of a lane, below the others.
void TimelinePicture::paint_more() {
  const std::string count = std::to_string(lane_count_ - rows_.size());
  const float y = lanes_bottom_ - lane_height_ / 2;
  painter_.text("timeline.more",
                {{kMargin, y + std::min(size_, kSmall) * kMiddleToBaseline},
                 say("scene.more", {{"count", count}}),
                 std::min(size_, kSmall),
                 Face::sans,
                 Align::left,
                 kMuted},
                right_ - kMargin);
}

// Where a lane stands out of its turn, a broken line says that some are passed over; a bar at the
// edge says where the others are.
void TimelinePicture::paint_scroll_bar() {
  const auto gap = [&](const char* id, size_t row) {
    const float y = kHeader + lane_height_ * static_cast<float>(row);
    Line& line = painter_.line(id, {{left_, y}, {right_, y}}, kMuted);
    line.width = 1, line.dashed = true;
  };
  if (shown_.above > 0) gap("timeline.lanes.above", shown_.above);
  if (shown_.below > 0) gap("timeline.lanes.below", rows_.size() - shown_.below);
  const float height = lanes_bottom_ - kHeader, all = static_cast<float>(lane_count_);
  if (height < 24) return;
  const float x = options_.width - 9;
  const std::string tip = say("scene.timeline.lanes_tip", {{"count", std::to_string(rows_.size())},
                                                           {"all", std::to_string(lane_count_)}});
  painter_.rect("timeline.lanes.bar", {x, kHeader, 6, height}, {Role::panel, 0}, {tip}).radius = 3;
  const float thumb = std::max(12.0f, height * static_cast<float>(rows_.size()) / all);
  const float farthest = static_cast<float>(lane_count_ - rows_.size());
  const float at = static_cast<float>(shown_.first) / farthest * (height - thumb);
  Rect& rect = painter_.rect("timeline.lanes.thumb", {x, kHeader + at, 6, thumb}, kMuted, {tip});
  rect.outlined = false, rect.radius = 3;
}

}  // namespace greenlens::scene
