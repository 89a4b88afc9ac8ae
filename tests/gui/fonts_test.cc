// The faces of this machine, as ImGui draws them: as wide as pictures reckon.
#include "gui/fonts.h"

#include <gtest/gtest.h>

#include <cfloat>

#include "gui/platform/font_files.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/text_width.h"
#include "tracer/words/languages.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {
namespace {

using scene::Face;

class FontsOfThisMachine : public ::testing::Test {
 protected:
  FontsOfThisMachine() : context_(ImGui::CreateContext()), files_(find_fonts()) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
  }
  ~FontsOfThisMachine() override { ImGui::DestroyContext(context_); }
  bool has_them() const {
    return files_.sans.path.find("Inter") != std::string::npos &&
           files_.mono.path.find("JetBrains") != std::string::npos;
  }

  ImGuiContext* context_;
  FontFiles files_;
};

TEST_F(FontsOfThisMachine, AreAsWideAsPicturesReckon) {
  if (!has_them()) GTEST_SKIP() << "other faces are reckoned with";
  for (const float scale : {1.0f, 2.5f}) {
    Fonts fonts;
    fonts.build(files_, scale, {});
    for (const Face face : {Face::sans, Face::bold, Face::mono}) {
      for (const float size : {9.5f, 11.5f, 13.0f, 15.0f}) {
        for (const std::string text :
             {"main.stack_start +2", "in place, 1936 of 2256 bytes", "Value result = gr1;"}) {
          const float drawn = fonts.get(face, size)
                                  ->CalcTextSizeA(fonts.line(face, size), FLT_MAX, 0, text.c_str())
                                  .x;
          const float reckoned = scale * scene::text_width(text, size, face);
          EXPECT_NEAR(drawn, reckoned, 0.03f * reckoned) << text << " at " << size;
        }
      }
    }
  }
}

TEST_F(FontsOfThisMachine, HaveEveryLetterOfEveryLanguage) {
  for (const words::Language& language : words::kLanguages) {
    const FontFiles files = find_fonts(language.id);
    const words::Messages& messages = words::Messages::of(language.id);
    if (!has_them()) GTEST_SKIP() << "other faces have other letters";
    if (files.wide.path.empty()) GTEST_SKIP() << "apt install fonts-noto-cjk";
    std::vector<std::string> texts;
    for (const auto& [id, text] : messages.all()) texts.push_back(text);
    Fonts fonts;
    fonts.build(files, 1, texts);
    for (const Face face : {Face::sans, Face::bold, Face::mono}) {
      for (const float size : kSizes) {
        const ImFont* font = fonts.get(face, size);
        for (const auto& [id, text] : messages.all()) {
          for (std::string_view rest = text; !rest.empty();) {
            const facts::Character letter = facts::first_character(rest);
            EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(letter.code)), nullptr)
                << language.id << ", " << id << ": U+" << std::hex << letter.code;
            rest.remove_prefix(letter.bytes);
          }
          if (HasFailure()) return;
        }
      }
    }
  }
}

TEST_F(FontsOfThisMachine, HaveWideLettersAsWideAsPicturesReckon) {
  const FontFiles files = find_fonts("zh-Hans");
  if (!has_them() || files.wide.path.empty()) GTEST_SKIP() << "apt install fonts-noto-cjk";
  const std::string text = "切换到 gr1 的栈，复制 208 字节（部分）。";
  for (const float scale : {1.0f, 2.0f}) {
    Fonts fonts;
    fonts.build(files, scale, {text});
    for (const Face face : {Face::sans, Face::bold, Face::mono}) {
      for (const float size : {11.5f, 13.0f, 15.0f}) {
        const float drawn = fonts.get(face, size)
                                ->CalcTextSizeA(fonts.line(face, size), FLT_MAX, 0, text.c_str())
                                .x;
        const float reckoned = scale * scene::text_width(text, size, face);
        EXPECT_NEAR(drawn, reckoned, 0.04f * reckoned) << size;
      }
    }
  }
}

TEST_F(FontsOfThisMachine, HaveLinesHigherThanAnEm) {
  for (const FontFile* file : {&files_.sans, &files_.bold, &files_.mono}) {
    if (file->path.empty()) continue;
    EXPECT_GT(file->line, 1.05f) << file->path;
    EXPECT_LT(file->line, 1.6f) << file->path;
  }
  const Fonts none;
  EXPECT_FLOAT_EQ(none.line(Face::sans, 13), 13) << "ImGui's own";
}

}  // namespace
}  // namespace greenlens::gui
