// Chromium without a window, told what to do over a pipe (the DevTools protocol,
// --remote-debugging-pipe): no port, no driver, no library.
#ifndef GREENLENS_TESTS_PAGE_BROWSER_H_
#define GREENLENS_TESTS_PAGE_BROWSER_H_

#include <sys/types.h>

#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace greenlens::testing {

class Browser {
 public:
  using Json = nlohmann::json;

  Browser() = default;
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  // False when there is no Chromium here.
  bool start();
  // Waits until the page's script has shown its step.
  void open(const std::string& url);
  // What the expression is, or what its promise comes to. Fails the test when it throws.
  Json evaluate(const std::string& expression);
  // As a person presses it: "ArrowRight", "2", "N" with shift.
  void press(const std::string& key, bool shift = false);
  void click(const std::string& selector);
  // Of the screen, in CSS pixels; on a phone with a finger.
  void resize(int width, int height, bool phone = false);
  // So many bytes has the page as a PDF.
  size_t printed();
  // What the page said to the console, threw, or asked for over any network but the file itself.
  std::vector<std::string> complaints();

 private:
  Json call(const std::string& method, Json params = Json::object());
  Json next_message();
  void hear(const Json& message);

  pid_t child_ = -1;
  int to_ = -1, from_ = -1, last_id_ = 0;
  std::string profile_, session_, read_;
  std::vector<std::string> complaints_;
  bool loaded_ = false;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_BROWSER_H_
