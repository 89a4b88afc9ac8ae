#include "tracer/probe/shape.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

namespace greenlens::probe {
namespace {

using Words = std::set<std::string, std::less<>>;

// What a parameter can be, by its type alone.
enum class Type { cell, handle, record, word, number };

struct Parameter {
  Type type = Type::number;
  std::string spelled;  // the type without stars
  std::string name;
};

struct Function {
  Parameter returns;
  bool returns_nothing = false;
  std::vector<Parameter> parameters;
};

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The words of one declaration; of each array and pointer a "*".
std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> list;
  for (size_t i = 0; i < text.size();) {
    if (is_letter(text[i])) {
      size_t end = i;
      while (end < text.size() && is_letter(text[end])) ++end;
      list.emplace_back(text.substr(i, end - i));
      i = end;
      continue;
    }
    if (text[i] == '*' || text[i] == '[') list.emplace_back("*");
    ++i;
  }
  return list;
}

Type type_of(const std::string& spelled, int stars, bool is_number, bool is_word) {
  if (stars >= 2) return Type::cell;
  if (stars == 1) return spelled == "void" || spelled == "char" ? Type::handle : Type::record;
  if (is_word) return Type::word;
  if (is_number) return Type::number;
  return spelled.find("buf") != spelled.npos ? Type::record : Type::handle;
}

Parameter parse_parameter(std::string_view text) {
  static const Words qualifiers = {"const", "volatile", "struct", "union", "restrict", "extern"};
  static const Words numbers = {"int",  "unsigned", "signed",  "short",
                                "long", "int32_t",  "uint32_t"};
  static const Words words = {"long",     "size_t",    "uint64_t", "int64_t", "uint64",
                              "intptr_t", "uintptr_t", "addr_t",   "ssize_t", "uint"};
  Parameter parameter;
  int stars = 0;
  bool is_number = false, is_word = false;
  for (const std::string& token : tokens(text)) {
    if (qualifiers.count(token)) continue;
    if (token == "*") {
      ++stars;
    } else if (numbers.count(token) || words.count(token)) {
      is_number = true;
      is_word = is_word || words.count(token);
      parameter.spelled += parameter.spelled.empty() ? token : " " + token;
    } else if (parameter.spelled.empty()) {
      parameter.spelled = token;
    } else if (parameter.name.empty()) {
      parameter.name = token;
    }
  }
  parameter.type = type_of(parameter.spelled, stars, is_number, is_word);
  return parameter;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(at);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<Function> parse_function(std::string_view text) {
  const size_t open = text.find('(');
  if (open == text.npos || trimmed(text).back() != ')') return std::nullopt;
  const std::string_view inside = trimmed(text).substr(trimmed(text).find('(') + 1);
  const std::string_view returns = trimmed(text.substr(0, open));
  if (returns.empty() || inside.find('(') != inside.npos) return std::nullopt;
  Function function;
  function.returns = parse_parameter(returns);
  function.returns_nothing = returns == "void";
  for (const std::string_view part : split(inside.substr(0, inside.size() - 1), ',')) {
    if (part.empty()) return std::nullopt;
    function.parameters.push_back(parse_parameter(part));
  }
  return function;
}

bool is_called(const Parameter& parameter, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return parameter.name.starts_with(beginning);
  });
}

// Whether the second of two that are alike is the one that is left.
bool reversed(const Parameter& first, const Parameter& second) {
  return is_called(first, {"to", "new", "next"}) || is_called(second, {"from", "old", "prev"});
}

std::optional<Shape> one_function(const Function& function) {
  const std::vector<Parameter>& given = function.parameters;
  Shape shape;
  // What is not needed for it is a word that the other context may get.
  for (size_t i = 0; i < given.size(); ++i) shape.arguments[i] = probe_role_data;
  const auto set_two = [&](probe_role from, probe_role to) {
    const bool back = reversed(given[0], given[1]);
    shape.arguments[0] = back ? to : from;
    shape.arguments[1] = back ? from : to;
    return shape;
  };
  const bool is_result = function.returns_nothing || function.returns.type == Type::number;
  if (given.size() >= 2 && is_result) {
    const Type first = given[0].type, second = given[1].type;
    const auto stands_for_one = [](Type type) {
      return type == Type::handle || type == Type::word;
    };
    if (first == Type::cell && second == Type::cell) {
      return set_two(probe_role_from_cell, probe_role_to_cell);
    }
    if (first == Type::cell && stands_for_one(second)) {
      shape.arguments[0] = probe_role_from_cell;
      shape.arguments[1] = probe_role_to_handle;
      return shape;
    }
    if (stands_for_one(first) && second == Type::cell) {
      shape.arguments[0] = probe_role_to_handle;
      shape.arguments[1] = probe_role_from_cell;
      return shape;
    }
    // Two addresses, however they are spelled: `uint64,uint64` is what some declare.
    if (first == second && (first == Type::record || stands_for_one(first))) {
      return set_two(probe_role_from_record, probe_role_to_record);
    }
    return std::nullopt;
  }
  if (is_result || given.empty()) return std::nullopt;
  // A handle goes in and one comes back, with a word beside it if that is another type.
  const auto to = std::find_if(given.begin(), given.end(), [](const Parameter& parameter) {
    return parameter.type == Type::handle || parameter.type == Type::word;
  });
  if (to == given.end()) return std::nullopt;
  shape.arguments[static_cast<size_t>(to - given.begin())] = probe_role_to_handle;
  const Type back = function.returns.type;
  const bool more = back == Type::handle && given.size() > 1 &&
                    function.returns.spelled != "void" && function.returns.spelled != "char" &&
                    function.returns.spelled != to->spelled;
  shape.returns = more ? probe_returns_handle_and_data : probe_returns_handle;
  return shape;
}

std::optional<Shape> two_functions(const Function& save, const Function& restore) {
  const auto is_buffer = [](const Parameter& parameter) {
    return parameter.type == Type::record || parameter.type == Type::handle;
  };
  if (save.returns.type != Type::number || save.parameters.size() != 1 ||
      !is_buffer(save.parameters[0]) || restore.parameters.size() != 2 ||
      !is_buffer(restore.parameters[0]) || restore.parameters[1].type != Type::number) {
    return std::nullopt;
  }
  Shape shape;
  shape.two_functions = true;
  shape.arguments[0] = probe_role_from_record;
  shape.then_arguments = {probe_role_to_record, probe_role_data};
  shape.returns = probe_returns_data;
  return shape;
}

// What a maker is given, by the words of `--make`.
std::optional<probe_role> maker_role(std::string_view word) {
  struct Row {
    std::string_view word;
    probe_role role;
  };
  static const Row rows[] = {
      {"top", probe_role_stack_top}, {"low", probe_role_stack_low}, {"size", probe_role_stack_size},
      {"fn", probe_role_entry},      {"ctx", probe_role_to_record}, {"cell", probe_role_to_cell},
      {"0", probe_role_zero},
  };
  for (const Row& row : rows) {
    if (row.word == word) return row.role;
  }
  return std::nullopt;
}

bool uses(const Roles& roles, probe_role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::all_of(text.begin(), text.end(), is_letter);
}

std::optional<Shape> parse_shape(std::string_view calls, Refused* refused) {
  std::vector<Function> functions;
  std::optional<Shape> shape;
  for (const std::string_view part : split(calls, '+')) {
    if (const auto function = part.empty() ? std::nullopt : parse_function(part)) {
      functions.push_back(*function);
    }
    if (!functions.empty() && functions.back().parameters.size() > PROBE_ROLES) functions.clear();
  }
  const auto parts = static_cast<size_t>(std::count(calls.begin(), calls.end(), '+')) + 1;
  if (functions.size() == parts && parts == 1) shape = one_function(functions[0]);
  if (functions.size() == parts && parts == 2) shape = two_functions(functions[0], functions[1]);
  if (!shape) *refused = {"probe.shape", {{"calls", std::string(calls)}}};
  return shape;
}

std::optional<Maker> parse_maker(std::string_view text, const Shape& shape, Refused* refused) {
  const bool record = uses(shape.arguments, probe_role_to_record) || shape.two_functions;
  const size_t open = text.find('(');
  Maker maker;
  maker.name = trimmed(text.substr(0, open));
  maker.arguments = record ? Roles{probe_role_to_record, probe_role_stack_top, probe_role_entry}
                           : Roles{probe_role_stack_top, probe_role_stack_size, probe_role_entry};
  bool known = is_name(maker.name);
  if (open != text.npos) {
    const std::string_view inside = text.substr(open + 1);
    const std::vector<std::string_view> words = split(inside.substr(0, inside.find(')')), ',');
    known = known && inside.find(')') != inside.npos && words.size() <= PROBE_ROLES;
    maker.arguments = {};
    for (size_t i = 0; known && i < words.size(); ++i) {
      const auto role = maker_role(words[i]);
      known = role.has_value();
      if (role) maker.arguments[i] = *role;
    }
  }
  if (!known) {
    *refused = {"probe.maker", {{"maker", std::string(text)}}};
    return std::nullopt;
  }
  const bool stores = record || uses(maker.arguments, probe_role_to_cell);
  maker.returns = stores ? probe_returns_nothing : probe_returns_handle;
  return maker;
}

}  // namespace greenlens::probe
