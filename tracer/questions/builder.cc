#include "tracer/questions/builder.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

// What has an order of its own stands in it.
bool before(const Choice& a, const Choice& b) {
  if (const auto* number = std::get_if<Number>(&a.answer)) {
    return number->value < std::get<Number>(b.answer).value;
  }
  if (const auto* greenlet = std::get_if<Greenlet>(&a.answer)) {
    return greenlet->id < std::get<Greenlet>(b.answer).id;
  }
  return false;
}

}  // namespace

std::string greenlet_name(const state::State& state, facts::GreenletId id) {
  const std::string name = facts::shown(state::name_of(state, id));
  const std::string number = '#' + std::to_string(id);
  return id == 0 || name == number || state::find_named(state, name) == id ? name
                                                                           : name + ' ' + number;
}

Sentence says_greenlet(const state::State& state, facts::GreenletId id) {
  if (id == 0) return {"question.nobody"};
  return {"question.greenlet", {{"name", greenlet_name(state, id)}}};
}

Sentence says_bytes(uint64_t bytes) {
  return {"question.bytes", {{"bytes", std::to_string(bytes)}}};
}

Sentence says_address(facts::Address address) {
  return {"question.address", {{"address", facts::format_address(address)}}};
}

Sentence says_range(const Range& range) {
  return {"question.range",
          {{"from", facts::format_address(range.from)}, {"to", facts::format_address(range.to)}}};
}

Builder::Builder(const Ahead& ahead, Kind kind, Shape shape, facts::GreenletId subject,
                 Sentence prompt) {
  question_.kind = kind;
  question_.step = ahead.step();
  question_.thread = ahead.thread();
  question_.subject = subject;
  question_.prompt = std::move(prompt);
  question_.shape = shape;
}

void Builder::truth(Sentence says, Answer answer, Evidence evidence) {
  question_.truth = answer;
  question_.evidence = evidence;
  question_.choices.push_back({std::move(says), std::move(answer), {}});
}

void Builder::truth(Sentence says, Evidence evidence) {
  truth(std::move(says), Chosen{0}, evidence);
}

void Builder::wrong(Sentence says, Answer answer, std::optional<Misconception> from) {
  const bool is_there =
      std::any_of(question_.choices.begin(), question_.choices.end(), [&](const Choice& choice) {
        return choice.says == says || (question_.shape != Shape::choice && choice.answer == answer);
      });
  if (is_there || !has_room()) return;
  question_.choices.push_back({std::move(says), std::move(answer), from});
}

void Builder::wrong(Sentence says, std::optional<Misconception> from) {
  wrong(std::move(says), Chosen{question_.choices.size()}, from);
}

std::optional<Question> Builder::done(Dice* dice) {
  std::vector<Choice>& choices = question_.choices;
  if (choices.size() < 2) return {};
  dice->shuffle(&choices);
  std::stable_sort(choices.begin(), choices.end(), before);
  if (question_.shape == Shape::choice) {
    for (size_t i = 0; i < choices.size(); ++i) {
      auto& chosen = std::get<Chosen>(choices[i].answer);
      if (chosen.choice == 0) question_.truth = Chosen{i};  // it was the first one
      chosen.choice = i;
    }
  }
  return std::move(question_);
}

void GreenletBuilder::others(facts::ThreadId thread, facts::GreenletId except) {
  std::vector<facts::GreenletId> ids;
  for (const auto& [id, greenlet] : now_.greenlets) {
    if (greenlet.thread == thread && !greenlet.freed && id != except) ids.push_back(id);
  }
  while (!ids.empty() && has_room()) {
    wrong(ids.back());
    ids.pop_back();
  }
}

}  // namespace greenlens::questions
