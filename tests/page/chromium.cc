#include "tests/page/chromium.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <map>

namespace greenlens::testing {
namespace {

// Keys that do something by themselves have a number, too, and some a text.
struct ChromiumKey {
  int number;
  const char* text;
};
const std::map<std::string, ChromiumKey> kChromiumKeys = {
    {"Tab", {9, ""}}, {"Enter", {13, "\r"}}, {"Escape", {27, ""}}};

}  // namespace

Chromium::~Chromium() {
  if (to_ >= 0) close(to_), close(from_);  // it ends by that
  process_.end();
}

std::string Chromium::start() {
  if (!is_installed("chromium")) return "there is no Chromium here: apt install chromium";
  int commands[2], answers[2];
  if (pipe2(commands, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) return "there is no pipe";
  const bool is_started =
      process_.start({"chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                      "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
                      "--user-data-dir=" + process_.profile(), "about:blank"},
                     commands[0], answers[1]);
  close(commands[0]), close(answers[1]);
  to_ = commands[1], from_ = answers[0];
  if (!is_started) return "Chromium was not started";
  const Json target = call("Target.createTarget", {{"url", "about:blank"}});
  const Json attached = call("Target.attachToTarget",
                             {{"targetId", target.value("targetId", "")}, {"flatten", true}});
  session_ = attached.value("sessionId", "");
  for (const char* domain : {"Page", "Runtime", "Log", "Network"}) {
    call(std::string(domain) + ".enable");
  }
  return "";
}

Browser::Json Chromium::next_message() {
  for (;;) {
    const size_t end = read_.find('\0');
    if (end != std::string::npos) {
      const Json message = Json::parse(read_.substr(0, end), nullptr, false);
      read_.erase(0, end + 1);
      return message;
    }
    pollfd ready{from_, POLLIN, 0};
    if (poll(&ready, 1, kMostWaiting * 1000) <= 0) return {};
    char bytes[65536];
    const ssize_t got = read(from_, bytes, sizeof bytes);
    if (got <= 0) return {};
    read_.append(bytes, static_cast<size_t>(got));
  }
}

void Chromium::hear(const Json& message) {
  const std::string method = message.value("method", "");
  if (method == "Page.loadEventFired") loaded_ = true;
  if (method == "Log.entryAdded" || method == "Runtime.exceptionThrown" ||
      method == "Runtime.consoleAPICalled") {
    complaints_.push_back(method + " " + message["params"].dump());
  }
  if (method == "Network.requestWillBeSent") {
    const std::string url = message["params"]["request"].value("url", "");
    if (!url.starts_with("file:") && !url.starts_with("data:")) complaints_.push_back(url);
  }
}

Browser::Json Chromium::call(const std::string& method, Json params) {
  Json message = {{"id", ++last_id_}, {"method", method}, {"params", std::move(params)}};
  if (!session_.empty()) message["sessionId"] = session_;
  std::string bytes = message.dump();
  bytes += '\0';
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t put = write(to_, bytes.data() + done, bytes.size() - done);
    if (put <= 0) {
      ADD_FAILURE() << "the browser takes no " << method;
      return {};
    }
    done += static_cast<size_t>(put);
  }
  for (;;) {
    const Json answer = next_message();
    if (answer.is_null() || answer.is_discarded()) {
      ADD_FAILURE() << "the browser does not answer to " << method;
      return {};
    }
    if (answer.value("id", 0) != last_id_) {
      hear(answer);
      continue;
    }
    if (answer.contains("error")) ADD_FAILURE() << method << ": " << answer["error"].dump();
    return answer.value("result", Json::object());
  }
}

void Chromium::load(const std::string& url) {
  for (const std::string& one : {std::string("about:blank"), url}) {
    loaded_ = false;
    call("Page.navigate", {{"url", one}});
    while (!loaded_) {
      const Json message = next_message();
      if (message.is_null()) return (void)(ADD_FAILURE() << one << " was not loaded");
      hear(message);
    }
  }
}

Browser::Json Chromium::evaluate(const std::string& expression) {
  const Json result =
      call("Runtime.evaluate",
           {{"expression", expression}, {"awaitPromise", true}, {"returnByValue", true}});
  if (result.contains("exceptionDetails")) {
    ADD_FAILURE() << expression << ": " << result["exceptionDetails"].dump();
    return {};
  }
  return result.contains("result") && result["result"].contains("value") ? result["result"]["value"]
                                                                         : Json();
}

void Chromium::press(const std::string& key, bool shift) {
  Json event = {{"key", key}, {"modifiers", shift ? 8 : 0}};
  if (key.size() == 1) event["text"] = key;
  if (const auto found = kChromiumKeys.find(key); found != kChromiumKeys.end()) {
    event["windowsVirtualKeyCode"] = found->second.number;
    if (*found->second.text != '\0') event["text"] = found->second.text;
  }
  for (const char* type : {"keyDown", "keyUp"}) {
    event["type"] = type;
    call("Input.dispatchKeyEvent", event);
    event.erase("text");
  }
}

void Chromium::click_at(Place place) {
  for (const char* type : {"mousePressed", "mouseReleased"}) {
    call("Input.dispatchMouseEvent",
         {{"type", type}, {"x", place.x}, {"y", place.y}, {"button", "left"}, {"clickCount", 1}});
  }
}

void Chromium::move_to(Place place) {
  call("Input.dispatchMouseEvent", {{"type", "mouseMoved"}, {"x", place.x}, {"y", place.y}});
}

void Chromium::fingers(const char* type, const std::vector<Place>& at) {
  Json points = Json::array();
  for (size_t i = 0; i < at.size(); ++i)
    points.push_back({{"x", at[i].x}, {"y", at[i].y}, {"id", i}});
  call("Input.dispatchTouchEvent", {{"type", type}, {"touchPoints", points}});
}

void Chromium::touch(const std::vector<Place>& way) {
  fingers("touchStart", {way.front()});
  for (size_t i = 1; i < way.size(); ++i) fingers("touchMove", {way[i]});
  fingers("touchEnd", {});
}

void Chromium::pinch(Place middle, double from, double to) {
  const auto apart = [&](double by) {
    return std::vector<Place>{{middle.x - by / 2, middle.y}, {middle.x + by / 2, middle.y}};
  };
  fingers("touchStart", apart(from));
  constexpr int kMoves = 10;
  for (int i = 1; i <= kMoves; ++i) fingers("touchMove", apart(from + (to - from) * i / kMoves));
  fingers("touchEnd", {});
}

void Chromium::resize(int width, int height, bool phone) {
  call("Emulation.setDeviceMetricsOverride", {{"width", width},
                                              {"height", height},
                                              {"deviceScaleFactor", phone ? 3 : 1},
                                              {"mobile", phone}});
  call("Emulation.setTouchEmulationEnabled", {{"enabled", phone}});
}

std::string Chromium::printed() { return from_base64(call("Page.printToPDF").value("data", "")); }

std::string Chromium::picture() {
  return from_base64(call("Page.captureScreenshot").value("data", ""));
}

std::vector<std::string> Chromium::complaints() {
  evaluate("1");  // whatever was said before has come by then
  return complaints_;
}

}  // namespace greenlens::testing
