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
float line_of(const std::string& path, int number) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  stbtt_fontinfo font;
  if (bytes.empty() ||
      stbtt_InitFont(&font, data, stbtt_GetFontOffsetForIndex(data, number)) == 0) {
    return 1;
  }
  return stbtt_ScaleForMappingEmToPixels(&font, 1) / stbtt_ScaleForPixelHeight(&font, 1);
}

// The face that fontconfig has for it, if it has `letter` as well (0: whatever it has).
FontFile find(const char* pattern, FcChar32 letter) {
  FcPattern* wanted = FcNameParse(reinterpret_cast<const FcChar8*>(pattern));
  FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result;
  FcPattern* found = FcFontMatch(nullptr, wanted, &result);
  FontFile face;
  FcChar8* file = nullptr;
  FcCharSet* letters = nullptr;
  const bool has_letter =
      letter == 0 ||
      (found && FcPatternGetCharSet(found, FC_CHARSET, 0, &letters) == FcResultMatch &&
       FcCharSetHasChar(letters, letter));
  if (found && has_letter && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch) {
    constexpr int kFaceBits = 0xffff;  // above them is which instance of a variable face it is
    int number = 0;
    FcPatternGetInteger(found, FC_INDEX, 0, &number);
    face.path = reinterpret_cast<const char*>(file);
    face.number = number & kFaceBits;
    face.line = line_of(face.path, face.number);
  }
  if (found) FcPatternDestroy(found);
  FcPatternDestroy(wanted);
  return face;
}

// A row for each script of Chinese, and a letter that only its faces have.
struct Wide {
  std::string_view language;
  const char *regular, *bold;
  FcChar32 letter;
};
constexpr Wide kWide[] = {
    {"zh-Hans", "Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei:lang=zh-cn:style=Regular",
     "Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei:lang=zh-cn:bold:style=Bold", U'栈'},
    {"zh-Hant", "Noto Sans CJK TC,Source Han Sans TC,WenQuanYi Micro Hei:lang=zh-tw:style=Regular",
     "Noto Sans CJK TC,Source Han Sans TC,WenQuanYi Micro Hei:lang=zh-tw:bold:style=Bold", U'疊'},
};

}  // namespace

FontFiles find_fonts(std::string_view language) {
  if (!FcInit()) return {};
  const Wide& wide = language == kWide[1].language ? kWide[1] : kWide[0];
  return {find("Inter,DejaVu Sans:style=Regular", 0), find("Inter,DejaVu Sans:bold:style=Bold", 0),
          find("JetBrains Mono,DejaVu Sans Mono:style=Regular", 0), find(wide.regular, wide.letter),
          find(wide.bold, wide.letter)};
}

}  // namespace greenlens::gui
