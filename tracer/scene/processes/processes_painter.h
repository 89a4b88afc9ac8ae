// The picture of processes as it is painted: what its parts have in common. Nobody but they include
// this.
#ifndef GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_PAINTER_H_
#define GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_PAINTER_H_

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tracer/processes/family_text.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/processes/processes_bars.h"
#include "tracer/scene/processes/processes_scene.h"
#include "tracer/words/when.h"

namespace greenlens::scene {

class ProcessesPainter {
 public:
  ProcessesPainter(const words::Messages& messages, const processes::Family& family,
                   const std::vector<processes::Given>& given, const ProcessesOptions& shown,
                   const SceneOptions& options)
      : messages_(messages),
        family_(family),
        given_(given),
        shown_(shown),
        options_(options),
        painter_(options.width, options.height) {
    picture_.shown =
        shown.shown.all() ? TimeRange{0, std::max<uint64_t>(family.length_ns, 1)} : shown.shown;
  }

  ProcessesPicture picture();

 private:
  // Pixels.
  static constexpr float kMargin = 12, kTop = 8, kRow = 24, kLane = 17, kMostLane = 24,
                         kBetween = 10;
  static constexpr float kNameShare = 0.26f, kLeastName = 96, kMostName = 230, kIndent = 14;
  static constexpr float kEndShare = 0.2f, kMostEnd = 190;
  static constexpr float kNameSize = 13, kSmall = 11.5f, kScale = 24, kTick = 4, kBetweenMarks = 76;
  // Of a picture that stands alone: as high as it needs, up to where lanes are put together.
  static constexpr float kMostStill = 900, kStillLane = 19;
  // Of a row that has the bars of all of its greenlets.
  static constexpr float kLeastRow = 20, kMostRow = 40, kLeastBetween = 2, kThinLife = 2,
                         kBarShare = 0.52f;
  static constexpr float kLife = 5, kEndMark = 9, kSentence = 18;
  static constexpr float kNear = 6;  // so near is beside each other

  void lay_out();

  float x(uint64_t ns) const;
  float inside(float at) const { return std::clamp(at, picture_.left, picture_.right); }
  bool is_shown(float at) const;
  float life_height() const { return together_ ? kThinLife : kLife; }
  // Bars of all leave room for words above them.
  float bar_height(const ProcessRow& row) const {
    return together_ ? row_ * kBarShare : row.bottom - row.top - 5;
  }
  // So far from the middle of a process's row an arrow ends.
  float outside() const { return (together_ ? row_ * kBarShare : kLife) / 2 + 1; }
  const ProcessRow& head(size_t process) const;
  float middle(size_t process) const;
  std::string name(size_t process) const;
  static std::string id_of(size_t process) { return "processes." + std::to_string(process); }

  void paint_nobody();

  // The scale above, with lines through all rows.
  void paint_marks();

  void paint_process(size_t i);

  // From where its recording begins to where it ends, and how.
  void paint_life(size_t i, const Meaning& meaning);

  // A cross where something ended it, a bar where it ended; nothing where it goes on.
  void paint_end_mark(size_t i, float at, float y, bool is_bad, const Meaning& meaning);

  std::string tip(size_t i) const;

  std::string lane_name(const processes::Process& process, const processes::Lane& lane) const;

  Style style_of(const processes::Lane& lane) const;
  Meaning meaning_of(size_t i, const processes::Lane& lane) const;
  // What a lane is called, and the line that it lies on.
  void paint_lane_name(size_t i, const ProcessRow& row, const std::string& id,
                       const std::string& words, const Meaning& meaning);

  void paint_lane(size_t i, size_t k);

  // Everybody in the process's row: each pixel is of who ran longest there.
  void paint_together(size_t i);

  std::vector<double> covered(const processes::Lane& lane) const;

  // Bars as high as their share; what is the same beside each other is one of them. So a picture
  // has no more of them than pixels.
  struct Bar {
    const processes::Lane* whose = nullptr;
    int level = 0;
    bool operator==(const Bar&) const = default;
  };
  template <typename BarAt>
  void paint_bars(const std::string& id, const ProcessRow& row, const BarAt& at, size_t process) {
    const auto count = static_cast<size_t>(std::ceil(picture_.right - picture_.left)) + 1;
    const float most = bar_height(row), y = (row.top + row.bottom) / 2;
    for (size_t n = 0; n < count;) {
      const Bar bar = at(n);
      size_t end = n + 1;
      while (end < count && at(end) == bar) ++end;
      if (bar.whose != nullptr) {
        const float height = most * static_cast<float>(bar.level) / kBarLevels;
        const float left = picture_.left + static_cast<float>(n);
        const float right = std::min(picture_.left + static_cast<float>(end), picture_.right + 1);
        painter_
            .rect(id + ".ran." + std::to_string(n), {left, y - height / 2, right - left, height},
                  style_of(*bar.whose), meaning_of(process, *bar.whose))
            .outlined = false;
      }
      n = end;
    }
  }

  // --- what happened between them
  void paint_arrows();

  // Down from the parent, then to where the child's recording begins.
  void paint_fork(const std::string& id, const processes::Happening& one, float at,
                  const Meaning& meaning);

  void paint_signal(const std::string& id, const processes::Happening& one, float at,
                    const Meaning& meaning, std::map<std::pair<size_t, size_t>, float>* last_label);

  bool take_place(const Text& text);
  std::string receiver_of(const processes::Happening& one) const;

  // Where the rest of the window stands.
  void paint_cursor();

  void paint_doubts();

  const words::Messages& messages_;
  const processes::Family& family_;
  const std::vector<processes::Given>& given_;
  const ProcessesOptions& shown_;
  const SceneOptions& options_;
  Painter painter_;
  ProcessesPicture picture_;
  float row_ = kRow, lane_ = kLane, bottom_ = 0;
  std::vector<Box> taken_;  // by words beside the lanes
  bool together_ = false;   // a process's row has the bars of all
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_PAINTER_H_
