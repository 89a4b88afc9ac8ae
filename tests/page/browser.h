// A real browser without a window: what a person does with it, and what a page says in it.
#ifndef GREENLENS_TESTS_PAGE_BROWSER_H_
#define GREENLENS_TESTS_PAGE_BROWSER_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/base64.h"

namespace greenlens::testing {

// Of what is seen, in CSS pixels.
struct Place {
  double x = 0, y = 0;
};

class Browser {
 public:
  using Json = nlohmann::json;

  Browser() = default;
  virtual ~Browser() = default;
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  // Empty; or what to install, when there is none here.
  virtual std::string start() = 0;
  // What the expression is, or what its promise comes to. Fails the test when it throws.
  virtual Json evaluate(const std::string& expression) = 0;
  // As a person presses it: "ArrowRight", "2", "N" with shift.
  virtual void press(const std::string& key, bool shift = false) = 0;
  virtual void click_at(Place place) = 0;
  virtual void move_to(Place place) = 0;  // the mouse
  // A finger comes down at the first place, goes to the others and up at the last.
  virtual void touch(const std::vector<Place>& way) = 0;
  // Two fingers, so far apart at first, and then so far.
  virtual void pinch(Place middle, double from, double to) = 0;
  // Whether fingers scroll and zoom what is seen, too, or are only told to the page.
  virtual bool fingers_reach_the_browser() const = 0;
  // Of the screen, in CSS pixels; on a phone with a finger.
  virtual void resize(int width, int height, bool phone = false) = 0;
  virtual std::string printed() = 0;  // the page as a PDF
  virtual std::string picture() = 0;  // what is seen as a PNG
  // What the page said to the console, threw, or asked for over any network but the file itself.
  virtual std::vector<std::string> complaints() = 0;

  // Waits until the page's script has shown its step.
  void open(const std::string& url);
  void click(const std::string& selector);
  void hover(const std::string& selector);
  void tap(const std::string& selector);
  // Of what the selector finds first, which is brought into view.
  Place middle_of(const std::string& selector);

 protected:
  // Returns when it is loaded. A page that differs in its address alone is loaded anew.
  virtual void load(const std::string& url) = 0;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_BROWSER_H_
