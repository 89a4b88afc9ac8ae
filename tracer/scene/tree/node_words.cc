#include "tracer/scene/tree/node_words.h"

#include <algorithm>

#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

// The least height of a node with two lines, and with two that stand close together; and from which
// on there is more room in it.
constexpr float kTwoLineNode = 29, kLeastTwoLines = 26, kRoomyNode = 26;
constexpr float kIconGap = 5, kWordBeside = 8;
// Of a name that is shortened some letters are left.
constexpr float kShortName = 36;

}  // namespace

float widest(const std::vector<std::string>& texts, float size, Face face) {
  float width = 0;
  for (const std::string& text : texts) width = std::max(width, text_width(text, size, face));
  return width;
}

NodeTexts node_texts(float height, WordsPlace place) {
  const float inset = height >= kRoomyNode ? 9 : 5;
  if (place == WordsPlace::below) return {std::min(14.0f, height * 0.42f), 10.5f, inset};
  return {std::min(14.0f, height - 5), std::min(11.5f, height - 5), inset};
}

WordsPlace words_place(const std::vector<std::string>& names, const std::vector<std::string>& words,
                       const std::string& icon, float width, float height, NamesMay names_may) {
  const auto before = [&](const NodeTexts& texts) {
    return text_width(icon, texts.word, Face::sans) + kIconGap;
  };
  const auto widest_name = [&](const NodeTexts& texts) {
    const float whole = widest(names, texts.name, Face::bold);
    return names_may == NamesMay::be_shortened ? std::min(whole, kShortName) : whole;
  };
  const NodeTexts one_line = node_texts(height, WordsPlace::beside);
  const float room = width - 2 * one_line.inset;
  if (before(one_line) + widest_name(one_line) + beside_name(words, height) <= room) {
    return WordsPlace::beside;
  }
  const NodeTexts low = node_texts(height, WordsPlace::below);
  const float least = names_may == NamesMay::be_shortened ? kLeastTwoLines : kTwoLineNode;
  return height >= least && widest(words, low.word, Face::sans) <= room ? WordsPlace::below
                                                                        : WordsPlace::none;
}

float beside_name(const std::vector<std::string>& words, float height) {
  return kWordBeside + widest(words, node_texts(height, WordsPlace::beside).word, Face::sans);
}

float width_with_words(const std::vector<std::string>& words, const std::string& icon,
                       float height) {
  const NodeTexts texts = node_texts(height, WordsPlace::beside);
  return 2 * texts.inset + text_width(icon, texts.word, Face::sans) + kIconGap + kShortName +
         beside_name(words, height);
}

}  // namespace greenlens::scene
