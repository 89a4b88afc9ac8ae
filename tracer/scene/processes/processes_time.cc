// Where a click on the picture of processes leads, and what the wheel makes of it.
#include <algorithm>

#include "tracer/scene/processes/processes_scene.h"

namespace greenlens::scene {
namespace {

// Within all that there is, in the place nearest to where it is asked for.
TimeRange within(double from, double span, uint64_t length_ns) {
  constexpr double kLeast = 1000;  // ns
  const auto length = std::max(static_cast<double>(length_ns), kLeast);
  span = std::clamp(span, std::min(kLeast, length), length);
  from = std::clamp(from, 0.0, length - span);
  if (span >= length) return {};
  return {static_cast<uint64_t>(from), static_cast<uint64_t>(from + span)};
}

double share_at(const ProcessesPicture& picture, float x) {
  const double width = picture.right - picture.left;
  return width > 0 ? std::clamp((x - picture.left) / width, 0.0, 1.0) : 0;
}

double span_of(const ProcessesPicture& picture) {
  return static_cast<double>(picture.shown.to_ns - picture.shown.from_ns);
}

}  // namespace

uint64_t time_at(const ProcessesPicture& picture, float x) {
  return picture.shown.from_ns + static_cast<uint64_t>(share_at(picture, x) * span_of(picture));
}

const ProcessRow* row_at(const ProcessesPicture& picture, float y) {
  for (const ProcessRow& row : picture.rows) {
    if (y >= row.top && y < row.bottom) return &row;
  }
  return nullptr;
}

TimeRange times_zoomed(const ProcessesPicture& picture, uint64_t length_ns, float x, double times) {
  const double span = span_of(picture), share = share_at(picture, x);
  const double at = static_cast<double>(picture.shown.from_ns) + share * span;
  return within(at - share * span / times, span / times, length_ns);
}

TimeRange times_moved(const ProcessesPicture& picture, uint64_t length_ns, float by) {
  const double width = std::max(1.0f, picture.right - picture.left);
  const double span = span_of(picture);
  return within(static_cast<double>(picture.shown.from_ns) + by / width * span, span, length_ns);
}

}  // namespace greenlens::scene
