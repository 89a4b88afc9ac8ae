#include "tracer/past/origin.h"

#include <algorithm>

#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

bool has(const Copy& copy, facts::Address byte) { return copy.from <= byte && byte < copy.to; }

// The first one behind a step; all lists are ascending.
template <typename T>
auto first_after(const std::vector<T>& all, uint64_t step) {
  return std::partition_point(all.begin(), all.end(),
                              [&](const T& one) { return one.step <= step; });
}

// What is asked of one byte.
class OfByte {
 public:
  OfByte(const ByteHistory& history, facts::GreenletId greenlet, facts::Address byte)
      : history_(history), greenlet_(greenlet), byte_(byte) {}

  Origin origin(uint64_t step) const {
    const std::optional<Touched> written = history_.last_written(greenlet_, byte_, step);
    const uint64_t seen = std::max(written ? written->step : 0, last_copy(step));
    Origin origin = written ? origin_of_written(*written) : Origin{};
    origin.not_kept = not_kept(origin.until, step);
    const OwnRun* since = first_run(seen, step);
    if (!written || since != nullptr || origin.not_kept != 0) look_ahead(seen, step, &origin);
    if (!written && origin.until == 0) be_unseen(step, &origin);
    add_copies(step, &origin);
    const uint64_t lost = history_.lost_until(step);
    if (lost > origin.after) origin.lost = lost;
    return origin;
  }

  Reader reader(uint64_t step) const {
    Reader next;
    const auto earlier = [&](ReadBy by, uint64_t at) {
      const bool is_earlier = at > step && (next.by == ReadBy::nobody || at < next.step);
      if (is_earlier) next.by = by, next.step = at;
    };
    if (const auto touched = history_.next_touched(greenlet_, byte_, step)) {
      earlier(read_by(touched->touch), touched->step);
    }
    if (const Copy* copy = next_copy(step)) {
      earlier(copy->way == Copy::Way::saved ? ReadBy::saved : ReadBy::restored, copy->step);
    }
    if (const Floor* floor = next_floor(step)) earlier(ReadBy::gone, floor->step);
    if (const auto ended = history_.ended(greenlet_)) earlier(ReadBy::gone, *ended);
    const OwnRun* run = first_run(step, next.by == ReadBy::nobody ? UINT64_MAX : next.step);
    if (run != nullptr) next.code_from = std::max(run->from, step);
    return next;
  }

  // The greenlet's own code ran in (from, to).
  const OwnRun* first_run(uint64_t from, uint64_t to) const {
    const std::vector<OwnRun>& runs = history_.runs(greenlet_);
    const auto run = std::partition_point(
        runs.begin(), runs.end(), [&](const OwnRun& one) { return one.to != 0 && one.to <= from; });
    return run != runs.end() && run->from < to ? &*run : nullptr;
  }

 private:
  static ReadBy read_by(Touch touch) {
    switch (touch) {
      case Touch::instruction_read:
        return ReadBy::instruction;
      case Touch::registers_read:
        return ReadBy::registers;
      case Touch::instruction_wrote:
      case Touch::registers_wrote:
      case Touch::seen_in_copy:
        break;
    }
    return ReadBy::overwritten;
  }

  Origin origin_of_written(const Touched& written) const {
    Origin origin;
    origin.after = written.step - 1, origin.until = written.step;
    switch (written.touch) {
      case Touch::instruction_wrote:
        origin.by = WrittenBy::instruction;
        break;
      case Touch::registers_wrote:
        origin.by = WrittenBy::registers;
        break;
      case Touch::seen_in_copy:
      case Touch::instruction_read:
      case Touch::registers_read:
        origin.until = left_before(written.step);
        origin.after = after(last_seen_before(written.step), origin.until);
        break;
    }
    return origin;
  }

  // No copy shows it: all that is known is when its greenlet ran.
  void be_unseen(uint64_t step, Origin* origin) const {
    const uint64_t left = left_before(origin->not_kept != 0 ? origin->not_kept : step);
    origin->until = first_run(left, step) == nullptr || origin->not_kept != 0 ? left : step;
    origin->after = after(0, origin->until);
    origin->code_since = 0;
  }

  // The last copy that has the byte, either way; 0: none.
  uint64_t last_copy(uint64_t until) const {
    const std::vector<Copy>& all = history_.copies(greenlet_);
    for (auto one = first_after(all, until); one != all.begin();) {
      if (has(*--one, byte_)) return one->step;
    }
    return 0;
  }
  uint64_t last_seen_before(uint64_t step) const {
    const std::optional<Touched> written = history_.last_written(greenlet_, byte_, step - 1);
    return std::max(written ? written->step : 0, last_copy(step - 1));
  }
  const Copy* next_copy(uint64_t after) const {
    const std::vector<Copy>& all = history_.copies(greenlet_);
    const auto one = std::find_if(first_after(all, after), all.end(),
                                  [&](const Copy& copy) { return has(copy, byte_); });
    return one != all.end() ? &*one : nullptr;
  }
  // The byte is not in use from there on.
  const Floor* next_floor(uint64_t after) const {
    const std::vector<Floor>& all = history_.floors(greenlet_);
    const auto one = std::find_if(first_after(all, after), all.end(),
                                  [&](const Floor& floor) { return floor.low > byte_; });
    return one != all.end() ? &*one : nullptr;
  }

  // When the greenlet was left before this copy was made: nothing has written there since.
  uint64_t left_before(uint64_t step) const {
    const std::vector<Floor>& all = history_.floors(greenlet_);
    for (auto one = first_after(all, step); one != all.begin();) {
      if ((--one)->suspended) return one->step;
    }
    return step;
  }
  // The last step before `until` at which the byte cannot have been there yet: it was not in use,
  // or was another one (`seen`), or its greenlet did not run since.
  uint64_t after(uint64_t seen, uint64_t until) const {
    const std::vector<Floor>& all = history_.floors(greenlet_);
    for (auto one = first_after(all, until); one != all.begin();) {
      --one;
      if (one->step <= seen) break;
      if (one->low <= byte_ || one->step >= until) continue;
      seen = one->step;
      break;
    }
    const OwnRun* run = first_run(seen, until);
    return run != nullptr ? std::max(seen, run->from) : seen;
  }

  // The last copy behind `from` whose bytes were not kept; 0: none.
  uint64_t not_kept(uint64_t from, uint64_t step) const {
    const std::vector<Copy>& all = history_.copies(greenlet_);
    for (auto one = first_after(all, step); one != all.begin();) {
      if ((--one)->step <= from) return 0;
      if (one->way == Copy::Way::saved && has(*one, byte_) && !one->known) return one->step;
    }
    return 0;
  }

  // Its own code has run since the byte was seen: the next copy says whether that has written it,
  // unless it has run once more by then.
  void look_ahead(uint64_t seen, uint64_t step, Origin* origin) const {
    const OwnRun* run = first_run(seen, step);
    if (run == nullptr) return;
    const Copy* copy = next_copy(step);
    const Floor* floor = next_floor(step);
    const bool comes = copy != nullptr && copy->way == Copy::Way::saved && copy->known &&
                       (floor == nullptr || floor->step > copy->step);
    const uint64_t written = comes ? written_until(copy->step) : UINT64_MAX;
    if (written <= step) return;  // it is the same there
    if (!comes || written != copy->step || first_run(step, copy->step) != nullptr) {
      origin->code_since = std::max(run->from, seen);
      return;
    }
    origin->by = WrittenBy::code;
    origin->until = left_before(copy->step);
    origin->after = after(seen, origin->until);
    origin->not_kept = 0;
  }
  uint64_t written_until(uint64_t step) const {
    const std::optional<Touched> written = history_.last_written(greenlet_, byte_, step);
    return written ? written->step : 0;
  }

  void add_copies(uint64_t step, Origin* origin) const {
    const std::vector<Copy>& all = history_.copies(greenlet_);
    std::vector<Copy> last;
    const auto end = first_after(all, step);
    for (auto one = first_after(all, origin->until); one < end; ++one) {
      if (!has(*one, byte_)) continue;
      ++origin->copies_count;
      if (origin->copies.size() < kMostCopies / 2) {
        origin->copies.push_back(*one);
      } else {
        last.push_back(*one);
      }
    }
    const size_t kept = std::min(last.size(), kMostCopies / 2);
    origin->copies.insert(origin->copies.end(), last.end() - static_cast<std::ptrdiff_t>(kept),
                          last.end());
  }

  const ByteHistory& history_;
  const facts::GreenletId greenlet_;
  const facts::Address byte_;
};

OfByte of(const ByteHistory& history, const Place& place, uint64_t number) {
  return {history, place.greenlet, place.from + static_cast<facts::Address>(number)};
}

// Something wrote there between the two steps, as far as that is recorded.
bool written_between(const ByteHistory& history, const Place& place, uint64_t from, uint64_t to) {
  for (uint64_t i = 0; i < place.size; ++i) {
    const facts::Address byte = place.from + static_cast<facts::Address>(i);
    const auto written = history.last_written(place.greenlet, byte, to);
    if (written && written->step > from && written->touch != Touch::seen_in_copy) return true;
  }
  return false;
}

std::optional<facts::Bytes> bytes_of(const store::Trace& trace, const Copy& copy,
                                     const Place& place) {
  const facts::Event event = trace.event(copy.step);
  const auto* saved = facts::as<facts::SliceSaved>(&event);
  const auto skipped = static_cast<uint64_t>(place.from - copy.from);
  if (saved == nullptr || skipped + place.size > saved->bytes.size()) return {};
  return saved->bytes.substr(skipped, place.size);
}

}  // namespace

Origin origin_of(const ByteHistory& history, const Place& place, uint64_t step) {
  Origin last = of(history, place, 0).origin(step);
  for (uint64_t i = 1; i < place.size; ++i) {
    Origin next = of(history, place, i).origin(step);
    Origin& later = next.until > last.until ? next : last;
    const Origin& other = next.until > last.until ? last : next;
    later.code_since = std::max(later.code_since, other.code_since);
    later.not_kept = std::max(later.not_kept, other.not_kept);
    later.lost = std::max(later.lost, other.lost);
    if (&later == &next) last = std::move(next);
  }
  return last;
}

std::vector<Part> parts_of(const ByteHistory& history, const Place& place, uint64_t step) {
  std::vector<Part> parts;
  for (uint64_t i = 0; i < place.size; ++i) {
    Origin origin = of(history, place, i).origin(step);
    const bool is_same = !parts.empty() && parts.back().origin.by == origin.by &&
                         parts.back().origin.after == origin.after &&
                         parts.back().origin.until == origin.until;
    if (is_same) {
      ++parts.back().size;
    } else {
      parts.push_back({i, 1, std::move(origin)});
    }
  }
  return parts;
}

Reader next_reader(const ByteHistory& history, const Place& place, uint64_t step) {
  Reader first = of(history, place, 0).reader(step);
  for (uint64_t i = 1; i < place.size; ++i) {
    const Reader next = of(history, place, i).reader(step);
    const bool is_earlier =
        next.by != ReadBy::nobody && (first.by == ReadBy::nobody || next.step < first.step);
    if (is_earlier) first = next;
  }
  return first;
}

std::optional<facts::Bytes> bytes_at(const ByteHistory& history, const store::Trace& trace,
                                     const Place& place, uint64_t step) {
  const facts::Address to = place.from + static_cast<facts::Address>(place.size);
  const auto shows = [&](const Copy& copy) {
    return copy.way == Copy::Way::saved && copy.known && copy.from <= place.from && to <= copy.to;
  };
  const OfByte byte = of(history, place, 0);
  const std::vector<Copy>& all = history.copies(place.greenlet);
  const auto here = first_after(all, step);
  for (auto one = here; one != all.begin();) {
    if (!shows(*--one)) continue;
    const bool holds = byte.first_run(one->step, step) == nullptr &&
                       !written_between(history, place, one->step, step);
    if (holds) return bytes_of(trace, *one, place);
    break;
  }
  const auto next = std::find_if(here, all.end(), shows);
  if (next == all.end() || byte.first_run(step, next->step) != nullptr) return {};
  if (written_between(history, place, step, next->step)) return {};
  return bytes_of(trace, *next, place);
}

}  // namespace greenlens::past
