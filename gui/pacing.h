// When a frame of the window is due. Pure.
#ifndef GREENLENS_GUI_PACING_H_
#define GREENLENS_GUI_PACING_H_

namespace greenlens::gui {

// Whoever draws asks before each wait. What nobody would see is not drawn.
class Pacing {
 public:
  // The person did something, or the window was uncovered. ImGui needs a few frames to settle then:
  // hovering, clicks and releases are seen in different ones.
  void touched() { frames_due_ = kSettling; }

  // What is on the screen is not what is to be seen: `news`; or moves by itself: `animating`.
  bool is_due(bool news, bool animating) {
    if (news && frames_due_ == 0) frames_due_ = 1;
    if (frames_due_ == 0 && !animating) return false;
    if (frames_due_ > 0) --frames_due_;
    return true;
  }

  // Until what one waits for, but for what the person does.
  enum class Wait { none, news, for_ever };
  Wait wait(bool animating, bool expects_news) const {
    if (frames_due_ > 0 || animating) return Wait::none;
    return expects_news ? Wait::news : Wait::for_ever;
  }

 private:
  static constexpr int kSettling = 3;
  int frames_due_ = kSettling;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PACING_H_
