#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "tracer/expect/node.h"

namespace greenlens::expect {
namespace {

void put_place(const toml::source_region& where, Node* node) {
  node->line = where.begin.line, node->column = where.begin.column;
}

Node node_of(const toml::node& value) {
  Node node;
  put_place(value.source(), &node);
  if (const toml::table* table = value.as_table()) {
    node.type = Node::Type::table;
    for (const auto& [key, member] : *table) {
      Node& inner =
          node.members.emplace_back(Member{std::string(key.str()), node_of(member)}).value;
      put_place(key.source(), &inner);
    }
    // They are sorted by name there.
    std::stable_sort(node.members.begin(), node.members.end(), [](const auto& a, const auto& b) {
      return std::pair(a.value.line, a.value.column) < std::pair(b.value.line, b.value.column);
    });
  } else if (const toml::array* array = value.as_array()) {
    node.type = Node::Type::list;
    for (const toml::node& item : *array) node.items.push_back(node_of(item));
  } else if (const auto* text = value.as_string()) {
    node.type = Node::Type::text;
    node.text = text->get();
  } else if (const auto* integer = value.as_integer()) {
    node.type = Node::Type::integer;
    node.integer = integer->get();
  } else if (const auto* boolean = value.as_boolean()) {
    node.type = Node::Type::boolean;
    node.boolean = boolean->get();
  } else {
    node.type = Node::Type::other_number;
  }
  return node;
}

size_t depth_of(const Node& node) {
  size_t deepest = 0;
  for (const Node& item : node.items) deepest = std::max(deepest, depth_of(item));
  for (const Member& member : node.members) deepest = std::max(deepest, depth_of(member.value));
  return deepest + 1;
}

}  // namespace

RulesFault read_toml(std::string_view text, Node* node) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return {"expect.file.toml", error.source().begin.line, error.source().begin.column, "",
            std::string(error.description())};
  }
  *node = node_of(parsed.table());
  if (depth_of(*node) > kMostDepth + 1) return {"expect.file.deep", 1, 1, "", ""};
  return {};
}

}  // namespace greenlens::expect
