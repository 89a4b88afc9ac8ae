// The faces and sizes that are in the glyph atlas. One type scale for the whole app. A face whose
// file is not there is ImGui's own: nothing here fails. One thread.
#ifndef GREENLENS_GUI_FONTS_H_
#define GREENLENS_GUI_FONTS_H_

#include <imgui.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::gui {

// Where a face is on this machine; an empty path means ImGui's own font.
struct FontFile {
  std::string path;
  float line = 1;  // how high a line of it is, in ems: what ImGui takes for a font's size
  int number = 0;  // of the face, in a file that holds several
};
struct FontFiles {
  FontFile sans, bold, mono;
  // For the letters of Chinese, which those lack; empty where the machine has none.
  FontFile wide = {}, wide_bold = {};
};

// Every size that is drawn: an em, as pictures reckon with (tracer/scene/text_width.h), in pixels
// at 100 %.
inline constexpr float kSizes[] = {11.5f, 12, 13, 14, 15, 18, 24};
inline constexpr float kSmall = 12, kBody = 13, kTitle = 15, kLarge = 18, kHuge = 24;

// The text as it may be shown (tracer/facts/shown.h), in signs that faces have: what is drawn of
// the pictures of controls cannot be read at the size of the other letters, so they are \x1b here.
std::string drawable(std::string_view text);

class Fonts {
 public:
  // Builds ImGui's atlas for a scale, with the glyphs of `texts` and of plain Latin. Of wide
  // letters (tracer/words/line_breaks.h) only those of `texts` are in it: a face has tens of
  // thousands. To be called between frames.
  void build(const FontFiles& files, float scale, const std::vector<std::string>& texts);
  // The built font that is nearest to this size (pixels at 100 %); before the first build() ImGui's
  // own. Lives until the next build().
  ImFont* get(scene::Face face, float size) const;
  // How high a line of this size is on the screen: with what ImGui has to be asked to draw it.
  float line(scene::Face face, float size) const;
  float scale() const { return scale_; }

 private:
  struct Built {
    scene::Face face;
    float size;
    float line;  // in ems
    ImFont* font;
  };
  const Built* nearest(scene::Face face, float size) const;
  const std::string* bytes_of(const FontFile& file);
  ImFont* add(const FontFile& file, float size, const ImFontConfig& wanted,
              const ImVector<ImWchar>& ranges);

  std::vector<Built> built_;
  std::map<std::string, std::string>
      files_;  // by path: the atlas reads them once more for each size
  ImVector<ImWchar> ranges_, wide_ranges_;
  float scale_ = 1;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FONTS_H_
