#include "tracer/expect/rules.h"

#include <algorithm>
#include <regex>
#include <utility>

#include "tracer/expect/pattern.h"
#include "tracer/facts/values.h"

namespace greenlens::expect {
namespace {

template <typename Enum>
std::vector<std::string> words_of(Enum some) {
  const auto names = enum_names(some);
  return {names.begin(), names.end()};
}

template <typename Enum>
std::optional<Enum> word_of(const std::string& word) {
  const auto names = enum_names(Enum{});
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return {};
  return static_cast<Enum>(found - names.begin());
}

// Reads until something is wrong, and from then on nothing.
class RulesReader {
 public:
  explicit RulesReader(Rules* rules) : rules_(*rules) {}

  RulesFault read(const Node& file) {
    rules_.allowed.fill(true);
    rules_.allowed[static_cast<size_t>(Finding::contradiction)] = false;
    rules_.allowed[static_cast<size_t>(Finding::died)] = false;
    const std::vector<std::string> known = {"$schema",     "order",       "finished",
                                            "output",      "switches",    "most_bytes_in_one_copy",
                                            "held_at_end", "events_lost", "findings",
                                            "program_ends"};
    each_member("", file, known, [&](const std::string& key, const Node& node) {
      if (key == "order") read_order(node);
      if (key == "finished") read_finished(node);
      if (key == "output") read_output(node);
      if (key == "switches") rules_.switches = range(key, node, Plain::exact);
      if (key == "most_bytes_in_one_copy") {
        rules_.most_bytes_in_one_copy = range(key, node, Plain::at_most);
      }
      if (key == "held_at_end") read_held(node);
      if (key == "events_lost") rules_.events_lost = range(key, node, Plain::at_most);
      if (key == "findings") read_findings(node);
      if (key == "program_ends") rules_.program_ends = word<facts::End>(key, node);
    });
    std::stable_partition(rules_.finished.begin(), rules_.finished.end(),
                          [](const FinishRule& rule) { return !is_pattern(rule.name); });
    return fault_;
  }

 private:
  enum class Plain : uint8_t { exact, at_most };  // what a number alone means

  void refuse(const char* id, const Node& at, const std::string& key, std::string details = "",
              std::vector<std::string> known = {}) {
    if (fault_) return;
    fault_ = {id, at.line, at.column, key, std::move(details), std::move(known)};
  }
  bool has_type(const std::string& key, const Node& node, Node::Type type) {
    if (node.type == type) return true;
    const char* wanted = type == Node::Type::table     ? "expect.rule.table"
                         : type == Node::Type::list    ? "expect.rule.list"
                         : type == Node::Type::integer ? "expect.rule.number"
                                                       : "expect.rule.text";
    refuse(wanted, node, key);
    return false;
  }
  template <typename Read>
  void each_member(const std::string& key, const Node& table, const std::vector<std::string>& known,
                   Read read) {
    if (!has_type(key, table, Node::Type::table)) return;
    for (auto at = table.members.begin(); at != table.members.end() && !fault_; ++at) {
      const std::string& name = at->key;
      const auto is_it = [&](const Member& other) { return other.key == name; };
      if (std::any_of(table.members.begin(), at, is_it)) {
        return refuse("expect.rule.twice", at->value, name);
      }
      if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
        return refuse("expect.rule.unknown", at->value, name, "", known);
      }
      read(name, at->value);
    }
  }
  // A text, or a list of texts.
  std::vector<std::string> texts(const std::string& key, const Node& node) {
    std::vector<std::string> all;
    if (node.type == Node::Type::text) return {node.text};
    if (!has_type(key, node, Node::Type::list)) return {};
    for (const Node& item : node.items) {
      if (has_type(key, item, Node::Type::text)) all.push_back(item.text);
    }
    return all;
  }
  uint64_t number(const std::string& key, const Node& node) {
    if (!has_type(key, node, Node::Type::integer)) return 0;
    if (node.integer < 0) refuse("expect.rule.number", node, key);
    return static_cast<uint64_t>(std::max<int64_t>(node.integer, 0));
  }
  Range range(const std::string& key, const Node& node, Plain plain) {
    if (node.type != Node::Type::table) {
      const uint64_t n = number(key, node);
      return plain == Plain::exact ? Range{n, n} : Range{0, n};
    }
    Range range;
    each_member(key, node, {"min", "max"}, [&](const std::string& which, const Node& end) {
      (which == "min" ? range.min : range.max) = number(key + "." + which, end);
    });
    if (range.min > range.max) refuse("expect.rule.empty_range", node, key);
    return range;
  }
  // One of an enum's words.
  template <typename Enum>
  std::optional<std::string> word(const std::string& key, const Node& node) {
    if (!has_type(key, node, Node::Type::text)) return {};
    if (!word_of<Enum>(node.text)) {
      refuse("expect.rule.word", node, node.text, key, words_of(Enum{}));
      return {};
    }
    return node.text;
  }

  void read_order(const Node& node) {
    if (node.type == Node::Type::list) return read_entries("main", node);
    each_member("order", node, {},
                [&](const std::string& thread, const Node& list) { read_entries(thread, list); });
  }
  void read_entries(const std::string& thread, const Node& list) {
    OrderRule rule;
    rule.thread = thread;
    add_entries(list, &rule.entries);
    rules_.order.push_back(std::move(rule));
  }
  void add_entries(const Node& list, std::vector<OrderEntry>* entries) {
    if (!has_type("order", list, Node::Type::list)) return;
    for (const Node& item : list.items) {
      if (fault_) return;
      if (item.type == Node::Type::table) {
        repeat(item, entries);
      } else if (has_type("order", item, Node::Type::text)) {
        add_entry(item, entries);
      }
      if (entries->size() > kMostEntries) refuse("expect.rule.long_order", item, "order");
    }
  }
  void repeat(const Node& node, std::vector<OrderEntry>* entries) {
    uint64_t times = 1;
    std::vector<OrderEntry> once;
    each_member("order", node, {"repeat", "of"}, [&](const std::string& key, const Node& inner) {
      if (key == "repeat") times = number("order.repeat", inner);
      if (key == "of") add_entries(inner, &once);
    });
    if (once.empty()) return refuse("expect.rule.repeat", node, "order");
    for (; times > 0 && entries->size() <= kMostEntries; --times) {
      entries->insert(entries->end(), once.begin(), once.end());
    }
  }
  void add_entry(const Node& item, std::vector<OrderEntry>* entries) {
    OrderEntry entry;
    const size_t arrow = item.text.find("->");
    if (item.text == "...") {
      entry.gap = true;
      if (!entries->empty() && entries->back().gap) return;  // as good as one
    } else if (arrow == std::string::npos) {
      return refuse("expect.rule.switch", item, item.text);
    } else {
      entry.from = trimmed(item.text.substr(0, arrow));
      entry.to = trimmed(item.text.substr(arrow + 2));
      if (entry.from.empty() || entry.to.empty()) {
        return refuse("expect.rule.switch", item, item.text);
      }
    }
    entries->push_back(std::move(entry));
  }
  static std::string trimmed(const std::string& text) {
    const size_t begin = text.find_first_not_of(' ');
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
  }

  void read_finished(const Node& node) {
    each_member("finished", node, {}, [&](const std::string& name, const Node& how) {
      FinishRule rule{name, Ending::returned, {}};
      const auto ending = [&](const Node& said) {
        if (const auto text = word<Ending>("finished", said)) {
          rule.ending = *word_of<Ending>(*text);
        }
      };
      if (how.type == Node::Type::table) {
        each_member(name, how, {"how", "value"}, [&](const std::string& key, const Node& inner) {
          if (key == "how") ending(inner);
          if (key == "value" && has_type(key, inner, Node::Type::text)) rule.value = inner.text;
        });
      } else {
        ending(how);
      }
      rules_.finished.push_back(std::move(rule));
    });
  }

  void read_output(const Node& node) {
    OutputRule rule;
    if (node.type == Node::Type::list) {
      rule.lines = texts("output", node);
    } else {
      each_member("output", node, {"lines", "contains", "matches"},
                  [&](const std::string& key, const Node& inner) {
                    if (key == "lines") rule.lines = texts(key, inner);
                    if (key == "contains") rule.contains = texts(key, inner);
                    if (key == "matches") rule.matches = texts(key, inner);
                    if (key == "matches") check_expressions(rule.matches, inner);
                  });
    }
    rules_.output = std::move(rule);
  }
  void check_expressions(const std::vector<std::string>& expressions, const Node& at) {
    for (const std::string& expression : expressions) {
      try {
        std::regex tried(expression);
      } catch (const std::regex_error& error) {
        refuse("expect.rule.expression", at, expression, error.what());
      }
    }
  }

  void read_held(const Node& node) {
    each_member("held_at_end", node, {"greenlets", "bytes"},
                [&](const std::string& key, const Node& inner) {
                  if (key == "greenlets") rules_.held_greenlets = range(key, inner, Plain::exact);
                  if (key == "bytes") rules_.held_bytes = range(key, inner, Plain::at_most);
                });
  }
  void read_findings(const Node& node) {
    rules_.says_findings = true;
    rules_.allowed.fill(false);
    if (!has_type("findings", node, Node::Type::list)) return;
    for (const Node& item : node.items) {
      const auto text = word<Finding>("findings", item);
      if (!text) return;
      rules_.allowed[static_cast<size_t>(*word_of<Finding>(*text))] = true;
    }
  }

  Rules& rules_;
  RulesFault fault_;
};

}  // namespace

RulesFault rules_of(const Node& file, Rules* rules) { return RulesReader(rules).read(file); }

RulesFault read_rules(std::string_view text, bool is_toml, Rules* rules) {
  if (text.size() > kMostFileBytes) return {"expect.file.large", 1, 1, "", ""};
  Node file;
  RulesFault fault = is_toml ? read_toml(text, &file) : read_json(text, &file);
  if (fault) return fault;
  return rules_of(file, rules);
}

}  // namespace greenlens::expect
