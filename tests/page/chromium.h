// Chromium, told what to do over a pipe (the DevTools protocol, --remote-debugging-pipe): no port,
// no driver, no library.
#ifndef GREENLENS_TESTS_PAGE_CHROMIUM_H_
#define GREENLENS_TESTS_PAGE_CHROMIUM_H_

#include "tests/page/browser.h"
#include "tests/page/browser_process.h"

namespace greenlens::testing {

class Chromium final : public Browser {
 public:
  ~Chromium() override;
  std::string start() override;
  Json evaluate(const std::string& expression) override;
  void press(const std::string& key, bool shift) override;
  void click_at(Place place) override;
  void move_to(Place place) override;
  void touch(const std::vector<Place>& way) override;
  void pinch(Place middle, double from, double to) override;
  bool fingers_reach_the_browser() const override { return true; }
  void resize(int width, int height, bool phone) override;
  std::string printed() override;
  std::string picture() override;
  std::vector<std::string> complaints() override;

 protected:
  void load(const std::string& url) override;

 private:
  Json call(const std::string& method, Json params = Json::object());
  Json next_message();
  void hear(const Json& message);
  void fingers(const char* type, const std::vector<Place>& at);

  BrowserProcess process_;
  int to_ = -1, from_ = -1, last_id_ = 0;
  std::string session_, read_;
  std::vector<std::string> complaints_;
  bool loaded_ = false;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_CHROMIUM_H_
