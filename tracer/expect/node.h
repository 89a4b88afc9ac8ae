// A file of rules as it was written, JSON or TOML: values, and where each stands.
#ifndef GREENLENS_TRACER_EXPECT_NODE_H_
#define GREENLENS_TRACER_EXPECT_NODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::expect {

// What is wrong with such a file, and where, from 1. `id` is a message's, `key` and `details` fill
// its places; of an unknown word `known` are those that there are.
struct RulesFault {
  std::string id;  // empty: nothing is wrong
  uint64_t line = 0, column = 0;
  std::string key, details;
  std::vector<std::string> known{};
  explicit operator bool() const { return !id.empty(); }
};

struct Member;
struct Node {
  enum class Type : uint8_t { nothing, boolean, integer, other_number, text, list, table };
  Type type = Type::nothing;
  uint64_t line = 0, column = 0;  // of its key, if it has one
  bool boolean = false;
  int64_t integer = 0;
  std::string text;
  std::vector<Node> items;      // of a list
  std::vector<Member> members;  // of a table, in the file's order
};

struct Member {
  std::string key;
  Node value;
};

// So deep may values lie in each other, and so large may a file be.
inline constexpr size_t kMostDepth = 16, kMostFileBytes = size_t{1} << 20;

// The whole text of a file. `node` is what it holds, if nothing is wrong.
RulesFault read_json(std::string_view text, Node* node);
RulesFault read_toml(std::string_view text, Node* node);

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_NODE_H_
