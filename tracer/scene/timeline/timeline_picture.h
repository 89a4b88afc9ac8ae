// The timeline as it is painted: what its parts have in common. Nobody but they include this.
//
// Time is counted in steps unless seconds are asked for: a recorded program stands still for as
// long as its reader thinks, and the same program gives the same picture on every machine. What has
// happened is solid and what is still to come is faint, on both sides of the cursor, so that one
// look says how far the story is.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_PICTURE_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_PICTURE_H_

#include <algorithm>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tracer/scene/lanes.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/timeline/fold.h"
#include "tracer/scene/timeline/timeline_scene.h"

namespace greenlens::scene {

class TimelinePicture {
 public:
  // `steps` are within the trace.
  TimelinePicture(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                  Steps steps, const TimelineOptions& timeline, const SceneOptions& options,
                  Painter* painter);
  void paint();
  // What it shows, and where. After it was painted.
  ShownPart part() const {
    return {first_,
            std::min(last_, trace_.size()),
            exact_,
            left_,
            x(std::min(last_, trace_.size())),
            rows_.size(),
            lane_count_,
            shown_.first,
            places_,
            kHeader,
            lanes_bottom_,
            scale_y_};
  }

  // Pixels.
  static constexpr float kMargin = 12;
  static constexpr float kHeader = 20;        // the cursor's label
  static constexpr float kFooterRow = 24;     // phases, output
  static constexpr float kScaleRow = 17;      // numbers of steps, or times
  static constexpr float kSmall = 11.5f;      // text of the rows
  static constexpr float kRoomForCross = 14;  // at the end of a last bar

 private:
  // timeline_lanes.cc: where everything is.
  void lay_out();
  void fold(const std::vector<facts::GreenletId>& all, float room);
  void fold_alike(const std::vector<facts::GreenletId>& all, float room);
  facts::ThreadId thread_of_lane(const Fold& fold) const;
  bool spans_threads(const Fold& fold) const;
  void choose_lanes(size_t room);
  std::string lane_name(const Fold& fold) const;
  std::string lane_name_in(const Fold& fold, float room) const;
  std::vector<facts::GreenletId> running() const;
  std::vector<facts::GreenletId> ordered() const;
  void paint_lanes();
  void paint_scroll_bar();
  void paint_more();
  // timeline_scale.cc: the axis, and what its times say.
  void place_steps();
  void paint_scale();
  void paint_durations();
  uint64_t told(uint64_t step) const;
  std::optional<store::Run> longest_run(const std::vector<store::Run>& runs) const;
  std::optional<uint64_t> took(uint64_t from, uint64_t to) const;
  std::string with_time(std::string tip, uint64_t from, uint64_t to) const;
  std::vector<std::pair<float, std::string>> scale_marks() const;
  // timeline_exact.cc: each run, switch, line and end.
  void paint_runs();
  void paint_bar(const std::string& id, const store::Run& run, uint64_t from, uint64_t to,
                 Role role);
  void paint_arrows();
  void paint_readies();
  void paint_ends();
  bool lies_on_a_cross(const Box& box) const;
  void paint_cross(const Text& cross, float width, const Meaning& meaning);
  void paint_phases();
  void paint_output();
  // timeline_levels.cc: sums of them.
  void paint_levels();
  const Fold* takes_the_rest() const;  // null: nobody
  void paint_level(const Fold& fold, const std::vector<uint64_t>& ran);
  void paint_density(const char* id, float y, uint64_t store::Column::*counted);
  // timeline_scene.cc: what lies above.
  void paint_marked();
  void paint_notes();
  std::string time_of(uint64_t step) const;
  bool tells_everybody() const;
  void paint_header();
  void paint_cursor();

  std::string say(std::string_view id,
                  std::initializer_list<words::Messages::Place> places = {}) const {
    return messages_.text(id, places);
  }
  float x(uint64_t step) const;
  float bar_height() const { return std::min(26.0f, lane_height_ - 4); }
  bool ends_in(const store::Run& run) const;  // whether who runs there ends in it
  bool visible(uint64_t from, uint64_t to) const { return from <= last_ && to >= first_; }
  std::string name(facts::GreenletId id) const;
  facts::ThreadId thread(facts::GreenletId id) const;
  std::string thread_name(facts::ThreadId id) const;
  std::string first_of_thread(const Fold& fold, facts::ThreadId its) const;
  bool is_shared(facts::GreenletId id) const;  // its lane
  bool several_threads() const {
    return history_->thread_names().size() > 1 || whole_->thread_names().size() > 1;
  }
  std::string switch_tip(const store::SwitchSpan& span) const;
  std::string kind_text(const store::SwitchSpan& span) const;
  void row_name(const char* id, float y, std::string text);
  float name_width() const;
  float bottom() const;  // of all rows
  // What is finished, then what goes on at the end of what is known: of a live program that is the
  // run or the switch that people are looking at.
  template <typename See>
  void each_run(See see) const {
    for (const store::Run& run : history_->runs()) see(run);
    for (const store::Run& now : history_->running()) see(now);
  }
  template <typename See>
  void each_switch(See see) const {
    for (const store::SwitchSpan& span : history_->switches()) see(span);
    for (const store::SwitchSpan& now : history_->switching()) see(now);
  }

  const words::Messages& messages_;
  const store::Trace& trace_;
  const uint64_t cursor_, first_, last_;
  const uint64_t wide_;  // the step at the right edge, where that is not the last one
  const TimelineOptions& timeline_;
  const SceneOptions& options_;
  Painter& painter_;
  const bool exact_;
  std::shared_ptr<const store::History> history_;
  std::shared_ptr<const store::History> whole_;  // names those that the part does not know
  bool summed_ = false;                          // bars and rows are sums
  std::vector<store::Column> columns_;

  std::map<facts::GreenletId, float> lanes_;  // the middle of each lane
  std::vector<Fold> folds_;                   // who shares a lane, of all lanes there could be
  std::map<facts::GreenletId, size_t> fold_of_;
  std::vector<const Fold*> rows_;  // that are shown, from top to bottom
  ShownLanes shown_;
  size_t lane_count_ = 0;  // with those that are not shown, without those that are hidden
  size_t hidden_ = 0;
  float left_ = 0, right_ = 0, lane_height_ = 0, lanes_bottom_ = 0, size_ = 13;
  float phases_y_ = 0, output_y_ = 0;  // the rows' tops; 0: no room
  float scale_y_ = 0;                  // the scale's top; 0: no room
  struct {
    float left = 0, right = 0;
  } label_;                                    // of the cursor; nowhere: it is not seen
  float header_from_ = 0;                      // the right part of the header is taken from here
  std::shared_ptr<const store::Times> times_;  // of the steps that are shown; null: nobody asks
  std::vector<StepPlace> places_;              // of them, where time is the axis
  std::vector<Box> crosses_;                   // of ends, where they are drawn
  std::string longest_;                        // words about the longest run; empty: none
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_PICTURE_H_
