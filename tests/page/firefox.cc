#include "tests/page/firefox.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

#include "tests/page/browser_process.h"
#include "tests/page/websocket.h"

namespace greenlens::testing {
namespace {

using Json = Browser::Json;

// As WebDriver calls keys that have no letter.
const std::map<std::string, const char*> kFirefoxKeys = {
    {"Tab", "\uE004"},       {"Enter", "\uE007"},   {"Shift", "\uE008"},
    {"Escape", "\uE00C"},    {"End", "\uE010"},     {"Home", "\uE011"},
    {"ArrowLeft", "\uE012"}, {"ArrowUp", "\uE013"}, {"ArrowRight", "\uE014"},
    {"ArrowDown", "\uE015"}};

std::string firefox_key(const std::string& key) {
  const auto found = kFirefoxKeys.find(key);
  return found == kFirefoxKeys.end() ? key : found->second;
}

// What a script's value is, of how WebDriver tells it.
Json plain(const Json& told) {
  const std::string type = told.value("type", "");
  if (!told.contains("value")) return {};
  const Json& value = told["value"];
  if (type == "array") {
    Json all = Json::array();
    for (const Json& one : value) all.push_back(plain(one));
    return all;
  }
  if (type != "object") return value;
  Json all = Json::object();
  for (const Json& pair : value) all[pair[0].get<std::string>()] = plain(pair[1]);
  return all;
}

Json moved(Place to, int milliseconds) {
  return {{"type", "pointerMove"},
          {"x", std::lround(to.x)},
          {"y", std::lround(to.y)},
          {"duration", milliseconds}};
}
const Json kDown = {{"type", "pointerDown"}, {"button", 0}};
const Json kUp = {{"type", "pointerUp"}, {"button", 0}};

// One after the other: a pointer's or the keyboard's.
Json source(const char* type, const char* id, Json actions) {
  return {{"type", type}, {"id", id}, {"actions", std::move(actions)}};
}
Json pointer(const char* kind, const char* id, Json actions) {
  Json all = source("pointer", id, std::move(actions));
  all["parameters"] = {{"pointerType", kind}};
  return all;
}

class Firefox final : public Browser {
 public:
  ~Firefox() override {
    if (!context_.empty()) socket_.send(R"({"id": 0, "method": "browser.close", "params": {}})");
    process_.end();
  }

  std::string start() override {
    const char* all = std::getenv("GREENLENS_ALL_TESTS");
    if (all == nullptr || *all == '\0') {
      return "Firefox is one of the slow tests: ./dev test --all, or GREENLENS_ALL_TESTS=1";
    }
    if (!is_installed("firefox-esr")) return "there is no Firefox here: apt install firefox-esr";
    // A screen that can be touched, a window that has the keyboard; nothing of its own to ask or
    // say.
    std::ofstream(process_.profile() + "/user.js")
        << "user_pref(\"dom.w3c_touch_events.enabled\", 1);\n"
           "user_pref(\"focusmanager.testmode\", true);\n"
           "user_pref(\"datareporting.policy.dataSubmissionEnabled\", false);\n"
           "user_pref(\"app.update.disabledForTesting\", true);\n"
           "user_pref(\"browser.shell.checkDefaultBrowser\", false);\n";
    if (!process_.start({"firefox-esr", "--headless", "--remote-debugging-port=0", "--profile",
                         process_.profile(), "--no-remote"}) ||
        !socket_.open(port(), "/session")) {
      return failed("Firefox was not started");
    }
    call("session.new", {{"capabilities", Json::object()}});
    call("session.subscribe", {{"events", {"log.entryAdded", "network.beforeRequestSent"}}});
    // What the page's policy forbids is not asked for: the console says so instead.
    call("script.addPreloadScript", {{"functionDeclaration",
                                      "() => addEventListener('securitypolicyviolation', (e) => "
                                      "console.error(e.blockedURI))"}});
    const Json tree = call("browsingContext.getTree");
    if (!tree.contains("contexts")) return failed("Firefox has no window");
    context_ = tree["contexts"][0].value("context", "");
    call("browsingContext.activate", {{"context", context_}});  // or it has no keyboard
    return "";
  }

  Json evaluate(const std::string& expression) override {
    const Json answer = call(
        "script.evaluate",
        {{"expression", expression}, {"target", {{"context", context_}}}, {"awaitPromise", true}});
    if (answer.value("type", "") == "success") return plain(answer["result"]);
    ADD_FAILURE() << expression << ": " << answer.dump();
    return {};
  }

  void press(const std::string& key, bool shift) override {
    Json actions = Json::array();
    const auto add = [&](const char* type, const std::string& one) {
      actions.push_back({{"type", type}, {"value", firefox_key(one)}});
    };
    if (shift) add("keyDown", "Shift");
    add("keyDown", key), add("keyUp", key);
    if (shift) add("keyUp", "Shift");
    perform({source("key", "keyboard", actions)});
  }

  void click_at(Place place) override {
    perform({pointer("mouse", "mouse", {moved(place, 0), kDown, kUp})});
  }
  void move_to(Place place) override { perform({pointer("mouse", "mouse", {moved(place, 0)})}); }

  void touch(const std::vector<Place>& way) override {
    Json actions = {moved(way.front(), 0), kDown};
    for (size_t i = 1; i < way.size(); ++i) actions.push_back(moved(way[i], kMove));
    actions.push_back(kUp);
    perform({pointer("touch", "finger", actions)});
  }

  void pinch(Place middle, double from, double to) override {
    const auto finger = [&](const char* id, double side) {
      const auto at = [&](double apart) { return Place{middle.x + side * apart / 2, middle.y}; };
      Json actions = {moved(at(from), 0), kDown};
      constexpr int kMoves = 10;
      for (int i = 1; i <= kMoves; ++i) {
        actions.push_back(moved(at(from + (to - from) * i / kMoves), kMove));
      }
      actions.push_back(kUp);
      return pointer("touch", id, actions);
    };
    perform({finger("finger", -1), finger("other finger", 1)});
  }

  bool fingers_reach_the_browser() const override { return false; }
  void resize(int width, int height, bool phone) override {
    call("browsingContext.setViewport", {{"context", context_},
                                         {"viewport", {{"width", width}, {"height", height}}},
                                         {"devicePixelRatio", phone ? 3 : 1}});
  }

  std::string printed() override {
    return from_base64(call("browsingContext.print", {{"context", context_}, {"background", true}})
                           .value("data", ""));
  }
  std::string picture() override {
    return from_base64(
        call("browsingContext.captureScreenshot", {{"context", context_}}).value("data", ""));
  }

  std::vector<std::string> complaints() override {
    evaluate("new Promise((done) => setTimeout(done, 100))");  // what was said before has come
    return complaints_;
  }

 protected:
  void load(const std::string& url) override {
    for (const std::string& one : {std::string("about:blank"), url}) {
      call("browsingContext.navigate", {{"context", context_}, {"url", one}, {"wait", "complete"}});
    }
  }

 private:
  static constexpr int kMove = 20;  // milliseconds

  static std::string failed(const std::string& why) {
    ADD_FAILURE() << why;
    return why;
  }

  // Its port stands in its profile as soon as there is one.
  int port() const {
    for (int i = 0; i < kMostWaiting * 10; ++i) {
      std::ifstream file(process_.profile() + "/WebDriverBiDiServer.json");
      const Json said = Json::parse(file, nullptr, false);
      if (said.is_object()) return said.value("ws_port", 0);
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return 0;
  }

  Json call(const std::string& method, Json params = Json::object()) {
    const Json message = {{"id", ++last_id_}, {"method", method}, {"params", std::move(params)}};
    if (!socket_.send(message.dump())) {
      ADD_FAILURE() << "the browser takes no " << method;
      return Json::object();
    }
    for (;;) {
      const Json answer = Json::parse(socket_.receive(), nullptr, false);
      if (!answer.is_object()) {
        ADD_FAILURE() << "the browser does not answer to " << method;
        return Json::object();
      }
      if (answer.value("type", "") == "event") {
        hear(answer);
      } else if (answer.contains("id") && answer["id"] == last_id_) {
        if (!answer.contains("result")) ADD_FAILURE() << method << ": " << answer.dump();
        return answer.value("result", Json::object());
      }
    }
  }

  void hear(const Json& message) {
    const Json& said = message["params"];
    if (message.value("method", "") == "log.entryAdded") complaints_.push_back(said.dump());
    if (message.value("method", "") != "network.beforeRequestSent") return;
    const std::string url = said["request"].value("url", "");
    for (const char* own : {"file:", "data:", "about:"}) {
      if (url.starts_with(own)) return;
    }
    complaints_.push_back(url);
  }

  void perform(const std::vector<Json>& sources) {
    call("input.performActions", {{"context", context_}, {"actions", sources}});
  }

  BrowserProcess process_;
  Websocket socket_;
  int last_id_ = 0;
  std::string context_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Browser> make_firefox() { return std::make_unique<Firefox>(); }

}  // namespace greenlens::testing
