#include "tracer/past/condition.h"

#include <algorithm>

namespace greenlens::past {
namespace {

using Type = StepValue::Type;

bool compare(int64_t a, Sign sign, int64_t b) {
  switch (sign) {
    case Sign::equal:
      return a == b;
    case Sign::unequal:
      return a != b;
    case Sign::less:
      return a < b;
    case Sign::at_most:
      return a <= b;
    case Sign::more:
      return a > b;
    case Sign::at_least:
      return a >= b;
  }
  return false;
}

bool compare(const state::State& state, const StepValue& is, Sign sign, const StepValue& wanted) {
  if (is.type == Type::none) return false;
  if (wanted.type == Type::number) {
    const bool is_number = is.type == Type::number || is.type == Type::greenlet;
    return is_number && compare(is.number, sign, wanted.number);
  }
  const bool same =
      is.type == Type::greenlet ? is_called(state, is.number, wanted.text) : is.text == wanted.text;
  return is.type != Type::number && same == (sign == Sign::equal);
}

// "test2.cc", "test2" and "scenarios/test2.cc" are the file scenarios/test2.cc.
bool is_file(std::string_view file, std::string_view name) {
  if (file == name) return true;
  const auto ends_with_it = [&](std::string_view whole) {
    return whole.ends_with(name) &&
           (whole.size() == name.size() || whole[whole.size() - name.size() - 1] == '/');
  };
  return ends_with_it(file) || ends_with_it(file.substr(0, file.rfind('.')));
}

bool is_line(const facts::Event& event, std::string_view place, uint64_t line) {
  const facts::SourceLine* at = line_of(event);
  if (at == nullptr || at->line != line) return false;
  return at->function == place || is_file(at->file, place);
}

}  // namespace

bool Condition::holds(const facts::Event* event, const state::State& after) const {
  return !nodes_.empty() && holds(nodes_.size() - 1, event, after);
}

bool Condition::holds(size_t number, const facts::Event* event, const state::State& after) const {
  const Node& node = nodes_[number];
  switch (node.what) {
    case Node::What::either:
      return holds(node.left, event, after) || holds(node.right, event, after);
    case Node::What::both:
      return holds(node.left, event, after) && holds(node.right, event, after);
    case Node::What::opposite:
      return !holds(node.left, event, after);
    case Node::What::comparison:
      return compare(after, value_of(node.name, event, after), node.sign, node.value);
    case Node::What::line:
      return event != nullptr && is_line(*event, node.text, node.line);
    case Node::What::kind:
      return event != nullptr && node.text == facts::fact_name(event->fact);
  }
  return false;
}

}  // namespace greenlens::past
