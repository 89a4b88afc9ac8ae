// Where lines end on the screen.
#include "gui/line_wrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cfloat>
#include <string>
#include <vector>

#include "gui/platform/font_files.h"
#include "tracer/words/languages.h"
#include "tracer/words/line_breaks.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {
namespace {

class LineWrap : public ::testing::Test {
 protected:
  LineWrap() : context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
  }
  ~LineWrap() override { ImGui::DestroyContext(context_); }

  void speak(const words::Language& language) {
    std::vector<std::string> texts;
    for (const auto& [id, text] : words::Messages::of(language.id).all()) texts.push_back(text);
    fonts_.build(find_fonts(language.id), 1, texts);
  }
  ImFont* font() const { return fonts_.get(scene::Face::sans, kBody); }
  float size() const { return fonts_.line(scene::Face::sans, kBody); }
  float width(const std::string& line) const {
    return font()->CalcTextSizeA(size(), FLT_MAX, 0, line.c_str()).x;
  }

  ImGuiContext* context_;
  Fonts fonts_;
};

TEST_F(LineWrap, NoLineIsWiderThanItsRoom) {
  constexpr float kRoom = 180;
  for (const words::Language& language : words::kLanguages) {
    speak(language);
    for (const auto& [id, text] : words::Messages::of(language.id).all()) {
      const std::string lines = with_line_ends(font(), size(), text, kRoom);
      if (lines == text) continue;  // ImGui's own
      std::string joined, before;
      for (size_t begin = 0; begin < lines.size();) {
        const size_t end = std::min(lines.find('\n', begin), lines.size());
        const std::string line = lines.substr(begin, end - begin);
        EXPECT_LE(width(line), kRoom + 0.5f) << id << ": " << line;
        // One word that is too long is cut where its room ends.
        const bool is_cut = begin == 0 || words::pieces_of(before).size() == 1;
        EXPECT_TRUE(is_cut || !(line.starts_with("，") || line.starts_with("。")))
            << id << ": " << lines;
        EXPECT_FALSE(line.ends_with("（")) << id << ": " << lines;
        before = line;
        joined += line;
        begin = end + 1;
      }
      std::string without = text;
      std::erase(without, ' ');
      std::erase(joined, ' ');
      EXPECT_EQ(joined, without) << "nothing is lost";
    }
  }
}

TEST_F(LineWrap, LatinIsWrappedAsImGuiDoes) {
  speak(words::kLanguages[0]);
  const std::string text = "One greenlet switches to another and back; naïve → “x”.";
  EXPECT_EQ(with_line_ends(font(), size(), text, 60), text);
  EXPECT_EQ(with_line_ends(font(), size(), "栈", 0), "栈") << "no wrapping";
  EXPECT_FLOAT_EQ(wrapped_height(font(), size(), text, 60),
                  font()->CalcTextSizeA(size(), FLT_MAX, 60, text.c_str()).y);
}

}  // namespace
}  // namespace greenlens::gui
