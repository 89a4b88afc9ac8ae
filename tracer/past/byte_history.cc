#include "tracer/past/byte_history.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tracer/facts/address.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

// The same, as bytes in memory.
facts::Bytes in_memory(uint64_t value, uint64_t size, bool big_endian) {
  facts::Bytes bytes;
  for (uint64_t i = 0; i < size; ++i) {
    const uint64_t place = big_endian ? size - 1 - i : i;
    bytes += static_cast<char>(value >> (8 * place));
  }
  return bytes;
}

// A register and how many bytes of the frame it has: up to the next one, as no fact says it.
struct Slot {
  facts::Address at = facts::kNull;
  uint64_t size = 0, value = 0;
};
std::vector<Slot> slots_of(const std::vector<facts::SavedRegister>& registers) {
  std::vector<Slot> slots;
  for (const facts::SavedRegister& one : registers) {
    if (facts::is_stack_address(one.at)) slots.push_back({one.at, 0, one.value});
  }
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return a.at < b.at; });
  uint64_t size = kWord;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (i + 1 < slots.size()) {
      const auto between =
          static_cast<uint64_t>(slots[i + 1].at) - static_cast<uint64_t>(slots[i].at);
      size = std::min<uint64_t>(kWord, between);
    }
    slots[i].size = size;
  }
  return slots;
}

// Below the base, where the ends of a thread's own stack are not known.
constexpr facts::Address kStackReach = facts::Address{64} << 20;

// Whose slice an instruction touches: nobody's where it is no stack. On the thread's own it is
// whose registers are on their way.
facts::GreenletId owner_of(const state::State& state, const state::Thread& thread,
                           facts::Address address, bool moved) {
  const state::Stack& own = thread.own_stack;
  const bool on_own = own.low == facts::kNull
                          ? address <= state::top(own) && address >= -kStackReach
                          : own.low <= address && address < own.high;
  if (on_own) {
    if (!thread.in_switch) return thread.current;
    return moved ? thread.in_switch->target : thread.in_switch->origin;
  }
  for (const auto& [id, stack] : state.stacks) {
    const facts::Address low = stack.low != facts::kNull ? stack.low : stack.lowest;
    if (address < low || address >= stack.high) continue;
    const state::GreenletState* resident = state::resident(state, stack);
    return resident != nullptr ? resident->id : 0;
  }
  return 0;
}

const std::vector<Copy> kNoCopies;
const std::vector<OwnRun> kNoRuns;
const std::vector<Floor> kNoFloors;

}  // namespace

ByteHistory::ByteHistory(state::State before) : state_(std::move(before)) {
  for (const auto& [id, thread] : state_.threads) {
    if (thread.current != 0 && !thread.in_switch) arrive(thread.current, state_.step);
  }
}

bool ByteHistory::go_on(const store::Trace& trace) {
  if (is_full() || state_.step >= trace.size()) return false;
  big_endian_ = trace.info().big_endian;
  const uint64_t before = state_.step;
  trace.go_along(&state_, trace.size(), this);
  return state_.step > before && state_.step < trace.size();
}

// --- what is told of copies and runs
ByteHistory::Life& ByteHistory::life_of(facts::GreenletId greenlet) {
  Life& life = lives_[greenlet];
  if (life.lost != lost_.size()) life.last_seen.forget_all();
  life.lost = lost_.size();
  return life;
}

void ByteHistory::add(Life* life, facts::Address from, uint64_t size, const Touched& touched) {
  const auto first = static_cast<unsigned>(from - word_of(from));
  const unsigned bits = (size >= 8 ? 0xffU : (1U << size) - 1) << first;
  life->words[word_of(from)].push_back({touched.step, static_cast<uint8_t>(bits), touched.touch});
  ++entries_;
}

void ByteHistory::touch(facts::GreenletId greenlet, facts::Address from, uint64_t size,
                        const Touched& touched) {
  constexpr uint64_t kMostTouched = 4096;  // by one instruction
  if (greenlet == 0 || size == 0 || size > kMostTouched) return;
  Life& life = life_of(greenlet);
  const facts::Address to = from + static_cast<facts::Address>(size);
  for (facts::Address at = from; at < to && !is_full();) {
    const facts::Address next = std::min(word_of(at) + kWord, to);
    add(&life, at, static_cast<uint64_t>(next - at), touched);
    at = next;
  }
}

void ByteHistory::write(facts::GreenletId greenlet, facts::Address from, const facts::Bytes& bytes,
                        const Touched& touched) {
  if (greenlet == 0 || bytes.empty()) return;
  touch(greenlet, from, bytes.size(), touched);
  LastSeen& last = life_of(greenlet).last_seen;
  if (!last.make_room(from, bytes.size())) return;
  for (size_t i = 0; i < bytes.size(); ++i) {
    last.see(from + static_cast<facts::Address>(i), std::string_view(bytes).substr(i, 1));
  }
}

void ByteHistory::save(const rules::Save& saved, const facts::Bytes& bytes, uint64_t step) {
  const uint64_t size = state::slice_size(saved.from, saved.to);
  if (saved.owner == 0 || size == 0) return;
  Life& life = life_of(saved.owner);
  const bool known = bytes.size() == size && life.last_seen.make_room(saved.from, size);
  life.copies.push_back({step, saved.from, saved.to, Copy::Way::saved, known});
  if (!known) return life.last_seen.forget(saved.from, saved.to);
  const std::string_view all = bytes;
  for (facts::Address at = saved.from; at < saved.to && !is_full();) {
    const facts::Address next = std::min(word_of(at) + kWord, saved.to);
    const auto first = static_cast<size_t>(at - saved.from), count = static_cast<size_t>(next - at);
    const LastSeen::Compared compared = life.last_seen.see(at, all.substr(first, count));
    if (compared.changed != 0) {
      life.words[word_of(at)].push_back({step, compared.changed, Touch::seen_in_copy});
      ++entries_;
    }
    for (facts::Address byte = at; compared.fresh != 0 && byte < next; ++byte) {
      if ((compared.fresh >> static_cast<unsigned>(byte - word_of(at)) & 1U) == 0) continue;
      const bool goes_on =
          !life.fresh.empty() && life.fresh.back().step == step && life.fresh.back().to == byte;
      if (!goes_on) life.fresh.push_back({step, byte, byte}), ++entries_;
      life.fresh.back().to = byte + 1;
    }
    at = next;
  }
}

void ByteHistory::restore(facts::GreenletId target, facts::Address from, facts::Address to,
                          uint64_t step) {
  if (target == 0 || state::slice_size(from, to) == 0) return;
  lives_[target].copies.push_back({step, from, to, Copy::Way::restored, false});
}

void ByteHistory::set_floor(facts::GreenletId greenlet, const Floor& floor) {
  if (greenlet == 0 || !facts::is_stack_address(floor.low)) return;
  Life& life = life_of(greenlet);
  life.floors.push_back(floor);
  life.last_seen.forget_below(floor.low);
}

void ByteHistory::leave(facts::GreenletId origin, uint64_t step) {
  std::vector<OwnRun>& runs = lives_[origin].runs;
  if (!runs.empty() && runs.back().to == 0) runs.back().to = step;
}

void ByteHistory::arrive(facts::GreenletId target, uint64_t step) {
  if (target == 0) return;
  std::vector<OwnRun>& runs = lives_[target].runs;
  if (runs.empty() || runs.back().to != 0) runs.push_back({step, 0});
}

void ByteHistory::finish(facts::GreenletId greenlet, uint64_t step) {
  Life& life = lives_[greenlet];
  if (!life.ended) life.ended = step;
  life.last_seen.forget_all();
}

// --- events
class ByteHistory::Hearing {
 public:
  Hearing(ByteHistory* all, const facts::Event& event, const state::State& after)
      : all_(*all), thread_(state::thread_in(after, event.thread)), after_(after) {}

  void operator()(const facts::GreenletCreated& fact) {
    if (fact.stack_start == facts::kStarted) all_.arrive(fact.greenlet, step());
  }
  void operator()(const facts::BodyEntered& fact) { all_.arrive(fact.greenlet, step()); }
  void operator()(const facts::GreenletFinished& fact) {
    all_.leave(fact.greenlet, step());
    all_.finish(fact.greenlet, step());
  }
  void operator()(const facts::GreenletFreed& fact) { all_.finish(fact.greenlet, step()); }
  void operator()(const facts::LineReached& fact) {
    if (!fact.frames.empty()) all_.set_floor(fact.greenlet, {step(), fact.frames[0].low, false});
  }
  void operator()(const facts::SwitchRequested& fact) {
    all_.stepped_.erase(thread_.id);
    all_.leave(fact.origin, step());
  }
  void operator()(const facts::RegistersSaved& fact) {
    if (all_.stepped_.contains(thread_.id)) return;
    for (const Slot& slot : slots_of(fact.registers)) {
      all_.write(fact.origin, slot.at, in_memory(slot.value, slot.size, all_.big_endian_),
                 {step(), Touch::registers_wrote});
    }
  }
  void operator()(const facts::StackStartSet& fact) {
    all_.set_floor(fact.origin, {step(), fact.stack_start, true});
  }
  void operator()(const facts::SliceSaved& fact) {
    all_.save({fact.owner, fact.extent, fact.from, fact.to, fact.stack_saved}, fact.bytes, step());
  }
  void operator()(const facts::SliceRestored& fact) {
    all_.restore(fact.target, fact.from, fact.to, step());
  }
  void operator()(const facts::RegistersRestored& fact) {
    if (all_.stepped_.contains(thread_.id)) return;
    for (const Slot& slot : slots_of(fact.registers)) {
      all_.touch(fact.target, slot.at, slot.size, {step(), Touch::registers_read});
    }
  }
  void operator()(const facts::Delivered& fact) { all_.arrive(fact.target, step()); }
  void operator()(const facts::SwitchFailed& fact) { all_.arrive(fact.origin, step()); }
  void operator()(const facts::SwitchCalled& fact) { all_.leave(fact.origin, step()); }
  void operator()(const facts::ContextEntered& fact) {
    all_.set_floor(fact.origin, {step(), fact.origin_sp, true});
  }
  void operator()(const facts::SwitchReturned& fact) { all_.arrive(fact.target, step()); }
  void operator()(const facts::EventsLost&) { all_.lost_.push_back(step()); }
  void operator()(const facts::InstructionExecuted& fact) {
    all_.stepped_.insert(thread_.id);
    if (facts::is_stack_address(fact.wrote_at)) {
      all_.write(owner_of(after_, thread_, fact.wrote_at, fact.moved), fact.wrote_at, fact.wrote,
                 {step(), Touch::instruction_wrote});
    }
    if (facts::is_stack_address(fact.read_at)) {
      all_.touch(owner_of(after_, thread_, fact.read_at, fact.moved), fact.read_at, fact.read,
                 {step(), Touch::instruction_read});
    }
  }
  // None of these touches a slice.
  void operator()(const facts::LineBegun&) {}
  void operator()(const facts::GreenletRenamed&) {}
  void operator()(const facts::ParentChanged&) {}
  void operator()(const facts::ParentRefused&) {}
  void operator()(const facts::Printed&) {}
  void operator()(const facts::FramePushed&) {}
  void operator()(const facts::FramesSeen&) {}
  void operator()(const facts::WaitSeen&) {}
  void operator()(const facts::WakeSeen&) {}
  void operator()(const facts::RunSampled&) {}
  void operator()(const facts::FramePopped&) {}
  void operator()(const facts::ProgramFinished&) {}
  void operator()(const facts::TargetPassedOver&) {}
  void operator()(const facts::TargetFound&) {}
  void operator()(const facts::StartPrepared&) {}
  void operator()(const facts::OriginNotSaved&) {}
  void operator()(const facts::StackPointerMoved&) {}
  void operator()(const facts::StackPrevRelinked&) {}
  void operator()(const facts::ReturnedTwice&) {}
  void operator()(const facts::HostStateSwapped&) {}
  void operator()(const facts::ErrorIgnored&) {}
  void operator()(const facts::ThreadBegan&) {}
  void operator()(const facts::ThreadEnded&) {}
  void operator()(const facts::StackEntered&) {}
  void operator()(const facts::DroppedElsewhere&) {}
  void operator()(const facts::ProgramForked&) {}
  void operator()(const facts::SignalSent&) {}
  void operator()(const facts::WentAnotherWay&) {}
  void operator()(const facts::ExecRequested&) {}
  void operator()(const facts::ChildEnded&) {}
  void operator()(const facts::DetailChanged&) {}
  void operator()(const facts::ContextFound&) {}

 private:
  uint64_t step() const { return after_.step; }

  ByteHistory& all_;
  const state::Thread& thread_;
  const state::State& after_;
};

void ByteHistory::see(const facts::Event& event, const state::State& after) {
  std::visit(Hearing(this, event, after), static_cast<const facts::Fact::Any&>(event.fact));
}

// In the order of its facts (tracer/rules/teller.h): the line, who asks, whom; the registers, where
// the slice begins; the copies, the stack pointer, and what comes back.
void ByteHistory::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                      facts::GreenletId origin, const state::State& after) {
  const uint64_t requested = after.step - followed.steps + (noted.at.line != 0 ? 2 : 1);
  leave(origin, requested);
  set_floor(origin, {requested + 3, noted.sp, true});
  uint64_t step = requested + 4;
  for (const rules::Save& saved : followed.saves) save(saved, {}, step++);
  const state::GreenletState* target = state::find(after, noted.requested);
  if (followed.restores && target != nullptr) {
    restore(noted.requested, target->stack_start,
            facts::end_of(target->stack_start, followed.bytes_in), step + 1);
  }
  arrive(noted.requested, after.step);
}

// --- questions
const ByteHistory::Life* ByteHistory::find(facts::GreenletId greenlet) const {
  const auto found = lives_.find(greenlet);
  return found != lives_.end() ? &found->second : nullptr;
}

const std::vector<Copy>& ByteHistory::copies(facts::GreenletId greenlet) const {
  const Life* life = find(greenlet);
  return life != nullptr ? life->copies : kNoCopies;
}

const std::vector<OwnRun>& ByteHistory::runs(facts::GreenletId greenlet) const {
  const Life* life = find(greenlet);
  return life != nullptr ? life->runs : kNoRuns;
}

const std::vector<Floor>& ByteHistory::floors(facts::GreenletId greenlet) const {
  const Life* life = find(greenlet);
  return life != nullptr ? life->floors : kNoFloors;
}

std::optional<uint64_t> ByteHistory::ended(facts::GreenletId greenlet) const {
  const Life* life = find(greenlet);
  return life != nullptr ? life->ended : std::nullopt;
}

std::optional<Touched> ByteHistory::last_written(facts::GreenletId greenlet, facts::Address byte,
                                                 uint64_t until) const {
  const Life* life = find(greenlet);
  if (life == nullptr) return {};
  std::optional<Touched> last;
  for (auto one = life->fresh.rbegin(); one != life->fresh.rend() && !last; ++one) {
    const bool has_it = one->step <= until && one->from <= byte && byte < one->to;
    if (has_it) last = Touched{one->step, Touch::seen_in_copy};
  }
  const auto word = life->words.find(word_of(byte));
  if (word == life->words.end()) return last;
  const auto bit = static_cast<unsigned>(byte - word_of(byte));
  for (auto one = word->second.rbegin(); one != word->second.rend(); ++one) {
    if (last && one->step < last->step) break;
    const bool has_it = one->step <= until && (one->bytes >> bit & 1U) != 0 && !is_read(one->touch);
    if (has_it) return Touched{one->step, one->touch};
  }
  return last;
}

std::optional<Touched> ByteHistory::next_touched(facts::GreenletId greenlet, facts::Address byte,
                                                 uint64_t after) const {
  const Life* life = find(greenlet);
  const auto bit = static_cast<unsigned>(byte - word_of(byte));
  if (life == nullptr) return {};
  const auto word = life->words.find(word_of(byte));
  if (word == life->words.end()) return {};
  const std::vector<Entry>& all = word->second;
  auto one = std::partition_point(all.begin(), all.end(),
                                  [&](const Entry& entry) { return entry.step <= after; });
  for (; one != all.end(); ++one) {
    const bool counts = (one->bytes >> bit & 1U) != 0 && one->touch != Touch::seen_in_copy;
    if (counts) return Touched{one->step, one->touch};
  }
  return {};
}

uint64_t ByteHistory::last_change(facts::GreenletId greenlet, facts::Address byte,
                                  uint64_t until) const {
  const Life* life = find(greenlet);
  uint64_t last = lost_until(until);
  if (life == nullptr) return until;
  const auto look = [&](const auto& all) {
    const auto after = std::partition_point(all.begin(), all.end(),
                                            [&](const auto& one) { return one.step <= until; });
    if (after != all.begin()) last = std::max(last, std::prev(after)->step);
  };
  look(life->copies);
  look(life->floors);
  look(life->fresh);
  // A word may reach into the one behind it.
  for (const facts::Address at : {word_of(byte), word_of(byte) + kWord}) {
    const auto word = life->words.find(at);
    if (word != life->words.end()) look(word->second);
  }
  // Until it has been left, with its slice's end told, its code may be writing.
  const auto behind = std::partition_point(life->floors.begin(), life->floors.end(),
                                           [&](const Floor& one) { return one.step <= until; });
  const auto floor = std::find_if(std::make_reverse_iterator(behind), life->floors.rend(),
                                  [](const Floor& one) { return one.suspended; });
  if (floor == life->floors.rend()) return until;
  const auto run = std::partition_point(life->runs.begin(), life->runs.end(),
                                        [&](const OwnRun& one) { return one.from <= until; });
  if (run != life->runs.begin()) {
    const OwnRun& one = *std::prev(run);
    if (one.to == 0 || one.to > floor->step) return until;
    last = std::max(last, one.to);
  }
  const bool is_over = life->ended && *life->ended <= until;
  return is_over ? std::max(last, *life->ended) : last;
}

uint64_t ByteHistory::lost_until(uint64_t until) const {
  const auto after = std::upper_bound(lost_.begin(), lost_.end(), until);
  return after != lost_.begin() ? *std::prev(after) : 0;
}

}  // namespace greenlens::past
