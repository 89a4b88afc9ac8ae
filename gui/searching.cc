#include "gui/searching.h"

#include <algorithm>
#include <utility>

#include "tracer/words/find_text.h"
#include "tracer/words/matching.h"

namespace greenlens::gui {
namespace {

// So many steps that a frame stays a frame; and so many between two looks at the list.
constexpr uint64_t kSearchedAFrame = 500, kSearchedAtOnce = 4096;

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
  search_.busy = true;
  if (store::Trace::Opening opening = trace.another()) {
    list_elsewhere(std::move(opening), trace.size());
  }
}

void Searching::list_here(const store::Trace& trace) {
  const uint64_t to = std::min(search_.read + kSearchedAFrame, trace.size());
  for (const uint64_t step : words::steps_saying(*messages_, trace, search_.read, to,
                                                 words::search_words(search_.words))) {
    search_.found.push_back(step);
  }
  search_.read = to;
}

void Searching::list_elsewhere(store::Trace::Opening opening, uint64_t size) {
  drain();  // it may have ended a moment ago
  heap_ = std::make_shared<Heap>();
  heap_->read = search_.read;
  lister_.begin([this, &messages = *messages_, heap = heap_, own = own_, size,
                 opening = std::move(opening), from = search_.read,
                 wanted = words::search_words(search_.words)](
                    const store::OnProgress& progress) -> Worker::Finish {
    const store::Trace* trace = own->get(size, opening, progress);
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
    return [this, fault = own->fault()] { fault_ = fault; };
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
  search_.all = trace.size();
  search_.busy =
      !stopped_ && search_.read < search_.all && !words::search_words(search_.words).empty();
  if (search_.busy && !lister_.busy() && !trace.another()) list_here(trace);
}

void Searching::cancel() {
  lister_.cancel();
  if (search_.busy) stopped_ = true;
  search_.busy = false;
}

void Searching::leave() {
  lister_.cancel();
  heap_.reset();
  search_ = {};
  stopped_ = false;
  fault_ = {};
  *own_ = {};
}

}  // namespace greenlens::gui
