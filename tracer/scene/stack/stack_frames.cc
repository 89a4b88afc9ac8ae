// The C frames of one greenlet's slice, as they were unwound: drawn into its block in the stack,
// and into its copy in the heap. Which functions wait there is what makes a slice more than a
// number of bytes. Made from the recorded frames; nothing is unwound here.
//
// Each is as high as its bytes. Frames that are the same, as in a recursion, are one band, and
// those that are too low to be read share one with their neighbours: a bar code tells nobody
// anything.
#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/footprint.h"
#include "tracer/words/c_frames.h"

namespace greenlens::scene {
namespace {

// Pixels. A band is at least as high as its words; what is narrower has no frames.
constexpr float kLeastFramesWidth = 40, kLeastBand = 14;
constexpr float kFrameInset = 6;
constexpr size_t kMostCallsInTip = 8;

// A block's own scale, even from one end to the other: a copy in the heap does not stand where the
// stack's scale would put it.
struct FrameScale {
  const Box& box;
  facts::Address low, high;
  bool up;
  float y(facts::Address address) const {
    const double part = static_cast<double>(high - std::clamp(address, low, high)) /
                        static_cast<double>(high - low);
    return box.y + static_cast<float>((up ? part : 1 - part) * box.h);
  }
};

// Runs of frames that share a band, innermost first: [first, last) of the runs.
struct Band {
  size_t first = 0, last = 0;
  size_t number = 1;  // of its innermost frame, counted from the innermost one of all
  facts::Address low = 0, high = 0;
};

std::vector<Band> bands_of(const std::vector<words::FrameRun>& runs, const FrameScale& scale) {
  std::vector<Band> bands;
  const auto height = [&](const Band& band) {
    return std::abs(scale.y(band.high) - scale.y(band.low));
  };
  size_t number = 1;
  for (size_t i = 0; i < runs.size(); ++i) {
    const words::FrameRun& run = runs[i];
    const size_t its_number = number;
    number += run.count;
    if (run.high <= scale.low || run.low >= scale.high || run.low >= run.high) continue;
    if (bands.empty() || height(bands.back()) >= kLeastBand) {
      bands.push_back({i, i + 1, its_number, run.low, run.high});
    } else {
      bands.back().last = i + 1, bands.back().high = run.high;
    }
  }
  // What is left over at the outer end.
  if (bands.size() > 1 && height(bands.back()) < kLeastBand) {
    const Band over = bands.back();
    bands.pop_back();
    bands.back().last = over.last, bands.back().high = over.high;
  }
  return bands;
}

// The largest of a band's runs speaks for it; the others are counted.
std::string band_text(const StackPicture& p, const std::vector<words::FrameRun>& runs,
                      const Band& band, float size, float width) {
  size_t largest = band.first, frames = 0;
  for (size_t i = band.first; i < band.last; ++i) {
    frames += runs[i].count;
    if (runs[i].bytes * runs[i].count > runs[largest].bytes * runs[largest].count) largest = i;
  }
  const words::FrameRun& run = runs[largest];
  const size_t others = frames - run.count;
  const std::string more =
      others == 0 ? ""
                  : ' ' + p.say("scene.stack.frames_more", {{"count", std::to_string(others)}});
  const std::string in_class = words::short_run_text(p.messages, run, 2),
                    short_name = words::short_run_text(p.messages, run);
  const std::string bare = run.function.empty() ? short_name : words::last_parts(run.function, 1);
  return longest_fitting({in_class + more, short_name + more, short_name, bare}, size, Face::mono,
                         width);
}

std::string band_tip(const StackPicture& p, const std::vector<words::FrameRun>& runs,
                     const Band& band) {
  std::string calls;
  for (size_t i = band.first; i < band.last; ++i) {
    if (i - band.first == kMostCallsInTip) {
      calls += " ← …";
      break;
    }
    calls += (calls.empty() ? "" : " ← ") + words::run_text(runs[i]);
  }
  return p.say("scene.stack.frames_tip",
               {{"calls", calls},
                {"bytes", std::to_string(state::slice_size(band.low, band.high))},
                {"from", p.address(band.low)},
                {"to", p.address(band.high)}});
}

}  // namespace

FramesPlace frames_place(const Box& block, float texts_share, float most_texts) {
  if (block.w >= kRoomForFrames) {
    const float left = std::min(block.w * texts_share, most_texts);
    return {{block.x, block.y, left, block.h}, {block.x + left, block.y, block.w - left, block.h}};
  }
  if (block.h < kHeightForFrames) return {block, {}};
  return {{block.x, block.y, block.w, kAboveFrames},
          {block.x, block.y + kAboveFrames, block.w, block.h - kAboveFrames}};
}

void paint_frames(const StackPicture& p, const std::string& id,
                  const state::GreenletState& greenlet, const Box& box, facts::Address low,
                  facts::Address high, Pattern pattern) {
  if (greenlet.frames == nullptr || high <= low || box.w < kLeastFramesWidth) return;
  const FrameScale scale{box, low, high, p.options.high_addresses_on_top};
  const Style style{Role::greenlet, greenlet.id};
  const std::vector<words::FrameRun> runs = words::frame_runs(p.messages, *greenlet.frames);
  // Counted from the innermost frame, those that are not drawn too: so a band keeps its id when
  // more or less of the slice is in place.
  for (const Band& band : bands_of(runs, scale)) {
    const float a = scale.y(band.high), b = scale.y(band.low);
    const Box part{box.x, std::min(a, b), box.w, std::abs(b - a)};
    const std::string name = id + ".frame." + std::to_string(band.number);
    const Meaning meaning{band_tip(p, runs, band), greenlet.id};
    p.painter.rect(name, part, style, meaning).pattern = pattern;
    if (part.h < kLeastBand - 1) continue;  // the only one, in a low block
    const float size = std::min(p.small - 0.5f, part.h - 2);
    const float left =
        pattern == Pattern::hatched ? kFrameInset + hatched_band(part).w : kFrameInset;
    const float width = part.w - left - kFrameInset;
    p.painter.text(
        name + ".text",
        {{part.x + left, part.y + std::min(part.h / 2 + size * kMiddleToBaseline, 16.0f)},
         band_text(p, runs, band, size, width),
         size,
         Face::mono,
         Align::left,
         style,
         true},
        width, meaning);
  }
}

}  // namespace greenlens::scene
