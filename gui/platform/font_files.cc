#include "gui/platform/font_files.h"

#include <fontconfig/fontconfig.h>

#include <fstream>
#include <iterator>

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <stb_truetype.h>

namespace greenlens::gui {
namespace {

// Of a file that is no font as stb_truetype, and so ImGui, understands it: 1.
float line_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  stbtt_fontinfo font;
  if (bytes.empty() || stbtt_InitFont(&font, data, stbtt_GetFontOffsetForIndex(data, 0)) == 0) {
    return 1;
  }
  return stbtt_ScaleForMappingEmToPixels(&font, 1) / stbtt_ScaleForPixelHeight(&font, 1);
}

FontFile find(const char* pattern) {
  FcPattern* wanted = FcNameParse(reinterpret_cast<const FcChar8*>(pattern));
  FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result;
  FcPattern* found = FcFontMatch(nullptr, wanted, &result);
  std::string path;
  FcChar8* file = nullptr;
  if (found && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch) {
    path = reinterpret_cast<const char*>(file);
  }
  if (found) FcPatternDestroy(found);
  FcPatternDestroy(wanted);
  return {path, path.empty() ? 1 : line_of(path)};
}

}  // namespace

FontFiles find_fonts() {
  if (!FcInit()) return {};
  return {find("Inter,DejaVu Sans:style=Regular"), find("Inter,DejaVu Sans:bold:style=Bold"),
          find("JetBrains Mono,DejaVu Sans Mono:style=Regular")};
}

}  // namespace greenlens::gui
