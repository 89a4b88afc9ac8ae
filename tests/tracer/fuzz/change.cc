#include "tests/tracer/fuzz/change.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/fuzz/parts.h"
#include "tests/tracer/fuzz/shake.h"
#include "tracer/facts/event_codec.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/expand.h"
#include "tracer/store/summary.h"
#include "tracer/store/trace_info.h"

namespace greenlens::fuzz {

using store::ChunkType;

namespace {

constexpr size_t kMostPayload = size_t{1} << 20;
constexpr size_t kMostParts = 400;

class Changer {
 public:
  Changer(Parts* parts, uint64_t seed, const ChangeBytes& change_bytes)
      : parts_(*parts), dice_(seed), facts_(static_cast<unsigned>(seed)), bytes_(change_bytes) {}

  void change() {
    if (parts_.all.empty()) return;
    for (uint64_t times = 1 + dice_.below(3); times > 0; --times) change_once();
    if (!dice_.one_in(4)) set_right(&parts_);
    if (dice_.one_in(3)) return;
    std::vector<store::IndexEntry> entries = entries_of(parts_);
    if (!entries.empty() && dice_.one_in(4)) shake_entry(&entries);
    set_index(&parts_, entries);
  }

 private:
  void change_once() {
    if (dice_.one_in(6)) return change_order();
    Part& part = parts_.all[dice_.below(parts_.all.size())];
    switch (part.type) {
      case ChunkType::info:
        return change_info(&part);
      case ChunkType::events:
        return change_events(&part);
      case ChunkType::index:
      case ChunkType::end:
        break;
    }
    bytes_(dice_.one_in(2) ? &part.payload : &part.summary, kMostPayload);
  }

  void change_order() {
    std::vector<Part>& all = parts_.all;
    const size_t at = dice_.below(all.size()), other = dice_.below(all.size());
    switch (dice_.below(6)) {
      case 0:
        return std::swap(all[at], all[other]);
      case 1:
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
        return;
      case 2:
        all[at].recording = dice_.one_in(2) ? all[other].recording : dice_.below(4);
        return;
      case 3:
        dice_.shake(dice_.one_in(2) ? &all[at].event_count : &some_count_);
        dice_.shake(&all[at].first_event);
        return;
      case 4:
        all[at].type = all[other].type;
        return;
      default:
        // Once more, or many times.
        for (uint64_t n = dice_.one_in(8) ? dice_.below(64) : 1; n > 0; --n) {
          if (all.size() >= kMostParts) return;
          Part copy = all[at];
          all.insert(all.begin() + static_cast<std::ptrdiff_t>(other), std::move(copy));
        }
    }
  }

  void change_info(Part* part) {
    if (dice_.one_in(2)) return bytes_(&part->payload, kMostPayload);
    auto info = store::from_json(part->payload);
    if (!info) return;
    dice_.shake(&*info);
    part->payload = to_json(*info);
  }

  void change_events(Part* part) {
    switch (dice_.below(12)) {
      case 0:
        return bytes_(&part->payload, kMostPayload);
      case 1:
        return change_summary(part);
      case 2:
      case 3:
        return change_keyframe(part);
      default:
        Records inside = records_of(part->payload);
        change_records(&inside.records);
        std::string payload = payload_of(inside);
        if (payload.size() <= kMostPayload) part->payload = std::move(payload);
    }
  }

  void change_summary(Part* part) {
    store::Summary summary;
    if (dice_.one_in(4) || !store::decode_summary(part->summary, &summary)) {
      return bytes_(&part->summary, store::kMaxSummaryBytes);
    }
    dice_.shake(&summary);
    part->summary = encode_summary(summary);
  }

  void change_keyframe(Part* part) {
    Records inside = records_of(part->payload);
    state::State state;
    if (auto keyframe = state::decode_state(inside.keyframe)) state = std::move(*keyframe);
    switch (dice_.below(6)) {
      case 0:
        inside.keyframe.clear();
        break;
      case 1:
        bytes_(&inside.keyframe, kMostPayload);
        break;
      case 2:
        inside.keyframe = true_keyframe(part);
        break;
      case 3:
        if (!state.greenlets.empty()) {
          dice_.shake(&state.greenlets[state.greenlets.begin()->first]);
        }
        inside.keyframe = encode_state(state);
        break;
      default:
        dice_.shake(&state);
        inside.keyframe = encode_state(state);
    }
    part->payload = payload_of(inside);
  }

  // The state that all chunks before it lead to.
  std::string true_keyframe(const Part* part) {
    state::State state;
    for (const Part& before : parts_.all) {
      if (&before == part) break;
      store::EventsPayload payload;
      if (before.type != ChunkType::events || !decode_events(before.payload, &payload)) continue;
      if (payload.records > 20'000) break;
      store::go_along(payload, &state);
    }
    return encode_state(state);
  }

  void change_records(std::vector<std::string>* records) {
    const size_t at = dice_.below(records->size() + 1);
    const auto place = records->begin() + static_cast<std::ptrdiff_t>(at);
    if (at == records->size() || dice_.one_in(5)) {
      records->insert(place, new_record());
      return;
    }
    std::string& record = (*records)[at];
    switch (dice_.below(8)) {
      case 0:
        records->erase(place);
        return;
      case 1:
        return std::swap(record, (*records)[dice_.below(records->size())]);
      case 2:
        records->insert(place, some_record(*records));
        return;
      case 3: {
        // Many times: what grows without end.
        std::string same = record;
        const uint64_t times = uint64_t{1} << dice_.below(14);
        if (same.size() * times > kMostPayload) return;
        records->insert(records->begin() + static_cast<std::ptrdiff_t>(at), times, same);
        return;
      }
      case 4:
        return bytes_(&record, kMostPayload);
      default:
        change_record(&record);
    }
  }

  std::string some_record(const std::vector<std::string>& records) {
    const Part& other = parts_.all[dice_.below(parts_.all.size())];
    const std::vector<std::string> there =
        other.type == ChunkType::events ? records_of(other.payload).records : records;
    return there.empty() ? new_record() : there[dice_.below(there.size())];
  }

  std::string new_record() {
    if (dice_.one_in(4)) {
      std::vector<facts::NotedSwitch> noted(1 + dice_.below(20));
      for (facts::NotedSwitch& one : noted) one.requested = 1 + dice_.below(4), one.steps = 12;
      for (int i = 0; i < 4; ++i) change_noted(&noted);
      return as_record(noted);
    }
    facts::Event event = facts_.event(dice_.below(testing::RandomFacts::kTypes));
    event.thread = static_cast<facts::ThreadId>(dice_.below(3));
    // Numbers that are somebody's more often than not.
    for (uint64_t times = dice_.below(6); times > 0; --times) make_small(&event.fact);
    return as_record(event);
  }
  void make_small(facts::Fact* fact) {
    std::visit(
        [&](auto& f) {
          using T = std::decay_t<decltype(f)>;
          T::fields([&](const char*, auto member) {
            auto& value = f.*member;
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, facts::GreenletId>) {
              value = static_cast<facts::GreenletId>(dice_.below(6));
            }
          });
        },
        *fact);
  }

  void change_record(std::string* record) {
    std::vector<facts::NotedSwitch> noted = noted_in(*record);
    if (!noted.empty()) {
      change_noted(&noted);
      *record = as_record(noted);
      return;
    }
    facts::Event event;
    std::string_view bytes = *record;
    if (take_event(&bytes, &event) != facts::Decoded::event) return;
    if (dice_.one_in(5)) {
      dice_.shake(&event.thread);
    } else {
      std::visit([&](auto& fact) { shake_fact(&fact); }, event.fact);
    }
    *record = as_record(event);
  }
  template <typename Fact>
  void shake_fact(Fact* fact) {
    size_t count = 0;
    Fact::fields([&](const char*, auto) { ++count; });
    if (count > 0) dice_.shake(fact);
  }

  void change_noted(std::vector<facts::NotedSwitch>* noted) {
    facts::NotedSwitch& one = (*noted)[dice_.below(noted->size())];
    switch (dice_.below(9)) {
      case 0:
        dice_.shake(&one.thread);
        break;
      case 1:
        dice_.shake(&one.origin);
        break;
      case 2:
        dice_.shake(&one.requested);
        break;
      case 3:
        dice_.shake(&one.sp);
        break;
      case 4:
        dice_.shake(&one.recursion_depth);
        break;
      case 5:
        dice_.shake(&one.steps);
        if (one.steps > store::kMaxChunkEvents) one.steps = store::kMaxChunkEvents;
        break;
      case 6:
        dice_.shake(&one.at);
        break;
      case 7:
        one.last_handle_gone = !one.last_handle_gone;
        break;
      default: {
        const facts::NotedSwitch same = one;
        noted->insert(noted->end(), size_t{1} << dice_.below(9), same);
        if (noted->size() > 2000) noted->resize(2000);
      }
    }
    for (facts::NotedSwitch& each : *noted) each.steps = std::max(each.steps, 1u);
  }

  void shake_entry(std::vector<store::IndexEntry>* entries) {
    store::IndexEntry& entry = (*entries)[dice_.below(entries->size())];
    switch (dice_.below(6)) {
      case 0:
        return dice_.shake(&entry.offset);
      case 1:
        return dice_.shake(&entry.bytes);
      case 2:
        return dice_.shake(&entry.first_event);
      case 3:
        return dice_.shake(&entry.event_count);
      case 4:
        entries->erase(entries->begin() + (&entry - entries->data()));
        return;
      default:
        return dice_.shake(&entry.summary);
    }
  }

  Parts& parts_;
  Shaker dice_;
  testing::RandomFacts facts_;
  const ChangeBytes& bytes_;
  uint32_t some_count_ = 0;
};

}  // namespace

std::string changed(std::string_view file, uint64_t seed, const ChangeBytes& change_bytes) {
  Parts parts = take_apart(file);
  Changer(&parts, seed, change_bytes).change();
  return put_together(parts);
}

std::string mixed(std::string_view one, std::string_view other, uint64_t seed) {
  Parts parts = take_apart(one);
  const Parts more = take_apart(other);
  Shaker dice(seed);
  for (const Part& part : more.all) {
    if (!dice.one_in(3)) continue;
    const size_t at = dice.below(parts.all.size() + 1);
    const bool instead = dice.one_in(2) && at < parts.all.size();
    if (instead) {
      parts.all[at] = part;
    } else {
      parts.all.insert(parts.all.begin() + static_cast<std::ptrdiff_t>(at), part);
    }
    // As if it belonged there, or not.
    if (dice.one_in(2)) parts.all[at].recording = parts.all.front().recording;
  }
  if (dice.one_in(2)) set_right(&parts);
  if (dice.one_in(2)) set_index(&parts, entries_of(parts));
  return put_together(parts);
}

ChangeBytes at_random(uint64_t seed) {
  return [dice = std::make_shared<Shaker>(seed)](std::string* bytes, size_t most) {
    dice->shake(bytes);
    if (bytes->size() > most) bytes->resize(most);
  };
}

}  // namespace greenlens::fuzz
