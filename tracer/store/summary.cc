#include "tracer/store/summary.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <variant>

#include "tracer/facts/ended_switch.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::store {
namespace {

// Of a chunk's steps a share has so large a part, or is one of the first few.
constexpr uint64_t kLeastPart = 64;
constexpr size_t kFewShares = 4;

// Whose step it was: the one who runs after it.
facts::GreenletId running(const state::State& after) { return told_by(after).current; }

template <typename Variant>
struct Known;
template <typename... Facts>
struct Known<std::variant<Facts...>> {
  static bool has(uint16_t tag) { return ((Facts::kTag == tag) || ...); }
};

bool beyond_ascii(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c < 0; });
}

// What fonts need letters for: the texts of a program are in its source, but for these.
bool has_letters_beyond(const facts::Fact& fact) {
  if (const auto* printed = std::get_if<facts::Printed>(&fact)) return beyond_ascii(printed->text);
  if (const auto* made = std::get_if<facts::GreenletCreated>(&fact))
    return beyond_ascii(made->name);
  if (const auto* began = std::get_if<facts::ThreadBegan>(&fact)) return beyond_ascii(began->name);
  const auto* renamed = std::get_if<facts::GreenletRenamed>(&fact);
  return renamed != nullptr && beyond_ascii(renamed->name);
}

}  // namespace

void Totals::add(const facts::Event& event) {
  const facts::Fact& fact = event.fact;
  ++events;
  instructions += facts::is_stop(fact, facts::Grain::phase) ? 0 : 1;
  switch_stops += facts::is_stop(fact, facts::Grain::switch_) ? 1 : 0;
  line_stops += facts::is_stop(fact, facts::Grain::line) ? 1 : 0;
  call_stops += facts::is_stop(fact, facts::Grain::call) ? 1 : 0;
  story_stops += facts::is_stop(fact, facts::Grain::story) ? 1 : 0;
  switches += facts::ended_switch(fact) ? 1 : 0;
  failed += std::holds_alternative<facts::SwitchFailed>(fact) ? 1 : 0;
  if (const auto* saved = std::get_if<facts::SliceSaved>(&fact)) {
    bytes_out += state::slice_size(saved->from, saved->to);
  }
  if (const auto* restored = std::get_if<facts::SliceRestored>(&fact)) {
    bytes_in += state::slice_size(restored->from, restored->to);
  }
  printed += std::holds_alternative<facts::Printed>(fact) ? 1 : 0;
  if (const auto* gone = std::get_if<facts::EventsLost>(&fact)) lost += gone->count;
}

void Totals::add(const rules::Followed& followed) {
  events += followed.steps;
  switch_stops += followed.switch_stops;
  line_stops += followed.line_stops;
  story_stops += followed.story_stops;
  switches += 1;
  bytes_out += followed.bytes_out;
  bytes_in += followed.bytes_in;
}

void Totals::add(const Totals& more) {
  fields([&](const char*, auto member) { this->*member += more.*member; });
}

uint64_t Totals::stops(facts::Grain grain) const {
  switch (grain) {
    case facts::Grain::phase:
      return events - std::min(events, instructions);
    case facts::Grain::instruction:
      return events;
    case facts::Grain::switch_:
      return switch_stops;
    case facts::Grain::line:
      return line_stops;
    case facts::Grain::call:
      return call_stops;
    case facts::Grain::story:
      return story_stops;
  }
  return 0;  // only a cast can come here
}

std::string encode_summary(const Summary& summary) {
  std::string bytes;
  facts::write_fields(&bytes, summary);
  return bytes;
}

bool decode_summary(std::string_view bytes, Summary* summary) {
  *summary = {};
  return !bytes.empty() && facts::read_fields(bytes, summary);
}

bool can_be_of(const Summary& summary, uint32_t event_count) {
  const Totals& here = summary.here;
  return here.events <= event_count && here.switch_stops <= here.events &&
         here.line_stops <= here.events && here.call_stops <= here.events &&
         here.story_stops <= here.events && here.instructions <= here.events &&
         here.printed <= here.events && summary.ran.size() <= kMostShares;
}

bool has_kind(const std::string& kinds, uint16_t tag) {
  const size_t byte = tag / 8;
  return byte < kinds.size() && (kinds[byte] & (1 << (tag % 8))) != 0;
}

bool has_unknown_kinds(const std::string& kinds) {
  for (size_t tag = 0; tag < kinds.size() * 8; ++tag) {
    const auto number = static_cast<uint16_t>(tag);
    if (has_kind(kinds, number) && !Known<facts::Fact::Any>::has(number)) return true;
  }
  return false;
}

void Summarizer::begin() {
  Totals before = summary_.before;
  before.add(summary_.here);
  summary_ = {};
  noted_ = {};
  summary_.before = before;
  contradictions_ = 0;
  ran_.clear();
}

void Summarizer::add(const facts::Event& event, const state::State& after) {
  Summary& s = summary_;
  note_time(event.time_ns);
  s.here.add(event);
  note_kind(facts::fact_tag(event.fact));
  s.subjects |= subject_bit(facts::subject(event.fact));
  s.letters_beyond = s.letters_beyond || has_letters_beyond(event.fact);
  count_step(running(after), 1, after);
}

void Summarizer::add(const facts::NotedSwitch& noted, const rules::Followed& followed,
                     facts::GreenletId origin, const state::State& after) {
  Summary& s = summary_;
  note_time(noted.time_ns);
  s.here.add(followed);
  // One is like the other: of most there is nothing new.
  static_assert(facts::kTagLimit <= 64 * decltype(noted_)().size());
  for (size_t word = 0; word < noted_.size(); ++word) {
    uint64_t fresh =
        followed.tags[word] & ~std::exchange(noted_[word], noted_[word] | followed.tags[word]);
    for (; fresh != 0; fresh &= fresh - 1) {
      note_kind(static_cast<uint16_t>(64 * word + static_cast<size_t>(std::countr_zero(fresh))));
    }
  }
  s.subjects |= followed.subjects;
  count_step(origin, followed.by_origin, after);
  count_step(noted.requested, followed.steps - followed.by_origin, after);
}

void Summarizer::note_time(uint64_t time_ns) {
  Summary& s = summary_;
  s.first_ns = s.here.events == 0 ? time_ns : std::min(s.first_ns, time_ns);
  s.last_ns = std::max(s.last_ns, time_ns);
}

void Summarizer::note_kind(uint16_t tag) {
  std::string& kinds = summary_.kinds;
  if (kinds.size() <= tag / 8u) kinds.resize(tag / 8u + 1);
  kinds[tag / 8u] = static_cast<char>(kinds[tag / 8u] | (1 << (tag % 8)));
}

void Summarizer::count_step(facts::GreenletId id, uint64_t steps, const state::State& after) {
  if (id == 0) return;  // nobody has begun yet
  Share& share = ran_[id];
  share.who = id;
  share.steps += steps;
  const state::GreenletState* who = state::find(after, share.who);
  if (who == nullptr) return;
  share.thread = who->thread;
  std::string name = facts::beginning(who->name, kMostShareName);
  if (share.name != name) share.name = std::move(name);
}

Summary Summarizer::summary(bool looked) const {
  Summary made = summary_;
  if (looked) made.contradictions = contradictions_;
  for (const auto& [who, share] : ran_) made.ran.push_back(share);
  std::stable_sort(made.ran.begin(), made.ran.end(),
                   [](const Share& a, const Share& b) { return a.steps > b.steps; });
  // Where hundreds took turns no few of them say anything, and all would take more room than the
  // events.
  const size_t all = made.ran.size();
  size_t kept = std::min(all, kMostShares);
  const uint64_t least = made.here.events / kLeastPart;
  while (kept > kFewShares && made.ran[kept - 1].steps < least) --kept;
  made.ran.resize(kept);
  made.ran_too = all - kept;
  return made;
}

}  // namespace greenlens::store
