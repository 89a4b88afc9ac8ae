// From the text of a condition to its parts: words and signs, then what they make together.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "tracer/facts/shown.h"
#include "tracer/past/condition.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

using Why = NoCondition::Why;
using Type = StepValue::Type;

struct Token {
  enum class What : uint8_t { word, quoted, number, sign, opening, closing, colon, end };
  What what = What::end;
  size_t at = 0;
  std::string_view text;  // of a quoted one what is between the quotes
};

constexpr std::array<std::pair<std::string_view, Sign>, 6> kSigns = {{{"==", Sign::equal},
                                                                      {"!=", Sign::unequal},
                                                                      {"<=", Sign::at_most},
                                                                      {">=", Sign::at_least},
                                                                      {"<", Sign::less},
                                                                      {">", Sign::more}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
// All else belongs to a word: letters of any language, and what names and paths have.
bool is_of_word(char c) {
  return !is_blank(c) && std::string_view("()<>=!:\"'").find(c) == std::string_view::npos;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  // The next one; `wrong` is set where there is none.
  Token next(std::optional<NoCondition>* wrong) {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    if (at_ == text_.size()) return {Token::What::end, at_, ""};
    const char c = text_[at_];
    if (c == '(') return take(Token::What::opening, 1);
    if (c == ')') return take(Token::What::closing, 1);
    if (c == ':') return take(Token::What::colon, 1);
    if (c == '"' || c == '\'') return quoted(c, wrong);
    for (const auto& [sign, meaning] : kSigns) {
      if (text_.substr(at_).starts_with(sign)) return take(Token::What::sign, sign.size());
    }
    if (!is_of_word(c)) {
      *wrong = NoCondition{c == '=' ? Why::single_equal : Why::unexpected, at_, std::string(1, c)};
      return {};
    }
    const bool is_number =
        is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]));
    size_t size = 1;
    while (at_ + size < text_.size() && is_of_word(text_[at_ + size])) ++size;
    return take(is_number ? Token::What::number : Token::What::word, size);
  }

 private:
  Token take(Token::What what, size_t size) {
    const Token token{what, at_, text_.substr(at_, size)};
    at_ += size;
    return token;
  }
  Token quoted(char quote, std::optional<NoCondition>* wrong) {
    const size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      *wrong = NoCondition{Why::open_quote, at_, ""};
      return {};
    }
    const Token token{Token::What::quoted, at_, text_.substr(at_ + 1, end - at_ - 1)};
    at_ = end + 1;
    return token;
  }

  std::string_view text_;
  size_t at_ = 0;
};

std::optional<int64_t> read_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool is_hex = text.starts_with("0x");
  if (is_hex) text.remove_prefix(2);
  int64_t value = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), value, is_hex ? 16 : 10);
  const bool all = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!all || text.starts_with('-')) return {};
  return negative ? -value : value;
}

bool has(const std::vector<Type>& types, Type wanted) {
  return std::find(types.begin(), types.end(), wanted) != types.end();
}

}  // namespace

// By recursive descent, as deep as kMostDepth.
class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : tokens_(text) { advance(); }

  ParsedCondition parse() {
    if (!wrong_ && now_.what == Token::What::end) fail(Why::empty);
    const size_t whole = either();
    if (!wrong_ && now_.what != Token::What::end) fail(Why::unexpected);
    if (wrong_) return {{}, *wrong_};
    // The whole comes last.
    std::vector<Node>& nodes = condition_.nodes_;
    if (whole + 1 != nodes.size()) nodes.push_back(nodes[whole]);
    return {std::move(condition_), {}};
  }

 private:
  using Node = Condition::Node;
  static constexpr int kMostDepth = 100;

  void advance() {
    if (!wrong_) now_ = tokens_.next(&wrong_);
  }
  size_t fail(Why why) { return fail(why, now_); }
  size_t fail(Why why, const Token& token) {
    if (wrong_) return 0;
    if (why == Why::unexpected && token.what == Token::What::end) why = Why::unfinished;
    wrong_ = NoCondition{why, token.at, std::string(token.text)};
    return 0;
  }
  size_t add(Node node) {
    condition_.nodes_.push_back(std::move(node));
    return condition_.nodes_.size() - 1;
  }
  bool is_word(std::string_view word) const {
    return !wrong_ && now_.what == Token::What::word && now_.text == word;
  }

  size_t either() { return joined("or", Node::What::either, &ConditionParser::both); }
  size_t both() { return joined("and", Node::What::both, &ConditionParser::single); }
  size_t joined(std::string_view word, Node::What what, size_t (ConditionParser::*part)()) {
    size_t left = (this->*part)();
    while (is_word(word)) {
      advance();
      Node node;
      node.what = what;
      node.left = left;
      node.right = (this->*part)();
      left = add(std::move(node));
    }
    return left;
  }

  size_t single() {
    if (wrong_) return 0;
    if (++depth_ > kMostDepth) return fail(Why::too_deep);
    const size_t node = is_word("not") ? opposite() : simple();
    --depth_;
    return node;
  }
  size_t opposite() {
    advance();
    Node node;
    node.what = Node::What::opposite;
    node.left = single();
    return add(std::move(node));
  }
  size_t simple() {
    const Token first = now_;
    switch (first.what) {
      case Token::What::opening: {
        advance();
        const size_t inner = either();
        if (!wrong_ && now_.what != Token::What::closing) return fail(Why::unexpected);
        advance();
        return inner;
      }
      case Token::What::word:
      case Token::What::quoted:
        advance();
        if (!wrong_ && now_.what == Token::What::colon) return line(first);
        if (!wrong_ && now_.what == Token::What::sign) return comparison(first);
        return kind(first);
      case Token::What::number:
      case Token::What::sign:
      case Token::What::closing:
      case Token::What::colon:
      case Token::What::end:
        break;
    }
    return fail(Why::unexpected);
  }

  size_t line(const Token& place) {
    advance();
    const auto number = read_number(now_.text);
    if (wrong_ || now_.what != Token::What::number || !number || *number < 0) {
      return fail(now_.what == Token::What::end ? Why::unfinished : Why::no_number);
    }
    advance();
    Node node;
    node.what = Node::What::line;
    node.text = place.text;
    node.line = static_cast<uint64_t>(*number);
    condition_.is_about_events_ = true;
    return add(std::move(node));
  }

  size_t kind(const Token& word) {
    if (wrong_) return 0;
    if (word.what != Token::What::word || !is_event_kind(word.text)) {
      // A name that is true by itself: in_switch.
      const std::optional<StepName> name = find_step_name(word.text);
      if (!name) return fail(Why::unknown_kind, word);
      if (name->types != std::vector{Type::number}) return fail(Why::unfinished);
      return compared(*name, Sign::unequal, {Type::number, 0, ""});
    }
    Node node;
    node.text = word.text;
    condition_.is_about_events_ = true;
    return add(std::move(node));
  }

  size_t comparison(const Token& word) {
    const std::optional<StepName> name = find_step_name(word.text);
    if (!name || word.what != Token::What::word) return fail(Why::unknown_name, word);
    const Sign sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& one) {
                        return one.first == now_.text;
                      })->second;
    advance();
    const Token token = now_;
    const std::optional<StepValue> value = wanted();
    if (!value) return 0;
    const bool can_be_number = has(name->types, Type::number),
               is_number = value->type == Type::number;
    const bool by_size = sign != Sign::equal && sign != Sign::unequal;
    if (!is_number && by_size)
      return fail(can_be_number ? Why::needs_number : Why::not_a_number, token);
    if (is_number && by_size && !can_be_number) return fail(Why::not_a_number, word);
    if (is_number && !can_be_number && !has(name->types, Type::greenlet)) {
      return fail(Why::not_a_number, word);
    }
    if (!is_number && name->types == std::vector{Type::number})
      return fail(Why::needs_number, token);
    return compared(*name, sign, *value);
  }
  size_t compared(const StepName& name, Sign sign, StepValue value) {
    Node node;
    node.what = Node::What::comparison;
    node.name = name;
    node.sign = sign;
    node.value = std::move(value);
    condition_.is_about_events_ = condition_.is_about_events_ || name.of_event;
    return add(std::move(node));
  }
  // What something is compared with.
  std::optional<StepValue> wanted() {
    const Token token = now_;
    if (wrong_) return {};
    switch (token.what) {
      case Token::What::number: {
        const auto number = read_number(token.text);
        if (!number) return fail(Why::no_number), std::nullopt;
        advance();
        return StepValue{Type::number, *number, ""};
      }
      case Token::What::word:
        advance();
        if (token.text == "true" || token.text == "false") {
          return StepValue{Type::number, token.text == "true" ? 1 : 0, ""};
        }
        return StepValue{Type::text, 0, std::string(token.text)};
      case Token::What::quoted:
        advance();
        return StepValue{Type::text, 0, std::string(token.text)};
      case Token::What::sign:
      case Token::What::opening:
      case Token::What::closing:
      case Token::What::colon:
      case Token::What::end:
        break;
    }
    return fail(Why::unexpected), std::nullopt;
  }

  Tokens tokens_;
  Token now_;
  std::optional<NoCondition> wrong_;
  Condition condition_;
  int depth_ = 0;
};

namespace {

// As it is written where a name stands; empty: it cannot be.
std::string as_word(std::string_view name) {
  const bool is_plain = !name.empty() && !is_digit(name.front()) && name.front() != '-' &&
                        std::all_of(name.begin(), name.end(), is_of_word);
  const bool means_more = name == "true" || name == "false" || name == "not";
  if (is_plain && !means_more) return std::string(name);
  const char quote = name.find('"') == std::string_view::npos ? '"' : '\'';
  if (name.find(quote) != std::string_view::npos) return "";
  return quote + std::string(name) + quote;
}

}  // namespace

std::string stop_at_line(std::string_view file, uint64_t line) {
  const std::string word = as_word(file);
  return word.empty() ? "" : word + ':' + std::to_string(line);
}

std::string stop_where_runs(const state::State& state, facts::GreenletId greenlet) {
  const state::GreenletState* g = find(state, greenlet);
  const auto is_called_so = [&](const auto& one) { return one.second.name == g->name; };
  const bool stands_for_itself =
      g != nullptr && facts::shown(g->name) == g->name && !as_word(g->name).empty() &&
      std::count_if(state.greenlets.begin(), state.greenlets.end(), is_called_so) == 1;
  return "current == " + (stands_for_itself ? as_word(g->name) : '#' + std::to_string(greenlet));
}

ParsedCondition parse_condition(std::string_view text) {
  if (text.size() > kMostConditionBytes) return {{}, {Why::too_long, kMostConditionBytes, ""}};
  return ConditionParser(text).parse();
}

std::string no_condition(const words::Messages& messages, const NoCondition& wrong,
                         std::string_view text) {
  const char* id = "past.condition.empty";
  switch (wrong.why) {
    case Why::empty:
      break;
    case Why::too_long:
      id = "past.condition.too_long";
      break;
    case Why::too_deep:
      id = "past.condition.too_deep";
      break;
    case Why::unexpected:
      id = "past.condition.unexpected";
      break;
    case Why::unfinished:
      id = "past.condition.unfinished";
      break;
    case Why::open_quote:
      id = "past.condition.open_quote";
      break;
    case Why::no_number:
      id = "past.condition.no_number";
      break;
    case Why::single_equal:
      id = "past.condition.single_equal";
      break;
    case Why::unknown_name:
      id = "past.condition.unknown_name";
      break;
    case Why::unknown_kind:
      id = "past.condition.unknown_kind";
      break;
    case Why::not_a_number:
      id = "past.condition.not_a_number";
      break;
    case Why::needs_number:
      id = "past.condition.needs_number";
      break;
  }
  return messages.text(
      id,
      {{"text", std::string(text)}, {"word", wrong.word}, {"at", std::to_string(wrong.at + 1)}});
}

}  // namespace greenlens::past
