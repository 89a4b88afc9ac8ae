#include "gui/fonts.h"

#include <cmath>

namespace greenlens::gui {

using scene::Face;

void Fonts::build(const FontFiles& files, float scale, const std::vector<std::string>& texts) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Clear();
  built_.clear();
  ranges_.clear();
  scale_ = scale;

  ImFontGlyphRangesBuilder glyphs;
  glyphs.AddRanges(atlas->GetGlyphRangesDefault());
  glyphs.AddText("…→←↑↓–—‘’“”•●‖○✗×⋯");
  for (const std::string& text : texts) glyphs.AddText(text.c_str());
  glyphs.BuildRanges(&ranges_);

  for (Face face : {Face::sans, Face::bold, Face::mono}) {
    const std::string& file = face == Face::sans   ? files.sans
                              : face == Face::bold ? files.bold
                                                   : files.mono;
    for (float size : kSizes) {
      if (face == Face::mono && size > kTitle) continue;
      ImFont* font = nullptr;
      if (!file.empty()) {
        font = atlas->AddFontFromFileTTF(file.c_str(), size * scale, nullptr, ranges_.Data);
      }
      if (font == nullptr) {
        ImFontConfig config;
        config.SizePixels = std::round(size * scale);
        font = atlas->AddFontDefault(&config);
      }
      built_.push_back({face, size, font});
    }
  }
  ImGui::GetIO().FontDefault = get(Face::sans, kBody);
  atlas->Build();
}

ImFont* Fonts::get(Face face, float size) const {
  const Built* best = nullptr;
  for (const Built& candidate : built_) {
    if (candidate.face != face) continue;
    if (best == nullptr || std::fabs(candidate.size - size) < std::fabs(best->size - size)) {
      best = &candidate;
    }
  }
  return best ? best->font : ImGui::GetFont();
}

}  // namespace greenlens::gui
