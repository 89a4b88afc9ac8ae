// Which strokes of a key somebody made, and which the keyboard, because it was held down. Pure.
#ifndef GREENLENS_GUI_STROKES_H_
#define GREENLENS_GUI_STROKES_H_

namespace greenlens::gui {

// Window systems call a stroke that follows the one before within some 20 ms a repetition, too. But
// a keyboard repeats a key only when it has been down for longer than anybody needs for a stroke.
class Strokes {
 public:
  // A key goes down, or is said to be repeated; at which time. Whether the keyboard made it.
  bool is_repeated(int key, bool said_to_be, double seconds) {
    const bool at_once = key == key_ && seconds - last_ < kLongestStroke;
    held_ = said_to_be && (held_ || !at_once);
    key_ = key;
    last_ = seconds;
    return held_;
  }

 private:
  static constexpr double kLongestStroke = 0.12;
  int key_ = 0;
  double last_ = 0;
  bool held_ = false;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_STROKES_H_
