#include "gui/fonts.h"

#include <fmt/format.h>

#include <cmath>

#include "tracer/facts/shown.h"

namespace greenlens::gui {

using scene::Face;

std::string drawable(std::string_view text) {
  const std::string shown = facts::shown(text);
  std::string result;
  for (std::string_view rest = shown; !rest.empty();) {
    const facts::Character first = facts::first_character(rest);
    if (first.code >= 0x2400 && first.code <= 0x2421) {
      result += fmt::format("\\x{:02x}", first.code == 0x2421 ? 0x7f : first.code - 0x2400);
    } else {
      result.append(rest.substr(0, first.bytes));
    }
    rest.remove_prefix(first.bytes);
  }
  return result;
}

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
    const FontFile& file = face == Face::sans   ? files.sans
                           : face == Face::bold ? files.bold
                                                : files.mono;
    for (float size : kSizes) {
      if (face == Face::mono && size > kTitle) continue;
      ImFont* font = nullptr;
      if (!file.path.empty()) {
        font = atlas->AddFontFromFileTTF(file.path.c_str(), size * scale * file.line, nullptr,
                                         ranges_.Data);
      }
      const float line = font != nullptr ? file.line : 1;
      if (font == nullptr) {
        ImFontConfig config;
        config.SizePixels = std::round(size * scale);
        font = atlas->AddFontDefault(&config);
      }
      built_.push_back({face, size, line, font});
    }
  }
  ImGui::GetIO().FontDefault = get(Face::sans, kBody);
  atlas->Build();
}

const Fonts::Built* Fonts::nearest(Face face, float size) const {
  const Built* best = nullptr;
  for (const Built& candidate : built_) {
    if (candidate.face != face) continue;
    if (best == nullptr || std::fabs(candidate.size - size) < std::fabs(best->size - size)) {
      best = &candidate;
    }
  }
  return best;
}

ImFont* Fonts::get(Face face, float size) const {
  const Built* best = nearest(face, size);
  return best != nullptr ? best->font : ImGui::GetFont();
}

float Fonts::line(Face face, float size) const {
  const Built* best = nearest(face, size);
  return size * scale_ * (best != nullptr ? best->line : 1);
}

}  // namespace greenlens::gui
