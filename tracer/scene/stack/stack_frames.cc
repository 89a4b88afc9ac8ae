// The C frames of one greenlet's slice, as they were unwound when it was suspended last: drawn into
// its block in the stack, and into its copy in the heap. Which functions wait there is what makes a
// slice more than a number of bytes. Made from the recorded frames; nothing is unwound here.
#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/state/footprint.h"
#include "tracer/words/c_frames.h"

namespace greenlens::scene {
namespace {

// Pixels. What is lower or narrower is not drawn, or not named.
constexpr float kLeastFramesWidth = 40, kLeastFrame = 3, kLeastNamedFrame = 13;
// In a frame, from its right edge: the return address's mark, strokes of saved registers, its name.
constexpr float kReturnMark = 9, kSavedMark = 18, kBesideMarks = 21;
constexpr float kFrameInset = 6;

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
  bool holds(facts::Address address) const { return address >= low && address < high; }
};

// Where in a frame the words lie that its return needs. The return address is a block, the
// registers that the function keeps for its caller are strokes of one pixel, because there are
// many; in low frames these could not be told apart. Where a saved register is the return address
// itself, as on CPUs with a link register, one mark is enough.
void paint_words(const StackPicture& p, const std::string& name, const std::string& function,
                 facts::GreenletId greenlet, const facts::CFrame& frame, const Box& part,
                 const FrameScale& scale) {
  for (const facts::SavedRegister& saved : frame.saved) {
    if (part.h < kLeastNamedFrame || !scale.holds(saved.at) || saved.at == frame.return_address_at)
      continue;
    const float at = std::clamp(scale.y(saved.at) - 1, part.y + 2, part.bottom() - 3);
    p.painter
        .rect(
            name + ".saved." + saved.name, {part.right() - kSavedMark, at, 7, 1}, kInk,
            {p.say("scene.stack.saved_tip",
                   {{"function", function}, {"register", saved.name}, {"at", p.address(saved.at)}}),
             greenlet})
        .outlined = false;
  }
  if (scale.holds(frame.return_address_at)) {
    const float at = std::clamp(scale.y(frame.return_address_at) - 3, part.y, part.bottom() - 5);
    p.painter
        .rect(name + ".return", {part.right() - kReturnMark, at, 8, 5}, kInk,
              {p.say("scene.stack.return_tip",
                     {{"function", function}, {"at", p.address(frame.return_address_at)}}),
               greenlet})
        .outlined = false;
  }
}

// A name without its line says less than a short name with it: the line goes last. It stands in the
// middle of a low frame and near the top of a high one, as a block's own texts do.
void paint_function(const StackPicture& p, const std::string& name, const std::string& function,
                    uint32_t source_line, const Box& part, Style style, const Meaning& meaning) {
  const float size = std::min(p.small - 0.5f, part.h - 2);
  const float width = part.w - kFrameInset - kBesideMarks;
  const std::string in_class = last_parts(function, 2), short_name = last_parts(function, 1);
  const std::string line = source_line == 0 ? "" : ":" + std::to_string(source_line);
  p.painter.text(
      name + ".text",
      {{part.x + kFrameInset, part.y + std::min(part.h / 2 + size * kMiddleToBaseline, 16.0f)},
       longest_fitting({function + line, in_class + line, short_name + line, short_name}, size,
                       Face::mono, width),
       size,
       Face::mono,
       Align::left,
       style,
       true},
      width, meaning);
}

}  // namespace

void paint_frames(const StackPicture& p, const std::string& id,
                  const state::GreenletState& greenlet, const Box& box, facts::Address low,
                  facts::Address high, Pattern pattern) {
  if (greenlet.frames == nullptr || high <= low || box.w < kLeastFramesWidth) return;
  const FrameScale scale{box, low, high, p.options.high_addresses_on_top};
  const Style style{Role::greenlet, greenlet.id};
  // Counted from the innermost, those that are not drawn too: so a frame keeps its id when more or
  // less of the slice is in place, or the block becomes too low for some.
  int number = 0;
  for (const facts::CFrame& frame : *greenlet.frames) {
    ++number;
    if (frame.high <= low || frame.low >= high) continue;
    const float a = scale.y(frame.high), b = scale.y(frame.low);
    const Box part{box.x, std::min(a, b), box.w, std::abs(b - a)};
    if (part.h < kLeastFrame) continue;
    const std::string name = id + ".frame." + std::to_string(number);
    const std::string function =
        frame.function.empty() ? p.say("scene.stack.no_symbol") : frame.function;
    const Meaning meaning{
        p.say("scene.stack.frame_tip",
              {{"calls", words::calls_in_frame(p.messages, frame)},
               {"bytes", std::to_string(state::slice_size(frame.low, frame.high))},
               {"from", p.address(frame.low)},
               {"to", p.address(frame.high)},
               {"return", p.address(frame.return_address_at)}}),
        greenlet.id};
    p.painter.rect(name, part, style, meaning).pattern = pattern;
    if (part.h >= kLeastNamedFrame) {
      paint_function(p, name, function, frame.line, part, style, meaning);
    }
    paint_words(p, name, function, greenlet.id, frame, part, scale);
  }
}

}  // namespace greenlens::scene
