// Alt pressed and let go, with nothing in between: that opens the menus. Pure.
#ifndef GREENLENS_GUI_ALT_TAP_H_
#define GREENLENS_GUI_ALT_TAP_H_

namespace greenlens::gui {

class AltTap {
 public:
  // A key goes down, or up; whether that was the end of it.
  bool key(bool is_alt, bool goes_up) {
    const bool was_down = is_down_;
    if (!is_alt) {
      if (!goes_up) is_down_ = false;
      return false;
    }
    is_down_ = !goes_up;
    return was_down && goes_up;
  }
  // Anything else that somebody does, as with the mouse, or in another window.
  void other() { is_down_ = false; }

 private:
  bool is_down_ = false;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_ALT_TAP_H_
