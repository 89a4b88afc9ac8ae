#include "gui/platform/font_files.h"

#include <fontconfig/fontconfig.h>

namespace greenlens::gui {
namespace {

std::string find(const char* pattern) {
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
  return path;
}

}  // namespace

FontFiles find_fonts() {
  if (!FcInit()) return {};
  return {find("Inter,DejaVu Sans:style=Regular"), find("Inter,DejaVu Sans:bold:style=Bold"),
          find("JetBrains Mono,DejaVu Sans Mono:style=Regular")};
}

}  // namespace greenlens::gui
