// Who ran when in a process: a lane for each greenlet, or one for all.
#include "tracer/scene/processes/processes_painter.h"
#include "tracer/words/lists.h"

namespace greenlens::scene {

using processes::Lane;
using processes::Process;

std::string ProcessesPainter::lane_name(const Process& process, const Lane& lane) const {
  std::string words = lane.others == 0 ? lane.name
                                       : messages_.text("processes.others",
                                                        {{"count", std::to_string(lane.others)}});
  if (process.threads > 1 && lane.thread != 1) {
    const std::string thread =
        lane.thread_name.empty() ? std::to_string(lane.thread) : lane.thread_name;
    words::add_clause(messages_, messages_.text("scene.processes.thread", {{"thread", thread}}),
                      &words);
  }
  return words;
}

Style ProcessesPainter::style_of(const Lane& lane) const {
  return lane.others == 0 ? Style{Role::greenlet, static_cast<uint32_t>(lane.greenlet)}
                          : Style{Role::muted, 0};
}

Meaning ProcessesPainter::meaning_of(size_t i, const Lane& lane) const {
  return {
      messages_.text("scene.processes.tip.lane", {{"name", lane_name(family_.processes[i], lane)},
                                                  {"process", name(i)},
                                                  {"ran", words::duration_text(lane.ran_ns)}})};
}

void ProcessesPainter::paint_lane_name(size_t i, const ProcessRow& row, const std::string& id,
                                       const std::string& words, const Meaning& meaning) {
  const Process& process = family_.processes[i];
  const float y = (row.top + row.bottom) / 2;
  const float indent = kIndent * static_cast<float>(process.depth + 1);
  painter_.text(id + ".name",
                {{kMargin + indent, y + kSmall * kMiddleToBaseline},
                 words,
                 kSmall,
                 Face::sans,
                 Align::left,
                 kMuted},
                picture_.left - kNear - kMargin - indent, meaning);
  const float begin = inside(x(process.begin_ns)), end = inside(x(process.end_ns));
  if (end <= begin) return;
  painter_.line(id + ".line", {{begin, y}, {end, y}}, {Role::unused, 0}, meaning).width = 1;
}

void ProcessesPainter::paint_lane(size_t i, size_t k) {
  const Lane& lane = family_.processes[i].lanes[k];
  const ProcessRow& row = (&head(i))[k + 1];
  const std::string id = id_of(i) + ".lane." + std::to_string(k);
  const Meaning meaning = meaning_of(i, lane);
  paint_lane_name(i, row, id, lane_name(family_.processes[i], lane), meaning);
  const std::vector<double> its = covered(lane);
  paint_bars(
      id, row,
      [&](size_t n) {
        return Bar{its[n] > 0 ? &lane : nullptr, level_of(its[n])};
      },
      i);
}

void ProcessesPainter::paint_together(size_t i) {
  const Process& process = family_.processes[i];
  if (process.lanes.empty()) return;
  std::vector<std::vector<double>> all;
  for (const Lane& lane : process.lanes) all.push_back(covered(lane));
  paint_bars(
      id_of(i) + ".together", head(i),
      [&](size_t n) {
        Bar bar;
        double most = 0, sum = 0;
        for (size_t k = 0; k < all.size(); ++k) {
          sum += all[k][n];
          if (all[k][n] > most) most = all[k][n], bar.whose = &process.lanes[k];
        }
        bar.level = level_of(sum);
        return bar;
      },
      i);
}

std::vector<double> ProcessesPainter::covered(const Lane& lane) const {
  return covered_by(
      lane, [this](uint64_t ns) { return x(ns); }, picture_.left, picture_.right);
}

}  // namespace greenlens::scene
