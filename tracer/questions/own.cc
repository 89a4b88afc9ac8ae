#include "tracer/questions/own.h"

#include <string>

#include "tracer/facts/fact.h"

namespace greenlens::questions {

Question own_question(const words::NoteQuestion& note) {
  Question question;
  question.kind = Kind::own;
  question.step = note.step;
  question.prompt = {"question.own", {{"prompt", note.question}}};
  question.evidence = {note.step, Look::note};
  question.explanation = note.explanation;
  for (size_t i = 0; i < note.choices.size(); ++i) {
    question.choices.push_back({{"question.own.choice", {{"choice", note.choices[i]}}}, Chosen{i}});
  }
  const bool has_choices = !note.choices.empty();
  std::visit(facts::Overloaded{[&](int64_t right) {
                                 question.shape = has_choices ? Shape::choice : Shape::number;
                                 if (has_choices) {
                                   question.truth = Chosen{static_cast<size_t>(right - 1)};
                                 } else {
                                   question.truth = Number{right};
                                 }
                               },
                               [&](const std::string& right) {
                                 question.shape = Shape::text;
                                 question.truth = Line{right};
                               }},
             note.answer);
  return question;
}

std::vector<Question> own_questions(const words::Notes& notes, const store::Trace& trace) {
  std::vector<Question> all;
  for (const words::NoteQuestion& one : notes.questions) {
    if (one.step <= trace.size()) all.push_back(own_question(one));
  }
  return all;
}

}  // namespace greenlens::questions
