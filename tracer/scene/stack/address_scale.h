// Where an address of the stack is in the picture: in proportion to bytes as far as texts leave it
// so. That a slice of twice the bytes is twice as high is what the stack diagram is for; this gives
// it up only where something could not be seen or read at all, and to_scale() tells.
//
// A value; it keeps nothing of what it was made from.
#ifndef GREENLENS_TRACER_SCENE_STACK_ADDRESS_SCALE_H_
#define GREENLENS_TRACER_SCENE_STACK_ADDRESS_SCALE_H_

#include <vector>

#include "tracer/facts/values.h"

namespace greenlens::scene {

// [low, high), not empty, takes at least `minimum` pixels.
struct ScalePiece {
  facts::Address low = 0, high = 0;
  float minimum = 0;
};

class AddressScale {
 public:
  AddressScale() = default;
  // Pieces adjoin, high addresses first, and fill [top, bottom] (pixels, top < bottom). A piece
  // that dwarfs all the others together is folded: it takes the place of three times their bytes.
  // Within a piece the scale is even, folded or not.
  AddressScale(const std::vector<ScalePiece>& pieces, float top, float bottom, bool high_on_top);

  // Monotone; addresses beyond the pieces are drawn at the ends. Linear in the number of pieces.
  float y(facts::Address address) const;
  // Whether a pixel is worth the same number of bytes everywhere: nothing was enlarged or folded.
  bool to_scale() const { return to_scale_; }
  // The pieces that were folded, high addresses first: [low, high).
  struct Fold {
    facts::Address low = 0, high = 0;
  };
  std::vector<Fold> folds() const;
  float top() const { return top_; }
  float bottom() const { return bottom_; }

 private:
  struct Segment {
    facts::Address low, high;
    float start, height;  // from the end with high addresses
    bool folded;
  };
  std::vector<Segment> segments_;
  float top_ = 0, bottom_ = 0;
  bool high_on_top_ = true;
  bool to_scale_ = true;
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_ADDRESS_SCALE_H_
