#include "tracer/scene/processes/processes_scene.h"

#include "tracer/scene/processes/processes_painter.h"
#include "tracer/scene/timeline/axis.h"
#include "tracer/words/lists.h"

namespace greenlens::scene {

using processes::Ending;
using processes::Process;

ProcessesPicture ProcessesPainter::picture() {
  lay_out();
  if (family_.processes.empty()) {
    paint_nobody();
  } else if (picture_.right > picture_.left) {
    paint_marks();
    for (size_t i = 0; i < family_.processes.size(); ++i) paint_process(i);
    paint_arrows();
    paint_cursor();
  }
  paint_doubts();
  picture_.scene = std::move(painter_.scene());
  picture_.scene.title = messages_.text("scene.processes.title");
  return std::move(picture_);
}

void ProcessesPainter::lay_out() {
  const float width = options_.width;
  const float names = std::clamp(width * kNameShare, kLeastName, kMostName);
  // What stands behind the last moment needs room for how it ended.
  float widest = 0;
  for (const Process& one : family_.processes) {
    widest = std::max(widest, text_width(ending_text(messages_, one), kSmall, Face::sans));
  }
  const float ends = std::min({widest + kEndMark + 8, width * kEndShare, kMostEnd});
  picture_.left = kMargin + names + kNear;
  picture_.right = width - kMargin - ends;
  size_t lanes = 0;
  for (const Process& one : family_.processes) lanes += one.lanes.size();
  const auto count = static_cast<float>(family_.processes.size());
  const float doubts = kSentence * static_cast<float>(family_.doubts.size());
  const float others = kTop + kScale + doubts + 4;
  const float height = options_.still ? kMostStill : options_.height;
  const float room = height - others - count * (kRow + kBetween);
  // Where not all have a lane, a process's row has the bars of all of them.
  together_ = static_cast<float>(lanes) * kLane > room;
  lane_ = std::clamp(room / std::max(1.0f, static_cast<float>(lanes)), kLane,
                     options_.still ? kStillLane : kMostLane);
  const float together = (height - others) / std::max(1.0f, count) - kLeastBetween;
  row_ = together_ ? std::clamp(together, kLeastRow, kMostRow) : kRow;
  const float between = together_ ? kLeastBetween : kBetween;
  float y = kTop + kScale;
  for (size_t i = 0; i < family_.processes.size(); ++i) {
    const Process& one = family_.processes[i];
    picture_.rows.push_back({i, 0, y, y + row_});
    y += row_;
    for (size_t k = 0; k < one.lanes.size() && !together_; ++k) {
      picture_.rows.push_back({i, one.lanes[k].greenlet, y, y + lane_});
      y += lane_;
    }
    y += between;
  }
  bottom_ = y;
  const float least = options_.still ? 0 : options_.height;
  painter_.scene().height = std::max(least, y + doubts + 4);
}

float ProcessesPainter::x(uint64_t ns) const {
  const double span = static_cast<double>(picture_.shown.to_ns - picture_.shown.from_ns);
  const double at = (static_cast<double>(ns) - static_cast<double>(picture_.shown.from_ns)) / span;
  return picture_.left +
         static_cast<float>(std::clamp(at, -0.5, 1.5)) * (picture_.right - picture_.left);
}

bool ProcessesPainter::is_shown(float at) const {
  return at >= picture_.left - 0.5f && at <= picture_.right + 0.5f;
}

const ProcessRow& ProcessesPainter::head(size_t process) const {
  const auto found = std::find_if(picture_.rows.begin(), picture_.rows.end(),
                                  [&](const ProcessRow& row) { return row.process == process; });
  return *found;
}

float ProcessesPainter::middle(size_t process) const {
  const ProcessRow& row = head(process);
  return (row.top + row.bottom) / 2;
}

std::string ProcessesPainter::name(size_t process) const {
  return process_name(messages_, family_, process, given_);
}

void ProcessesPainter::paint_nobody() {
  painter_.text("processes.none",
                {{options_.width / 2, options_.height / 2},
                 messages_.text("scene.processes.none"),
                 kNameSize,
                 Face::sans,
                 Align::center,
                 kMuted},
                options_.width - 2 * kMargin);
}

void ProcessesPainter::paint_marks() {
  const auto most = static_cast<size_t>((picture_.right - picture_.left) / kBetweenMarks);
  const auto from = static_cast<double>(picture_.shown.from_ns);
  const auto to = static_cast<double>(picture_.shown.to_ns);
  float free_from = 0;
  for (const double mark : round_marks(from, to, most)) {
    const float at = picture_.left + static_cast<float>((mark - from) / (to - from)) *
                                         (picture_.right - picture_.left);
    const std::string words = mark == 0 ? "0" : words::round_duration_text(mark);
    const std::string id = "processes.scale." + words;
    painter_
        .line(id, {{at, kTop + kScale - kTick}, {at, picture_.rows.back().bottom}},
              {Role::unused, 0})
        .width = 1;
    const float wide = text_width(words, kSmall, Face::sans);
    if (at - wide / 2 < free_from) continue;
    free_from = at + wide / 2 + kNear;
    painter_.text(id + ".words",
                  {{at, kTop + kSmall}, words, kSmall, Face::sans, Align::center, kMuted},
                  options_.width);
  }
}

void ProcessesPainter::paint_process(size_t i) {
  const Process& one = family_.processes[i];
  const ProcessRow& row = head(i);
  const bool is_current = shown_.current == i;
  const float indent = kIndent * static_cast<float>(one.depth);
  const Meaning meaning{tip(i)};
  if (is_current) {
    painter_.rect(id_of(i) + ".current", {kMargin - 7, row.top + 4, 3, row_ - 8}, kAccent, meaning)
        .outlined = false;
  }
  Text words{{kMargin + indent, row.top + row_ / 2 + kNameSize * kMiddleToBaseline},
             name(i),
             kNameSize,
             Face::bold,
             Align::left,
             one.given ? kInk : kMuted};
  painter_.text(id_of(i) + ".name", std::move(words), picture_.left - kNear - kMargin - indent,
                meaning);
  paint_life(i, meaning);
  if (together_) return paint_together(i);
  for (size_t k = 0; k < one.lanes.size(); ++k) paint_lane(i, k);
}

void ProcessesPainter::paint_life(size_t i, const Meaning& meaning) {
  const Process& one = family_.processes[i];
  const float y = middle(i), begin = x(one.begin_ns), end = x(one.end_ns);
  if (begin <= picture_.right && end >= picture_.left && one.given) {
    const float left = inside(begin);
    painter_
        .rect(id_of(i) + ".life", {left, y - life_height() / 2, inside(end) - left, life_height()},
              {Role::muted, 0}, meaning)
        .outlined = false;
  }
  if (end > picture_.right + 0.5f || end < picture_.left - 0.5f) return;
  const bool is_bad = one.ending == Ending::killed ||
                      (one.ending == Ending::told &&
                       (one.how == facts::End::killed || one.how == facts::End::crashed ||
                        one.how == facts::End::raised));
  paint_end_mark(i, end, y, is_bad, meaning);
  const Text words{{end + kEndMark, y + kSmall * kMiddleToBaseline},
                   ending_text(messages_, one),
                   kSmall,
                   Face::sans,
                   Align::left,
                   is_bad ? Style{Role::error, 0} : kMuted};
  const float room = options_.width - kMargin / 2 - end - kEndMark;
  Box box = letters(words);
  box.w = std::min(box.w, room);
  taken_.push_back(box);
  painter_.text(id_of(i) + ".end", words, room, meaning);
}

void ProcessesPainter::paint_end_mark(size_t i, float at, float y, bool is_bad,
                                      const Meaning& meaning) {
  constexpr float kHalf = 4.5f;
  const Process& one = family_.processes[i];
  if (one.ending == Ending::goes_on) return;
  if (is_bad) {
    const Style red{Role::error, 0};
    painter_
        .line(id_of(i) + ".cross", {{at - kHalf, y - kHalf}, {at + kHalf, y + kHalf}}, red, meaning)
        .width = 2;
    painter_
        .line(id_of(i) + ".cross.other", {{at - kHalf, y + kHalf}, {at + kHalf, y - kHalf}}, red,
              meaning)
        .width = 2;
  } else if (one.given) {
    painter_.line(id_of(i) + ".stop", {{at, y - kHalf - 1}, {at, y + kHalf + 1}}, kInk, meaning)
        .width = 2;
  } else {
    painter_
        .rect(id_of(i) + ".stub", {at - kHalf, y - kHalf, 2 * kHalf, 2 * kHalf}, {Role::panel, 0},
              meaning)
        .pattern = Pattern::dashed_outline;
  }
}

std::string ProcessesPainter::tip(size_t i) const {
  const Process& one = family_.processes[i];
  if (!one.given) {
    return messages_.text("scene.processes.tip.unrecorded", {{"name", name(i)}});
  }
  std::string found;
  if (one.findings && *one.findings > 0) {
    found =
        words::between_sentences(messages_) +
        messages_.text("scene.processes.tip.findings", {{"count", std::to_string(*one.findings)}});
  }
  return messages_.text("scene.processes.tip", {{"name", name(i)},
                                                {"begin", time_text(family_, one.begin_ns)},
                                                {"end", time_text(family_, one.end_ns)},
                                                {"how", ending_text(messages_, one)},
                                                {"switches", std::to_string(one.switches)},
                                                {"greenlets", std::to_string(one.greenlets)}}) +
         found;
}

void ProcessesPainter::paint_doubts() {
  float y = bottom_;
  for (size_t i = 0; i < family_.doubts.size(); ++i) {
    y += kSentence;
    const std::string words = doubt_text(messages_, family_.doubts[i], given_);
    painter_.text("processes.doubt." + std::to_string(i),
                  {{kMargin, y - 4}, words, kSmall, Face::sans, Align::left, Style{Role::error, 0}},
                  options_.width - 2 * kMargin, {words});
  }
}

ProcessesPicture processes_scene(const words::Messages& messages, const processes::Family& family,
                                 const std::vector<processes::Given>& given,
                                 const ProcessesOptions& shown, const SceneOptions& options) {
  return ProcessesPainter(messages, family, given, shown, options).picture();
}

}  // namespace greenlens::scene
