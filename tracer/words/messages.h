// Every word that a person reads, by id.
//
// A catalogue is a plain file, assets/messages/<language>.txt: `id = text`, `#` comments, one a
// line. Text may hold {named} places, and {count|one thing|{count} things} chooses by number: the
// first for "1", else the second. What a language lacks is said in the first one; an id that none
// has shows as «id» and a place that nobody fills as it stands there, so that either is seen.
//
// Immutable once it is parsed, and so for any thread.
#ifndef GREENLENS_TRACER_WORDS_MESSAGES_H_
#define GREENLENS_TRACER_WORDS_MESSAGES_H_

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tracer/words/levels.h"
#include "tracer/words/told.h"

namespace greenlens::words {

class Messages {
 public:
  using Place = std::pair<std::string_view, std::string>;

  // Parses a catalogue. A line that is neither, or says an id once more, is an error sentence with
  // its number (the first such line; `error` may be null, and is left alone when all is well); the
  // rest is kept, and of an id that is there twice the later text.
  static Messages parse(std::string_view text, std::string* error);
  // The built-in catalogue of a language by its id (languages.h) that tells steps at that level,
  // with the first one's text for what it lacks; of an unknown language, the first. Lives for ever.
  static const Messages& of(std::string_view language, Level level = Level::mechanism);

  // Values are put in as they may be shown (tracer/facts/shown.h): what looks like a place in them
  // is none. Places that the text does not have are ignored.
  std::string text(std::string_view id, std::initializer_list<Place> places = {}) const {
    return text(id, std::span<const Place>(places.begin(), places.size()));
  }
  std::string text(std::string_view id, std::span<const Place> places) const;
  // The same, and where values stand in it.
  Told told(std::string_view id, std::span<const Place> places) const;
  bool has(std::string_view id) const;
  // The same, with what it tells of steps as that level has it (levels.h), whichever it is at.
  Messages at(Level level) const;
  Level level() const { return level_; }
  // Whether addresses are a part of what it tells: the story has none, in no table and no picture.
  bool tells_addresses() const { return level_ != Level::story; }
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  Level level_ = Level::mechanism;
  // By id, what the mechanism has in the places of texts that this level tells otherwise.
  std::map<std::string, std::string, std::less<>> replaced_;
};

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_MESSAGES_H_
