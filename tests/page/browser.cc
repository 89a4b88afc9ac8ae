#include "tests/page/browser.h"

namespace greenlens::testing {

void Browser::open(const std::string& url) {
  load(url);
  evaluate(
      "new Promise((done) => { const look = () => document.body.classList.contains('asleep') ? "
      "setTimeout(look, 10) : done(1); look(); })");
}

Place Browser::middle_of(const std::string& selector) {
  const Json at =
      evaluate("(() => { const box = document.querySelector(" + Json(selector).dump() +
               "); box.scrollIntoView({block: 'center', behavior: 'instant'}); const r = "
               "box.getBoundingClientRect(); return [r.left + r.width / 2, r.top + "
               "r.height / 2]; })()");
  return at.is_array() ? Place{at[0], at[1]} : Place{};
}

void Browser::click(const std::string& selector) { click_at(middle_of(selector)); }
void Browser::hover(const std::string& selector) { move_to(middle_of(selector)); }
void Browser::tap(const std::string& selector) { touch({middle_of(selector)}); }

}  // namespace greenlens::testing
