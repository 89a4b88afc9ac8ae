#include "tests/page/browser.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace greenlens::testing {
namespace {

constexpr int kMostWaiting = 120'000;  // milliseconds, of a machine that has much else to do

}  // namespace

Browser::~Browser() {
  if (child_ > 0) {
    close(to_), close(from_);  // it ends by that
    for (int i = 0; i < 100 && waitpid(child_, nullptr, WNOHANG) == 0; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  std::error_code ignored;
  if (!profile_.empty()) std::filesystem::remove_all(profile_, ignored);
}

bool Browser::start() {
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) return false;
  char profile[] = "/tmp/greenlens-chromium-XXXXXX";
  if (mkdtemp(profile) == nullptr) return false;
  profile_ = profile;
  int commands[2], answers[2];
  if (pipe(commands) != 0 || pipe(answers) != 0) return false;
  child_ = fork();
  if (child_ == 0) {
    // Beyond where they go, so that neither is closed by the other's coming.
    const int in = fcntl(commands[0], F_DUPFD, 10), out = fcntl(answers[1], F_DUPFD, 10);
    const int nothing = ::open("/dev/null", O_RDWR);
    dup2(in, 3), dup2(out, 4), dup2(nothing, 0), dup2(nothing, 1), dup2(nothing, 2);
    for (int fd = 5; fd < 64; ++fd) close(fd);
    const std::string folder = "--user-data-dir=" + profile_;
    execlp("chromium", "chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
           "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe", folder.c_str(),
           "about:blank", nullptr);
    _exit(127);
  }
  close(commands[0]), close(answers[1]);
  to_ = commands[1], from_ = answers[0];
  const Json target = call("Target.createTarget", {{"url", "about:blank"}});
  const Json attached = call("Target.attachToTarget",
                             {{"targetId", target.value("targetId", "")}, {"flatten", true}});
  session_ = attached.value("sessionId", "");
  for (const char* domain : {"Page", "Runtime", "Log", "Network"}) {
    call(std::string(domain) + ".enable");
  }
  return true;
}

Browser::Json Browser::next_message() {
  for (;;) {
    const size_t end = read_.find('\0');
    if (end != std::string::npos) {
      const Json message = Json::parse(read_.substr(0, end), nullptr, false);
      read_.erase(0, end + 1);
      return message;
    }
    pollfd ready{from_, POLLIN, 0};
    if (poll(&ready, 1, kMostWaiting) <= 0) return {};
    char bytes[65536];
    const ssize_t got = read(from_, bytes, sizeof bytes);
    if (got <= 0) return {};
    read_.append(bytes, static_cast<size_t>(got));
  }
}

void Browser::hear(const Json& message) {
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

Browser::Json Browser::call(const std::string& method, Json params) {
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

void Browser::open(const std::string& url) {
  // A page that differs in its address alone would only be told of the change.
  loaded_ = false;
  call("Page.navigate", {{"url", "about:blank"}});
  while (!loaded_) {
    const Json message = next_message();
    if (message.is_null()) return (void)(ADD_FAILURE() << "nothing was opened");
    hear(message);
  }
  loaded_ = false;
  call("Page.navigate", {{"url", url}});
  while (!loaded_) {
    const Json message = next_message();
    if (message.is_null()) return (void)(ADD_FAILURE() << url << " was not loaded");
    hear(message);
  }
  evaluate(
      "new Promise((done) => { const look = () => document.body.classList.contains('asleep') ? "
      "setTimeout(look, 10) : done(1); look(); })");
}

Browser::Json Browser::evaluate(const std::string& expression) {
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

void Browser::press(const std::string& key, bool shift) {
  Json event = {{"key", key}, {"modifiers", shift ? 8 : 0}};
  if (key.size() == 1) event["text"] = key;
  for (const char* type : {"keyDown", "keyUp"}) {
    event["type"] = type;
    call("Input.dispatchKeyEvent", event);
    event.erase("text");
  }
}

void Browser::click(const std::string& selector) {
  const Json at =
      evaluate("(() => { const box = document.querySelector(" + Json(selector).dump() +
               "); box.scrollIntoView({block: 'center', behavior: 'instant'}); const r = "
               "box.getBoundingClientRect(); return [r.left + r.width / 2, r.top + "
               "r.height / 2]; })()");
  if (!at.is_array()) return;
  for (const char* type : {"mousePressed", "mouseReleased"}) {
    call("Input.dispatchMouseEvent",
         {{"type", type}, {"x", at[0]}, {"y", at[1]}, {"button", "left"}, {"clickCount", 1}});
  }
}

void Browser::resize(int width, int height, bool phone) {
  call("Emulation.setDeviceMetricsOverride", {{"width", width},
                                              {"height", height},
                                              {"deviceScaleFactor", phone ? 3 : 1},
                                              {"mobile", phone}});
  call("Emulation.setTouchEmulationEnabled", {{"enabled", phone}});
}

size_t Browser::printed() { return call("Page.printToPDF").value("data", "").size() / 4 * 3; }

std::vector<std::string> Browser::complaints() {
  evaluate("1");  // whatever was said before has come by then
  return complaints_;
}

}  // namespace greenlens::testing
