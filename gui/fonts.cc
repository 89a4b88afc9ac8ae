#include "gui/fonts.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "tracer/facts/shown.h"
#include "tracer/words/line_breaks.h"

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

namespace {

void add_wide(std::string_view text, ImFontGlyphRangesBuilder* wide) {
  while (!text.empty()) {
    const facts::Character first = facts::first_character(text);
    // ImGui here knows the first 65,536 characters.
    if (words::is_wide(first.code) && first.code <= 0xffff) {
      wide->AddChar(static_cast<ImWchar>(first.code));
    }
    text.remove_prefix(first.bytes != 0 ? first.bytes : 1);
  }
}

}  // namespace

void Fonts::build(const FontFiles& files, float scale, const std::vector<std::string>& texts) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Clear();
  built_.clear();
  files_.clear();
  ranges_.clear();
  wide_ranges_.clear();
  scale_ = scale;

  ImFontGlyphRangesBuilder glyphs, wide;
  glyphs.AddRanges(atlas->GetGlyphRangesDefault());
  glyphs.AddText("…→←↑↓–—‘’“”•●‖○✗×⋯");
  for (const std::string& text : texts) {
    glyphs.AddText(text.c_str());
    add_wide(text, &wide);
  }
  glyphs.BuildRanges(&ranges_);
  wide.BuildRanges(&wide_ranges_);

  for (Face face : {Face::sans, Face::bold, Face::mono}) {
    const FontFile& file = face == Face::sans   ? files.sans
                           : face == Face::bold ? files.bold
                                                : files.mono;
    for (float size : kSizes) {
      if (face == Face::mono && size > kTitle) continue;
      ImFont* font = nullptr;
      font = add(file, size * scale * file.line, {}, ranges_);
      const float line = font != nullptr ? file.line : 1;
      if (font == nullptr) {
        ImFontConfig config;
        config.SizePixels = std::round(size * scale);
        font = atlas->AddFontDefault(&config);
      }
      built_.push_back({face, size, line, font});
      // What is there already stays: of others come the signs that a face lacks.
      ImFontConfig merged;
      merged.MergeMode = true;
      const FontFile& other = face == Face::mono ? files.sans : files.mono;
      if (!file.path.empty()) add(other, size * scale * other.line, merged, ranges_);
      if (wide_ranges_.Size <= 1) continue;  // nothing but the end
      merged.OversampleH = 1;                // so many letters would take too much of the atlas
      const FontFile& wide_file = face == Face::bold ? files.wide_bold : files.wide;
      add(wide_file, size * scale * wide_file.line, merged, wide_ranges_);
    }
  }
  ImGui::GetIO().FontDefault = get(Face::sans, kBody);
  atlas->Build();
}

const std::string* Fonts::bytes_of(const FontFile& file) {
  std::string& bytes = files_[file.path];
  if (bytes.empty()) {
    std::ifstream in(file.path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  return bytes.empty() ? nullptr : &bytes;
}

// Null when the file is not there.
ImFont* Fonts::add(const FontFile& file, float size, const ImFontConfig& wanted,
                   const ImVector<ImWchar>& ranges) {
  const std::string* bytes = file.path.empty() ? nullptr : bytes_of(file);
  if (bytes == nullptr) return nullptr;
  ImFontConfig config = wanted;
  config.FontNo = file.number;
  config.FontDataOwnedByAtlas = false;
  // ImGui takes it as its own to write to, and only reads.
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(bytes->data()),
                                                    static_cast<int>(bytes->size()), size, &config,
                                                    ranges.Data);
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
