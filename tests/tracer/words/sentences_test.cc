// Every sentence that a step can have, at each level in each language, against files that a person
// can read: tests/golden/words. GREENLENS_UPDATE_GOLDEN=1 writes them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>

#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/words/columns.h"
#include "tracer/words/languages.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

// Something plain in each member of a fact: gr1, three, an address, a text.
template <typename T>
T plain() {
  if constexpr (std::is_same_v<T, bool>) {
    return true;
  } else if constexpr (facts::NamedEnum<T>) {
    return T{};
  } else if constexpr (std::is_unsigned_v<T>) {
    return T{2};
  } else if constexpr (std::is_signed_v<T>) {
    return T{-0x200};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return "text";
  } else if constexpr (facts::IsVector<T>::value) {
    return {plain<typename T::value_type>()};
  } else {
    T all;
    T::fields([&](const char*, auto member) {
      all.*member = plain<std::decay_t<decltype(all.*member)>>();
    });
    return all;
  }
}

template <size_t... kTypes>
std::vector<facts::Fact> plain_facts(std::index_sequence<kTypes...>) {
  return {plain<std::variant_alternative_t<kTypes, facts::Fact::Any>>()...};
}

std::string told(const Messages& messages, const state::Moment& moment) {
  const Narration narration = narrate(messages, moment);
  const std::string& headline = narration.whole.empty() ? narration.headline : narration.whole;
  std::string text = wrapped(headline, kTextColumns);
  if (!narration.detail.empty()) text += wrapped("    " + narration.detail, kTextColumns);
  return text;
}

std::string all_sentences(const Messages& messages) {
  const store::Timeline timeline = testing::sample_timeline();
  std::string text = "== test1/test2, step by step\n\n";
  std::set<std::string> seen;
  for (uint64_t step = 0; step <= timeline.size(); ++step) {
    text += std::to_string(step) + ". " + told(messages, timeline.at(step));
    if (step > 0) seen.insert(facts::fact_name(timeline.event(step).fact));
  }
  text += "\n== what does not happen in it, with numbers made up\n\n";
  constexpr uint64_t kBetweenSwitches = 50;
  const state::State before = timeline.state(kBetweenSwitches);
  for (const facts::Fact& fact :
       plain_facts(std::make_index_sequence<std::variant_size_v<facts::Fact::Any>>())) {
    if (!seen.insert(facts::fact_name(fact)).second) continue;
    facts::Event event = timeline.event(kBetweenSwitches);
    event.fact = fact;
    state::State after = before;
    apply(&after, event);
    text += std::string(facts::fact_name(fact)) + ": " +
            told(messages, {kBetweenSwitches + 1, before,
                            std::make_shared<const facts::Event>(event), after});
  }
  return text;
}

std::string slurp(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Sentences, AreThoseOfTheirFilesAtEachLevelInEachLanguage) {
  for (const Language& language : kLanguages) {
    for (const Level level : kLevels) {
      const std::string path = std::string(GREENLENS_SOURCE_DIR) + "/tests/golden/words/" +
                               language.id + '.' + level_name(level) + ".txt";
      const std::string text = all_sentences(Messages::of(language.id, level));
      if (std::getenv("GREENLENS_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path) << text;
      }
      EXPECT_EQ(text, slurp(path)) << path;
    }
  }
}

}  // namespace
}  // namespace greenlens::words
