#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tracer/expect/node.h"

namespace greenlens::expect {
namespace {

// Says how far the parser has read, which does not tell itself.
class CountingIterator {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the library's names
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  // NOLINTEND(readability-identifier-naming)

  CountingIterator(const char* at, size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_, ++*count_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  size_t* count_;
};

void place(std::string_view text, size_t at, uint64_t* line, uint64_t* column) {
  const std::string_view before = text.substr(0, at);
  const size_t feed = before.rfind('\n');
  *line = 1 + static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n'));
  *column = 1 + (feed == before.npos ? before.size() : before.size() - feed - 1);
}

// Builds the nodes as the parser tells of them.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, const size_t* read, Node* root) : text_(text), read_(*read) {
    open_.push_back(root);
  }

  bool null() override { return add(Node::Type::nothing, 4) != nullptr; }
  bool boolean(bool value) override {
    Node* node = add(Node::Type::boolean, value ? 4 : 5);
    if (node != nullptr) node->boolean = value;
    return node != nullptr;
  }
  bool number_integer(number_integer_t value) override {
    Node* node = add(Node::Type::integer, number_length());
    if (node != nullptr) node->integer = value;
    return node != nullptr;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > uint64_t{INT64_MAX}) return number_float(0, "");
    return number_integer(static_cast<int64_t>(value));
  }
  bool number_float(number_float_t, const string_t&) override {
    return add(Node::Type::other_number, number_length()) != nullptr;
  }
  bool string(string_t& value) override {
    Node* node = add(Node::Type::text, value.size() + 2);
    if (node != nullptr) node->text = value;
    return node != nullptr;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(size_t) override { return open(Node::Type::table); }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(Node::Type::list); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    Node* table = open_.back();
    Node& node = table->members.emplace_back(Member{value, {}}).value;
    place(text_, begin_of(value.size() + 2), &node.line, &node.column);
    return true;
  }
  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    fault_.id = "expect.file.json";
    fault_.details = error.what();
    // Behind what the library says of itself and of the place.
    const size_t said = fault_.details.find(": ");
    if (said != std::string::npos) fault_.details.erase(0, said + 2);
    place(text_, position > 0 ? position - 1 : 0, &fault_.line, &fault_.column);
    return false;
  }

  RulesFault fault_;

 private:
  size_t begin_of(size_t length) const { return read_ > length ? read_ - length : 0; }
  // Of one that ends before the last letter that was read.
  size_t number_length() const {
    size_t length = 1;
    while (length < read_ && std::strchr("0123456789+-.eE", text_[read_ - length - 1]) != nullptr) {
      ++length;
    }
    return length;
  }
  // The next value of what is open: that of a key, an item, or all there is.
  Node* next() {
    Node* parent = open_.back();
    if (parent->type == Node::Type::list) return &parent->items.emplace_back();
    if (parent->type == Node::Type::table) return &parent->members.back().value;
    return parent;
  }
  Node* add(Node::Type type, size_t length) {
    Node* node = next();
    if (node->line == 0) place(text_, begin_of(length), &node->line, &node->column);
    node->type = type;
    return node;
  }
  bool open(Node::Type type) {
    Node* node = add(type, 1);
    if (open_.size() > kMostDepth) {
      fault_ = {"expect.file.deep", node->line, node->column, "", ""};
      return false;
    }
    open_.push_back(node);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const size_t& read_;
  std::vector<Node*> open_;  // the outermost first; that one has no type before it is told
};

}  // namespace

RulesFault read_json(std::string_view text, Node* node) {
  size_t read = 0;
  Builder builder(text, &read, node);
  nlohmann::json::sax_parse(CountingIterator(text.data(), &read),
                            CountingIterator(text.data() + text.size(), &read), &builder);
  return builder.fault_;
}

}  // namespace greenlens::expect
