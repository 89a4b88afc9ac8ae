#include "gui/searching.h"

#include <algorithm>
#include <utility>

#include "tracer/words/find_text.h"
#include "tracer/words/matching.h"

namespace greenlens::gui {
namespace {

using Direction = store::Trace::Direction;

// So many steps that a frame stays a frame; and so many between two looks at the list.
constexpr uint64_t kSearchedAFrame = 500, kSearchedAtOnce = 4096;

// A worker's own trace, with at least so many steps; null when it cannot be had, or not any more.
const store::Trace* opened(std::unique_ptr<store::Trace>* own, uint64_t size,
                           const store::Trace::Opening& opening,
                           const store::OnProgress& progress) {
  if (*own == nullptr || (*own)->size() < size) {
    auto trace = opening(progress);
    if (!trace) return nullptr;
    *own = std::move(*trace);
  }
  return own->get();
}

}  // namespace

void Searching::list(const store::Trace& trace, const std::string& words) {
  if (search_.words != words) {
    lister_.cancel();
    heap_.reset();
    search_ = {};
    search_.words = words;
    stopped_ = false;
  }
  search_.all = trace.size();
  if (stopped_ || lister_.busy() || words::search_words(words).empty()) return;
  if (search_.read >= search_.all) return;
  if (store::Trace::Opening opening = trace.another()) {
    list_elsewhere(std::move(opening), trace.size());
  } else {
    list_here(trace);
  }
}

void Searching::list_here(const store::Trace& trace) {
  const uint64_t to = std::min(search_.read + kSearchedAFrame, trace.size());
  for (const uint64_t step : words::steps_saying(messages_, trace, search_.read, to,
                                                 words::search_words(search_.words))) {
    search_.found.push_back(step);
  }
  search_.read = to;
}

void Searching::list_elsewhere(store::Trace::Opening opening, uint64_t size) {
  drain();  // it may have ended a moment ago
  heap_ = std::make_shared<Heap>();
  heap_->read = search_.read;
  lister_.begin([&messages = messages_, heap = heap_, own = lister_trace_, size,
                 opening = std::move(opening), from = search_.read,
                 wanted = words::search_words(search_.words)](
                    const store::OnProgress& progress) -> Worker::Finish {
    const store::Trace* trace = opened(own.get(), size, opening, progress);
    // What cannot be opened once more is looked through, and has nothing.
    const uint64_t end = trace != nullptr ? trace->size() : size;
    for (uint64_t read = from; read < end;) {
      const uint64_t to = std::min(read + kSearchedAtOnce, end);
      std::vector<uint64_t> found;
      if (trace != nullptr) {
        const auto on = [&](uint64_t done, uint64_t) { return progress(read + done, end); };
        found = words::steps_saying(messages, *trace, read, to, wanted, on);
      }
      if (!progress(to, end)) return {};
      const std::lock_guard lock(heap->mutex);
      heap->found.insert(heap->found.end(), found.begin(), found.end());
      heap->read = read = to;
    }
    return {};
  });
}

void Searching::find(const store::Trace& trace, uint64_t n, Direction direction,
                     const std::string& words) {
  found_.reset();
  const std::vector<std::string> wanted = words::search_words(words);
  if (wanted.empty()) return;
  store::Trace::Opening opening = trace.another();
  if (!opening) {
    // In memory, and no longer than that takes: it is all that the program has told.
    finder_.cancel();
    found_ = Found{words, direction, words::find_text(messages_, trace, n, direction, wanted)};
    return;
  }
  finder_.begin([this, &messages = messages_, own = finder_trace_, size = trace.size(),
                 opening = std::move(opening), n, direction, words,
                 wanted](const store::OnProgress& progress) -> Worker::Finish {
    const store::Trace* its = opened(own.get(), size, opening, progress);
    std::optional<uint64_t> step;
    if (its != nullptr) {
      step = words::find_text(messages, *its, n, direction, wanted, progress);
    }
    return [this, words, direction, step] { found_ = Found{words, direction, step}; };
  });
}

void Searching::drain() {
  if (!heap_) return;
  const std::lock_guard lock(heap_->mutex);
  search_.found.insert(search_.found.end(), heap_->found.begin(), heap_->found.end());
  heap_->found.clear();
  search_.read = heap_->read;
}

void Searching::go_on(const store::Trace& trace) {
  drain();
  lister_.take();
  finder_.take();
  search_.all = trace.size();
  search_.busy =
      !stopped_ && search_.read < search_.all && !words::search_words(search_.words).empty();
}

void Searching::cancel() {
  finder_.cancel();
  lister_.cancel();
  if (search_.busy) stopped_ = true;
  search_.busy = false;
}

void Searching::leave() {
  finder_.cancel();
  lister_.cancel();
  heap_.reset();
  search_ = {};
  stopped_ = false;
  found_.reset();
  *lister_trace_ = nullptr;
  *finder_trace_ = nullptr;
}

std::optional<Searching::Found> Searching::take() { return std::exchange(found_, {}); }

}  // namespace greenlens::gui
