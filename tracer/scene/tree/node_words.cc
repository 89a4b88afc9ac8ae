#include "tracer/scene/tree/node_words.h"

#include <algorithm>

#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

// The least height of a node with two lines, and from which on there is more room in it.
constexpr float kTwoLineNode = 29, kRoomyNode = 26;
constexpr float kIconGap = 5, kWordBeside = 8;

float widest(const std::vector<std::string>& texts, float size, Face face) {
  float width = 0;
  for (const std::string& text : texts) width = std::max(width, text_width(text, size, face));
  return width;
}

}  // namespace

NodeTexts node_texts(float height, WordsPlace place) {
  const float inset = height >= kRoomyNode ? 9 : 5;
  if (place == WordsPlace::below) return {std::min(14.0f, height * 0.42f), 10.5f, inset};
  return {std::min(14.0f, height - 6), std::min(11.5f, height - 6), inset};
}

WordsPlace words_place(const std::vector<std::string>& names, const std::vector<std::string>& words,
                       const std::string& icon, float width, float height) {
  const NodeTexts one_line = node_texts(height, WordsPlace::beside);
  const float before = text_width(icon, one_line.word, Face::sans) + kIconGap;
  const float word = widest(words, one_line.word, Face::sans);
  const float room = width - 2 * one_line.inset;
  if (before + widest(names, one_line.name, Face::bold) + kWordBeside + word <= room) {
    return WordsPlace::beside;
  }
  const float low = widest(words, node_texts(height, WordsPlace::below).word, Face::sans);
  return height >= kTwoLineNode && low <= room ? WordsPlace::below : WordsPlace::none;
}

}  // namespace greenlens::scene
