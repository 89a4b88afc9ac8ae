#include "tracer/words/messages.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "assets/assets.h"
#include "tracer/facts/shown.h"
#include "tracer/words/languages.h"

namespace greenlens::words {
namespace {

using Places = std::span<const Messages::Place>;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

const std::string* find_place(Places places, std::string_view name) {
  for (const auto& [key, value] : places) {
    if (key == name) return &value;
  }
  return nullptr;
}

// Where the brace that is open at `open` closes; npos when it does not.
size_t closing_brace(std::string_view text, size_t open) {
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return text.npos;
}

// Splits at the bars that are not inside an inner place.
std::vector<std::string_view> split_at_bars(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == '|' && depth == 0)) {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    } else if (text[i] == '{') {
      ++depth;
    } else if (text[i] == '}') {
      --depth;
    }
  }
  return parts;
}

// Adds the text with its places filled in; `values`, unless it is null, gets where.
void fill(std::string_view text, Places places, std::string* result,
          std::vector<TextRange>* values) {
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t close = text[i] == '{' ? closing_brace(text, i) : text.npos;
    if (close == text.npos) {
      result->push_back(text[i]);
      continue;
    }
    const auto inside = text.substr(i + 1, close - i - 1);
    const auto parts = split_at_bars(inside);
    const std::string* value = find_place(places, parts[0]);
    if (!value || (parts.size() != 1 && parts.size() != 3)) {
      result->append(text.substr(i, close - i + 1));  // left as it is, so that it is seen
    } else if (parts.size() == 1) {
      const size_t begin = result->size();
      result->append(facts::shown(*value));
      if (values != nullptr) values->push_back({begin, result->size()});
    } else {
      fill(*value == "1" ? parts[1] : parts[2], places, result, values);
    }
    i = close;
  }
}

}  // namespace

Messages Messages::parse(std::string_view text, std::string* error) {
  Messages messages;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const size_t equals = line.find('=');
    const auto id = trimmed(line.substr(0, equals));
    if (equals == line.npos || id.empty() || id.find(' ') != id.npos) {
      if (error && error->empty()) {
        *error = "Line " + std::to_string(number) +
                 " of the messages is neither `id = text` nor a # comment; correct it.";
      }
      continue;
    }
    const bool is_new =
        messages.texts_
            .insert_or_assign(std::string(id), std::string(trimmed(line.substr(equals + 1))))
            .second;
    if (!is_new && error && error->empty()) {
      *error = "Line " + std::to_string(number) + " of the messages says " + std::string(id) +
               " once more; leave one of the two out.";
    }
  }
  return messages;
}

Messages Messages::at(Level level) const {
  Messages told = *this;
  for (const auto& [id, text] : replaced_) told.texts_[id] = text;
  told.replaced_.clear();
  const std::string prefix = std::string("level.") + level_name(level) + ".";
  for (auto own = texts_.lower_bound(prefix); own != texts_.end(); ++own) {
    if (!own->first.starts_with(prefix)) break;
    const std::string id = own->first.substr(prefix.size());
    std::string& text = told.texts_[texts_.contains(id) ? id : "narrate." + id];
    told.replaced_[texts_.contains(id) ? id : "narrate." + id] = text;
    text = own->second;
  }
  told.level_ = level;
  return told;
}

const Messages& Messages::of(std::string_view language, Level level) {
  // Built in and constant: parsed once, at the first use.
  using Levels = std::array<Messages, kLevels.size()>;
  static const std::array<Levels, kLanguages.size()> catalogues = [] {
    std::array<Levels, kLanguages.size()> all;
    for (size_t i = 0; i < all.size(); ++i) {
      std::string error;
      const Messages parsed =
          parse(assets::text(fmt::format("assets/messages/{}.txt", kLanguages[i].id)), &error);
      for (size_t j = 0; j < kLevels.size(); ++j) {
        all[i][j] = parsed.at(kLevels[j]);
        // What a language lacks is said in the first one: better than an id.
        all[i][j].texts_.insert(all[0][j].texts_.begin(), all[0][j].texts_.end());
      }
    }
    return all;
  }();
  const auto at = static_cast<size_t>(level);
  for (size_t i = 0; i < catalogues.size(); ++i) {
    if (kLanguages[i].id == language) return catalogues[i][at];
  }
  return catalogues[0][at];
}

std::string Messages::text(std::string_view id, std::span<const Place> places) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) return "«" + std::string(id) + "»";
  std::string result;
  fill(found->second, places, &result, nullptr);
  return result;
}

Told Messages::told(std::string_view id, std::span<const Place> places) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) return as_value(text(id, places));
  Told told;
  fill(found->second, places, &told.text, &told.values);
  return told;
}

bool Messages::has(std::string_view id) const { return texts_.find(id) != texts_.end(); }

}  // namespace greenlens::words
