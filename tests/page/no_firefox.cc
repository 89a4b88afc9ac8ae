// Where Boost, which has the websocket, is not installed.
#include "tests/page/firefox.h"

namespace greenlens::testing {
namespace {

class NoFirefox final : public Browser {
 public:
  std::string start() override { return "Firefox is not tested without: apt install libboost-dev"; }
  Json evaluate(const std::string&) override { return {}; }
  void press(const std::string&, bool) override {}
  void click_at(Place) override {}
  void move_to(Place) override {}
  void touch(const std::vector<Place>&) override {}
  void pinch(Place, double, double) override {}
  bool fingers_reach_the_browser() const override { return false; }
  void resize(int, int, bool) override {}
  std::string printed() override { return ""; }
  std::string picture() override { return ""; }
  std::vector<std::string> complaints() override { return {}; }

 protected:
  void load(const std::string&) override {}
};

}  // namespace

std::unique_ptr<Browser> make_firefox() { return std::make_unique<NoFirefox>(); }

}  // namespace greenlens::testing
