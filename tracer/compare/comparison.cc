#include "tracer/compare/comparison.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tracer/compare/reader.h"

namespace greenlens::compare {
namespace {

using Pair = std::pair<const HashedThread*, const HashedThread*>;

// Threads of one name are paired where they are the same, and then in their order: which one of
// them the system began first is not the program's doing.
class Pairs {
 public:
  Pairs(const Digest& a, const Digest& b) {
    std::map<std::string, std::vector<const HashedThread*>> of_a, of_b;
    for (const HashedThread& thread : a.threads) of_a[name_of(thread)].push_back(&thread);
    for (const HashedThread& thread : b.threads) of_b[name_of(thread)].push_back(&thread);
    for (auto& [name, threads] : of_a) pair(&threads, &of_b[name]);
    for (auto& [name, threads] : of_b) only_b.insert(only_b.end(), threads.begin(), threads.end());
  }

  std::vector<Pair> same, different;
  std::vector<const HashedThread*> only_a, only_b;

 private:
  using Threads = std::vector<const HashedThread*>;

  static std::string name_of(const HashedThread& thread) {
    return thread.name.name + '\0' +
           (thread.name.name.empty() ? char('0' + thread.name.number) : ' ');
  }
  void pair(Threads* a, Threads* b) {
    std::erase_if(*a, [&](const HashedThread* thread) {
      const auto found = std::find_if(b->begin(), b->end(), [&](const HashedThread* other) {
        return other->hash == thread->hash && other->events == thread->events;
      });
      if (found == b->end()) return false;
      same.emplace_back(thread, *found);
      b->erase(found);
      return true;
    });
    const size_t both = std::min(a->size(), b->size());
    for (size_t i = 0; i < both; ++i) different.emplace_back((*a)[i], (*b)[i]);
    only_a.insert(only_a.end(), a->begin() + static_cast<std::ptrdiff_t>(both), a->end());
    b->erase(b->begin(), b->begin() + static_cast<std::ptrdiff_t>(both));
  }
};

OnAlign into(Counterparts* counterparts, facts::ThreadId thread) {
  if (counterparts == nullptr) return {};
  return {[=](uint64_t a, uint64_t b) { counterparts->add(thread, a, b); },
          [=] { counterparts->differ(thread); }};
}

// Where it is in the first recording, or in the second if it has nothing there.
uint64_t step_of(const Difference& difference) {
  if (!difference.a.empty()) return difference.a.front().step;
  if (difference.after) return difference.after->step;
  return 0;
}

}  // namespace

std::optional<Comparison> compare(const store::Trace& a, const store::Trace& b,
                                  const Compared& compared, size_t most_listed,
                                  const store::OnProgress& progress, Counterparts* counterparts) {
  // Each is read once for its sums, and those that differ once more.
  const uint64_t all = a.size() + b.size();
  const auto of = [&](uint64_t before) -> store::OnProgress {
    return [&, before](uint64_t done, uint64_t) {
      return !progress || progress(before + done, 2 * all);
    };
  };
  const std::optional<Digest> of_a = digest(a, compared, Per::thread, of(0));
  if (!of_a) return {};
  const std::optional<Digest> of_b = digest(b, compared, Per::thread, of(a.size()));
  if (!of_b) return {};
  Comparison result;
  result.a = of_a->sums, result.b = of_b->sums;
  const Pairs pairs(*of_a, *of_b);
  for (const HashedThread* thread : pairs.only_a) {
    result.only_a.push_back({thread->name, thread->events});
  }
  for (const HashedThread* thread : pairs.only_b) {
    result.only_b.push_back({thread->name, thread->events});
  }
  if (counterparts != nullptr) counterparts->of_steps(b.size());
  const auto asked = [&](uint64_t a_step, uint64_t b_step) {
    return !progress || progress(all + a_step + b_step, 2 * all);
  };
  for (size_t i = 0; i < pairs.same.size(); ++i) {
    const Pair& pair = pairs.same[i];
    result.common += pair.first->events;
    if (counterparts == nullptr) continue;
    // All of a recording is read for each thread: of many the others count on from the beginning.
    counterparts->add(pair.first->id, 0, 0);
    if (i >= kMostThreads) continue;
    Reader reader_a(a, pair.first->id, compared), reader_b(b, pair.second->id, compared);
    if (!align(&reader_a, &reader_b, 0, asked, into(counterparts, pair.first->id))) return {};
  }
  for (size_t i = 0; i < pairs.different.size(); ++i) {
    if (i >= kMostThreads) {
      ++result.threads_not_looked_at;
      continue;
    }
    const auto& [thread_a, thread_b] = pairs.different[i];
    Reader reader_a(a, thread_a->id, compared), reader_b(b, thread_b->id, compared);
    std::optional<Aligned> aligned =
        align(&reader_a, &reader_b, most_listed, asked, into(counterparts, thread_a->id));
    if (!aligned) return {};
    result.common += aligned->common, result.differences += aligned->differences;
    for (Difference& difference : aligned->first) {
      result.first.push_back({thread_a->name, std::move(difference)});
    }
  }
  std::stable_sort(result.first.begin(), result.first.end(), [](const auto& x, const auto& y) {
    return step_of(x.difference) < step_of(y.difference);
  });
  if (result.first.size() > most_listed) result.first.resize(most_listed);
  return result;
}

std::optional<Places> first_difference(const Comparison& comparison) {
  if (comparison.first.empty()) return {};
  const Difference& first = comparison.first.front().difference;
  Places places;
  if (first.after) places = {first.after->step, first.after_b_step};
  if (!first.a.empty()) places.a = first.a.front().step;
  if (!first.b.empty()) places.b = first.b.front().step;
  return places;
}

}  // namespace greenlens::compare
