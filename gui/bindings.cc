#include "gui/bindings.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tracer/facts/shown.h"

namespace greenlens::gui {
namespace {

using Kind = KeysProblem::Kind;

// A file that says more is no file of keys.
constexpr size_t kMostProblems = 100;
constexpr size_t kMostShownOfALine = 60;

std::string_view without_blanks(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// A # begins a comment at the front, or behind a blank.
std::string_view without_comment(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return line.substr(0, i);
    }
  }
  return line;
}

const Binding* binding_of(const std::vector<Binding>& all, const Chord& chord) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Binding& one) { return one.chord == chord; });
  return at != all.end() ? &*at : nullptr;
}

class KeysReader {
 public:
  ReadBindings read(std::string_view text) {
    for (size_t number = 1; !text.empty(); ++number) {
      const size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = without_blanks(without_comment(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (!line.empty()) take(number, line);
    }
    join();
    return std::move(read_);
  }

 private:
  void complain(Kind kind, size_t line, std::string_view what, const Command* other = nullptr) {
    if (read_.problems.size() >= kMostProblems) return;
    read_.problems.push_back({kind, line, facts::beginning(what, kMostShownOfALine), other});
  }

  void take(size_t number, std::string_view line) {
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) return complain(Kind::no_line, number, line);
    const std::string_view id = without_blanks(line.substr(0, equals));
    const std::string_view key = without_blanks(line.substr(equals + 1));
    const Command* command = find_command(id);
    if (command == nullptr) return complain(Kind::no_command, number, id);
    if (key == "none") {
      if (is_fixed(command->key)) return complain(Kind::fixed, number, id);
      named_.push_back(command);
      return;
    }
    const std::optional<Chord> chord = parse_chord(key);
    if (!chord) return complain(Kind::no_key, number, key);
    if (is_fixed(*chord)) {
      if (*chord != command->key) complain(Kind::fixed, number, key);
      return;
    }
    const Binding* before = binding_of(own_, *chord);
    if (before != nullptr && before->command != command) {
      return complain(Kind::taken, number, key, before->command);
    }
    named_.push_back(command);
    if (before == nullptr) own_.push_back({command, *chord}), lines_.push_back(number);
  }

  // In the order of the table.
  void join() {
    std::vector<Binding>& all = read_.bindings.all;
    for (const Command& command : commands()) {
      const bool is_named = std::find(named_.begin(), named_.end(), &command) != named_.end();
      for (const Binding& one : own_) {
        if (one.command == &command) all.push_back(one);
      }
      if (command.key.key == 0 || (is_named && !is_fixed(command.key))) continue;
      const Binding* taker = binding_of(own_, command.key);
      if (taker == nullptr) {
        all.push_back({&command, command.key});
      } else {
        complain(Kind::taken_over, lines_[static_cast<size_t>(taker - own_.data())],
                 chord_name(command.key), &command);
      }
    }
    std::stable_sort(read_.problems.begin(), read_.problems.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
  }

  ReadBindings read_;
  std::vector<Binding> own_;   // of the file
  std::vector<size_t> lines_;  // of each of them
  std::vector<const Command*> named_;
};

const char* message_id(Kind kind) {
  switch (kind) {
    case Kind::no_line:
      return "keys.no_line";
    case Kind::no_command:
      return "keys.no_command";
    case Kind::no_key:
      return "keys.no_key";
    case Kind::fixed:
      return "keys.fixed";
    case Kind::taken:
      return "keys.taken";
    case Kind::taken_over:
      return "keys.taken_over";
  }
  return "";
}

}  // namespace

const Bindings& bindings_in(const Look& look) {
  return look.bindings != nullptr ? *look.bindings : bindings_of_the_table();
}

const Bindings& bindings_of_the_table() {
  static const Bindings bindings = parse_bindings("").bindings;
  return bindings;
}

std::string problem_text(const words::Messages& messages, const KeysProblem& problem) {
  const std::string other =
      problem.other != nullptr ? command_label(messages, *problem.other) : std::string();
  return messages.text(message_id(problem.kind),
                       {{"line", std::to_string(problem.line)},
                        {"what", problem.what},
                        {"other", other},
                        {"id", problem.other != nullptr ? problem.other->id : ""}});
}

ReadBindings parse_bindings(std::string_view text) { return KeysReader().read(text); }

std::string format_bindings(const words::Messages& messages, const Bindings& bindings) {
  constexpr size_t kName = 22, kKey = 18;
  std::string text;
  for (const char* id : {"keys.about", "keys.about.more", "keys.about.fixed"}) {
    text += "# " + messages.text(id) + '\n';
  }
  for (const Command& command : commands()) {
    std::vector<std::string> names;
    for (const Chord& chord : chords_of(bindings, command)) names.push_back(chord_name(chord));
    if (names.empty()) names.emplace_back("none");
    for (std::string& name : names) {
      std::string id = command.id;
      id.resize(std::max(id.size(), kName), ' ');
      name.resize(std::max(name.size(), kKey), ' ');
      text.append(id).append(" = ").append(name).append("  # ");
      text.append(command_label(messages, command)).append("\n");
    }
  }
  return text;
}

const Command* command_of(const Bindings& bindings, const Chord& chord) {
  const Binding* binding = binding_of(bindings.all, chord);
  return binding != nullptr ? binding->command : nullptr;
}

std::vector<Chord> chords_of(const Bindings& bindings, const Command& command) {
  std::vector<Chord> chords;
  for (const Binding& one : bindings.all) {
    if (one.command == &command) chords.push_back(one.chord);
  }
  return chords;
}

bool is_fixed(const Chord& chord) {
  if (chord.key == kKeyEscape || chord.key == kKeyTab) return true;
  const std::string_view edit = "ACVXYZ";
  return chord.control && !chord.alt && chord.key < 128 &&
         edit.find(static_cast<char>(chord.key)) != std::string_view::npos;
}

std::string key_text(const Look& look, const Command& command) {
  const std::vector<Chord> chords = chords_of(bindings_in(look), command);
  return chords.empty() ? "" : chord_text(chords.front());
}

std::string keys_text(const Look& look, const Command& command) {
  std::string all;
  for (const Chord& chord : chords_of(bindings_in(look), command)) {
    all += (all.empty() ? "" : ", ") + chord_text(chord);
  }
  return all;
}

}  // namespace greenlens::gui
