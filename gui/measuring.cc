#include "gui/measuring.h"

#include <utility>

namespace greenlens::gui {

void Measuring::begin() {
  if (!measure_ || worker_.busy()) return;
  worker_.begin([this, measure = measure_](const store::OnProgress& progress) -> Worker::Finish {
    auto measured = measure([&progress] { return progress(0, 1); });
    return [this, measured = std::move(measured)]() mutable {
      failed_ = !measured.has_value();
      if (measured)
        sweep_ = std::make_shared<const greenlens::strategies::Sweep>(std::move(*measured));
    };
  });
}

bool Measuring::go_on() {
  worker_.take();
  return !std::exchange(failed_, false);
}

}  // namespace greenlens::gui
