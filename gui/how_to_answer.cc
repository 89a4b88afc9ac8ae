#include "gui/how_to_answer.h"

#include <cctype>

#include "tracer/questions/question_text.h"
#include "tracer/words/lists.h"

namespace greenlens::gui {

using greenlens::questions::Question;
using greenlens::questions::Shape;
using greenlens::questions::Unit;

bool takes_text(const Question& question) {
  switch (question.shape) {
    case Shape::range:
    case Shape::number:
    case Shape::text:
      return true;
    case Shape::greenlet:
    case Shape::choice:
    case Shape::greenlets:
      return false;
  }
  return false;
}

bool takes_range(const Question& question) {
  if (question.shape == Shape::range) return true;
  return question.shape == Shape::number && question.unit != Unit::none;
}

std::string sign_of(const Question& question, size_t choice) {
  std::string sign = choice_label(question, choice);
  for (char& c : sign) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return sign;
}

std::string how_to_answer(const Look& look, const Question& question) {
  std::string id = std::string("ui.quiz.how.") + facts::enum_name(question.shape);
  const size_t count = question.choices.size();
  if (question.shape == Shape::number && question.unit != Unit::none) {
    id += question.unit == Unit::bytes ? ".bytes" : ".address";
  } else if (count == 0) {
    id += ".free";
  }
  std::string how = look.text(id, {{"first", count > 0 ? sign_of(question, 0) : ""},
                                   {"last", count > 0 ? sign_of(question, count - 1) : ""}});
  words::add_sentence(look.messages, look.text("ui.quiz.keys"), &how);
  return how;
}

}  // namespace greenlens::gui
