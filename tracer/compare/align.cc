#include "tracer/compare/align.h"

#include <algorithm>
#include <utility>

namespace greenlens::compare {
namespace {

// Looked at of each side, and edits that are looked for among them.
constexpr size_t kWindow = 4096, kMostEdits = 2048;
// The caller is asked again after so many events.
constexpr uint64_t kAskEvery = 4096;

size_t count_ahead(Reader* reader) {
  if (reader->ahead(kWindow - 1) != nullptr) return kWindow;
  size_t low = 0, high = kWindow - 1;  // all is in memory: the first that is not there
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (reader->ahead(middle) != nullptr) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// How far one comes with d edits.
struct Furthest {
  std::vector<int32_t> x;  // by diagonal k = x - y, for k = -d, -d + 2, ... d
};

// The x of diagonal k after d edits, before what is the same is passed.
int64_t step_to(const Furthest& before, int64_t d, int64_t k) {
  if (d == 0) return 0;
  const auto at = [&](int64_t diagonal) -> int64_t {
    return before.x[static_cast<size_t>((diagonal + d - 1) / 2)];
  };
  const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
  return down ? at(k + 1) : at(k - 1) + 1;
}

void add_edit(std::vector<Gap>* reversed, size_t x, size_t y, bool of_a) {
  Gap* last = reversed->empty() ? nullptr : &reversed->back();
  const size_t x_end = x + (of_a ? 1 : 0), y_end = y + (of_a ? 0 : 1);
  if (last == nullptr || last->a_begin != x_end || last->b_begin != y_end) {
    last = &reversed->emplace_back(Gap{x_end, 0, y_end, 0});
  }
  last->a_begin = x, last->b_begin = y;
  ++(of_a ? last->a_count : last->b_count);
}

// Back from where it came to, edit by edit.
std::vector<Gap> gaps_of(const std::vector<Furthest>& all, int64_t x, int64_t y) {
  std::vector<Gap> reversed;
  for (auto d = static_cast<int64_t>(all.size()) - 1; d > 0; --d) {
    const Furthest& before = all[static_cast<size_t>(d - 1)];
    const int64_t k = x - y;
    const auto at = [&](int64_t diagonal) -> int64_t {
      return before.x[static_cast<size_t>((diagonal + d - 1) / 2)];
    };
    const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
    x = down ? at(k + 1) : at(k - 1);
    y = x - (down ? k + 1 : k - 1);
    add_edit(&reversed, static_cast<size_t>(x), static_cast<size_t>(y), !down);
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

class Aligner {
 public:
  Aligner(Reader* a, Reader* b, size_t most_listed, const OnAlign& on_align)
      : a_(*a), b_(*b), most_listed_(most_listed), on_align_(on_align) {}

  // False when both are at their ends.
  bool pass_common() {
    for (;;) {
      const StoryEvent *a = a_.ahead(0), *b = b_.ahead(0);
      if (a == nullptr && b == nullptr) return false;
      if (a == nullptr || b == nullptr || !same(*a, *b)) return true;
      if (all_.common % kAskEvery == kAskEvery - 1 && !goes_on()) return false;
      pass_one();
    }
  }
  // The heads differ.
  void pass_different() {
    const size_t n = count_ahead(&a_), m = count_ahead(&b_);
    if (n == 0 || m == 0) return note(n, m);
    const auto are_same = [&](size_t i, size_t k) { return same(*a_.ahead(i), *b_.ahead(k)); };
    // What follows is not known at the window's end: it is looked at again from a place where both
    // agree.
    const bool is_all = n < kWindow && m < kWindow;
    const std::vector<Gap> found =
        gaps(n, m, are_same, kMostEdits, is_all ? Ends::both : Ends::either);
    const size_t bound = kWindow - kWindow / 4;
    size_t at = 0, passed_a = 0, passed_b = 0;
    for (; at < found.size(); ++at) {
      const Gap& gap = found[at];
      if (at > 0 && !is_all && (gap.a_begin > bound || gap.b_begin > bound)) break;
      for (; passed_a < gap.a_begin; ++passed_a, ++passed_b) pass_one();
      note(gap.a_count, gap.b_count);
      passed_a += gap.a_count, passed_b += gap.b_count;
    }
  }
  bool goes_on() { return goes_on_ = goes_on_ && (!on_read_ || on_read_(a_.step(), b_.step())); }
  void ask(const OnRead& on_read) { on_read_ = on_read; }
  std::optional<Aligned> result() {
    if (!goes_on_) return {};
    return std::move(all_);
  }

 private:
  void pass_one() {
    ++all_.common;
    last_ = a_.take();
    last_b_step_ = b_.take().step;
    if (on_align_.common) on_align_.common(last_->step, last_b_step_);
  }
  // What nothing common stands between is one difference.
  void note(size_t a_count, size_t b_count) {
    if (on_align_.differs) on_align_.differs();
    const bool is_new = all_.differences == 0 || noted_at_ != all_.common;
    noted_at_ = all_.common;
    all_.differences += is_new ? 1 : 0;
    if (is_new && all_.first.size() < most_listed_) {
      all_.first.emplace_back();
      all_.first.back().after = last_, all_.first.back().after_b_step = last_b_step_;
    }
    Difference* listed = all_.differences == all_.first.size() ? &all_.first.back() : nullptr;
    Difference dropped;
    Difference& difference = listed != nullptr ? *listed : dropped;
    pass(&a_, a_count, &difference.a, &difference.a_count);
    pass(&b_, b_count, &difference.b, &difference.b_count);
    difference.a_next = next(&a_, difference.a_count),
    difference.b_next = next(&b_, difference.b_count);
  }
  static void pass(Reader* reader, size_t count, std::vector<StoryEvent>* kept, uint64_t* counted) {
    *counted += count;
    for (; count > 0; --count) {
      StoryEvent event = reader->take();
      if (kept->size() < kShown) kept->push_back(std::move(event));
    }
  }
  static std::optional<StoryEvent> next(Reader* reader, uint64_t count) {
    if (count > 0 || reader->ahead(0) == nullptr) return {};
    return *reader->ahead(0);
  }

  Reader &a_, &b_;
  size_t most_listed_;
  const OnAlign& on_align_;
  std::optional<StoryEvent> last_;
  uint64_t last_b_step_ = 0;
  uint64_t noted_at_ = 0;  // how many were common then
  Aligned all_;
  OnRead on_read_;
  bool goes_on_ = true;
};

}  // namespace

std::vector<Gap> gaps(size_t n, size_t m, const std::function<bool(size_t, size_t)>& are_same,
                      size_t most_edits, Ends ends) {
  const auto n_end = static_cast<int64_t>(n), m_end = static_cast<int64_t>(m);
  std::vector<Furthest> all;
  for (int64_t d = 0; d <= static_cast<int64_t>(most_edits); ++d) {
    Furthest now;
    now.x.resize(static_cast<size_t>(d) + 1);
    for (int64_t k = -d; k <= d; k += 2) {
      int64_t x = step_to(d > 0 ? all.back() : now, d, k);
      const auto same_at = [&](int64_t y) {
        return are_same(static_cast<size_t>(x), static_cast<size_t>(y));
      };
      while (x < n_end && x - k < m_end && x - k >= 0 && same_at(x - k)) ++x;
      now.x[static_cast<size_t>((k + d) / 2)] = static_cast<int32_t>(x);
      const bool a_ends = x == n_end && x - k >= 0, b_ends = x - k == m_end && x >= 0;
      const bool is_there = ends == Ends::both
                                ? a_ends && b_ends
                                : (a_ends && x - k <= m_end) || (b_ends && x <= n_end);
      if (!is_there) continue;
      all.push_back(std::move(now));
      return gaps_of(all, x, x - k);
    }
    all.push_back(std::move(now));
  }
  return {{0, n, 0, m}};
}

std::optional<Aligned> align(Reader* a, Reader* b, size_t most_listed, const OnRead& on_read,
                             const OnAlign& on_align) {
  Aligner aligner(a, b, most_listed, on_align);
  aligner.ask(on_read);
  while (aligner.pass_common() && aligner.goes_on()) aligner.pass_different();
  return aligner.result();
}

}  // namespace greenlens::compare
