#include "tracer/words/opened_slice.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"
#include "tracer/words/stack_address.h"

namespace greenlens::words {
namespace {

// to - from, of addresses in that order: a trace may say anything, and the sum of two need not be
// an address.
uint64_t distance(facts::Address from, facts::Address to) {
  return static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
}

std::string shown_from(facts::Address end, facts::Address at) {
  return facts::format_address(static_cast<facts::Address>(distance(end, at)));
}

// A slice's bytes, as far as they are known: those of its copy.
class KnownBytes {
 public:
  KnownBytes(const state::GreenletState& g, const Machine& machine)
      : low_(g.stack_start), high_(facts::end_of(g.stack_start, g.stack_saved)), machine_(machine) {
    if (!facts::is_stack_address(low_) || g.stack_saved == 0) high_ = low_;
    if (g.copy != nullptr) bytes_ = g.copy.get();
  }
  // Whether the bytes of [low, high) lie in it, known or not.
  bool holds(facts::Address low, facts::Address high) const { return low >= low_ && high <= high_; }
  bool touches(facts::Address low, facts::Address high) const {
    return low_ < high_ && low < high_ && high > low_;
  }
  // One past the last byte that is known; its low end when none is.
  facts::Address known_until() const {
    return bytes_ == nullptr ? low_ : std::min(high_, facts::end_of(low_, bytes_->size()));
  }
  std::optional<uint64_t> word(facts::Address at) const {
    const auto size = static_cast<size_t>(machine_.pointer_size);
    if (bytes_ == nullptr || size == 0 || size > sizeof(uint64_t)) return {};
    if (!holds(at, facts::end_of(at, size))) return {};
    const uint64_t offset = distance(low_, at);
    if (offset > bytes_->size() || size > bytes_->size() - offset) return {};
    uint64_t value = 0;
    for (size_t i = 0; i < size; ++i) {
      const size_t from = machine_.big_endian ? i : size - 1 - i;
      value = value << 8 | static_cast<uint8_t>((*bytes_)[offset + from]);
    }
    return value;
  }

 private:
  facts::Address low_, high_;
  const facts::Bytes* bytes_ = nullptr;
  const Machine& machine_;
};

class Opening {
 public:
  Opening(const Messages& messages, const state::State& state, const state::GreenletState& g,
          const Machine& machine, ListedWords listed)
      : messages_(messages),
        g_(g),
        machine_(machine),
        copy_(g, machine),
        all_(listed == ListedWords::all) {
    const state::Thread& thread = thread_of(state, g);
    base_ = thread.base != 0 ? thread.base : machine.stack_base;
    lowest_ = thread.own_stack.lowest;
    size_ = machine.pointer_size > 0 ? machine.pointer_size : 8;
    end_ = end_of_stack(state, g.id);
    const auto apart = state.stacks.find(g.stack);
    if (apart == state.stacks.end()) return;
    const state::Stack& stack = apart->second;
    lowest_ = facts::is_stack_address(stack.low) ? stack.low : stack.lowest;
  }

  std::vector<OpenedFrame> frames() const {
    std::vector<OpenedFrame> opened;
    size_t first = 0;
    for (FrameRun& run : frame_runs(messages_, *g_.frames)) {
      OpenedFrame frame;
      frame.words = words(first);
      frame.end = end_;
      first += run.count;
      if (copy_.holds(run.low, run.high)) {
        frame.bytes_in = BytesIn::heap;
      } else if (copy_.touches(run.low, run.high)) {
        frame.bytes_in = BytesIn::both;
      }
      frame.run = std::move(run);
      opened.push_back(std::move(frame));
    }
    return opened;
  }

 private:
  std::string address(facts::Address at) const { return shown_from(end_, at); }

  // "→ -0x5a0", when it is an address in the used part of the stack that it lies on.
  std::string points_to(uint64_t value) const {
    const uint64_t end = base_ + static_cast<uint64_t>(end_);
    if (base_ == 0 || value >= end) return "";
    const uint64_t below = end - value;
    if (below > static_cast<uint64_t>(INT64_MAX)) return "";
    const auto at = static_cast<facts::Address>(static_cast<uint64_t>(end_) - below);
    return at < lowest_ ? "" : messages_.text("narrate.words.points", {{"at", address(at)}});
  }

  SliceWord word_at(facts::Address at) const {
    SliceWord word;
    word.at = at;
    word.size = size_;
    word.value = copy_.word(at);
    word.in_heap = copy_.holds(at, facts::end_of(at, bytes()));
    return word;
  }

  // Those that have a meaning: where they lie, in pointers from the frame's low end. Several
  // control registers may share a word.
  void name_registers(const std::vector<facts::SavedRegister>& saved, const facts::CFrame& frame,
                      std::vector<SliceWord>* words) const {
    std::vector<SliceWord> named;
    for (const facts::SavedRegister& one : saved) {
      if (one.at < frame.low || one.at >= frame.high || one.at == frame.return_address_at) continue;
      const auto into = static_cast<facts::Address>(distance(frame.low, one.at) % bytes());
      const facts::Address at = one.at - into;
      const auto same = [&](const SliceWord& word) { return word.at == at; };
      if (std::any_of(words->begin(), words->end(), same)) continue;
      const std::string name = facts::shown(one.name);
      const auto before = std::find_if(named.begin(), named.end(), same);
      if (before != named.end()) {  // a part of a word: its value is said beside its name
        before->value = copy_.word(at);
        add_clause(messages_, with_value(name, one.value), &before->meaning);
        continue;
      }
      SliceWord word = word_at(at);
      word.kind = WordKind::saved_register;
      const bool shares = std::count_if(saved.begin(), saved.end(), [&](const auto& other) {
                            return other.at >= at && distance(at, other.at) < bytes();
                          }) > 1;
      if (shares) {
        word.meaning = with_value(name, one.value);
      } else {
        if (!word.value) word.value = one.value;
        const std::string points = points_to(one.value);
        word.meaning = name;
        if (!points.empty()) word.meaning.append(" ").append(points);
      }
      named.push_back(std::move(word));
    }
    words->insert(words->end(), std::make_move_iterator(named.begin()),
                  std::make_move_iterator(named.end()));
  }
  std::string with_value(const std::string& name, uint64_t value) const {
    return messages_.text("narrate.words.register_is",
                          {{"register", name}, {"value", fmt::format("{:#x}", value)}});
  }

  std::vector<SliceWord> words(size_t number) const {
    const facts::CFrame& frame = (*g_.frames)[number];
    std::vector<SliceWord> words;
    if (facts::is_stack_address(frame.return_address_at) && frame.return_address_at >= frame.low &&
        frame.return_address_at < frame.high) {
      SliceWord word = word_at(frame.return_address_at);
      word.kind = WordKind::return_address;
      word.meaning = messages_.text("narrate.words.return_address");
      if (number + 1 < g_.frames->size()) {
        const facts::CFrame& caller = (*g_.frames)[number + 1];
        word.target = short_run_text(messages_, run_of(caller));
        word.meaning = messages_.text("narrate.words.returns_into", {{"function", word.target}});
      }
      words.push_back(std::move(word));
    }
    // The switch's own frame has more than the unwinder knows: control registers.
    if (number == 0) name_registers(g_.registers, frame, &words);
    name_registers(frame.saved, frame, &words);
    if (all_) add_plain(frame, &words);
    std::sort(words.begin(), words.end(),
              [](const SliceWord& a, const SliceWord& b) { return a.at > b.at; });
    return words;
  }

  static FrameRun run_of(const facts::CFrame& frame) {
    FrameRun run;
    run.function = frame.function;
    run.line = frame.line;
    // What was inlined there is what the code returns into.
    if (!frame.inlined.empty()) {
      run.function = frame.inlined.front().function;
      run.line = frame.inlined.front().line;
    }
    return run;
  }

  void add_plain(const facts::CFrame& frame, std::vector<SliceWord>* words) const {
    std::vector<facts::Address> named;
    for (const SliceWord& word : *words) named.push_back(word.at);
    std::sort(named.begin(), named.end());
    const facts::Address until = std::min(frame.high, copy_.known_until());
    for (facts::Address at = std::max(frame.low, g_.stack_start);
         at < until && distance(at, until) >= bytes(); at += size_) {
      if (std::binary_search(named.begin(), named.end(), at)) continue;
      SliceWord word = word_at(at);
      word.meaning = points_to(word.value.value_or(0));
      if (word.value) words->push_back(std::move(word));
    }
  }

  uint64_t bytes() const { return static_cast<uint64_t>(size_); }

  const Messages& messages_;
  const state::GreenletState& g_;
  const Machine& machine_;
  const KnownBytes copy_;
  const bool all_;
  uint64_t base_ = 0;
  facts::Address lowest_ = 0, end_ = 0;
  int size_ = 8;
};

}  // namespace

Machine machine_of(const store::TraceInfo& info) {
  Machine machine;
  machine.pointer_size = info.arch.pointer_size;
  machine.big_endian = info.big_endian;
  machine.stack_base = info.stack_base;
  return machine;
}

std::vector<OpenedFrame> opened_slice(const Messages& messages, const state::State& state,
                                      const state::GreenletState& greenlet, const Machine& machine,
                                      ListedWords listed) {
  if (!frames_hold(state, greenlet)) return {};
  return Opening(messages, state, greenlet, machine, listed).frames();
}

std::string address_in(const OpenedFrame& frame, facts::Address address) {
  return shown_from(frame.end, address);
}

std::string value_text(const SliceWord& word) {
  return word.value ? fmt::format("{:0{}x}", *word.value, 2 * word.size) : "";
}

std::string place_text(const Messages& messages, BytesIn bytes_in) {
  return messages.text(std::string("narrate.words.in.") + facts::enum_name(bytes_in));
}

std::string list_of_words(const Messages& messages, const std::vector<OpenedFrame>& frames) {
  std::string list;
  for (const OpenedFrame& frame : frames) {
    list += fmt::format("{:>12} {:>9}  {}, {}\n", address_in(frame, frame.run.low), frame.run.bytes,
                        run_text(frame.run), place_text(messages, frame.bytes_in));
    for (size_t i = 0; i < frame.words.size();) {
      const SliceWord& word = frame.words[i];
      size_t same = i + 1;
      while (word.kind == WordKind::plain && same < frame.words.size() &&
             frame.words[same].kind == WordKind::plain && frame.words[same].value == word.value) {
        ++same;
      }
      std::string value = value_text(word);
      if (same - i > 1) {
        value = messages.text("narrate.words.same",
                              {{"count", std::to_string(same - i)}, {"value", value}});
      }
      const std::string line =
          fmt::format("{:>22}  {:<{}}  {}", address_in(frame, frame.words[same - 1].at),
                      value.empty() ? "?" : value, 2 * word.size, word.meaning);
      list += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
      i = same;
    }
  }
  return list;
}

}  // namespace greenlens::words
