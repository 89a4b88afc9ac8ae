// A page of the sample recording, open in each browser.
#ifndef GREENLENS_TESTS_PAGE_PAGE_IN_BROWSER_H_
#define GREENLENS_TESTS_PAGE_PAGE_IN_BROWSER_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>

#include "tests/page/browser.h"
#include "tests/page/chromium.h"
#include "tests/page/firefox.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/export/exporter.h"
#include "tracer/words/narration.h"

namespace greenlens::testing {

struct BrowserKind {
  const char* name;
  std::unique_ptr<Browser> (*make)();
};

inline void PrintTo(const BrowserKind& kind, std::ostream* out) { *out << kind.name; }

inline auto all_browsers() {
  return ::testing::Values(
      BrowserKind{"Chromium",
                  []() -> std::unique_ptr<Browser> { return std::make_unique<Chromium>(); }},
      BrowserKind{"Firefox", make_firefox});
}
inline std::string name_of_browser(const ::testing::TestParamInfo<BrowserKind>& info) {
  return info.param.name;
}

class PageInBrowser : public ::testing::TestWithParam<BrowserKind> {
 protected:
  using Json = Browser::Json;

  void SetUp() override {
    browser_owner_ = GetParam().make();
    const std::string missing = browser_owner_->start();
    if (!missing.empty()) GTEST_SKIP() << missing;
    char folder[] = "/tmp/greenlens-page-XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    folder_ = folder;
    write({});
  }
  void write(const exports::ExportOptions& options) { write(trace_, options); }
  void write(const store::Trace& trace, const exports::ExportOptions& options) {
    std::ofstream file(folder_ + "/lesson.html", std::ios::binary);
    const facts::Fault fault = exports::find_exporter("html")->write(english(), trace, options,
                                                                     [&](std::string_view bytes) {
                                                                       file << bytes;
                                                                       return true;
                                                                     });
    ASSERT_FALSE(fault);
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  Browser& browser() { return *browser_owner_; }
  void open(const std::string& address = "") {
    browser().open("file://" + folder_ + "/lesson.html" + address);
  }
  std::string text(const std::string& selector) {
    return browser()
        .evaluate("document.querySelector('" + selector + "').textContent")
        .get<std::string>();
  }
  uint64_t step() {
    return browser()
        .evaluate("+new URLSearchParams(location.hash.slice(1)).get('step')")
        .get<uint64_t>();
  }
  // What a finger does comes to the page a little later: waits for the step, at most some seconds.
  uint64_t step_after(uint64_t wanted) {
    browser().evaluate(
        "new Promise((done) => { let k = 0; const look = () => +new "
        "URLSearchParams(location.hash.slice(1)).get('step') === " +
        std::to_string(wanted) + " || ++k > 200 ? done(1) : setTimeout(look, 20); look(); })");
    return step();
  }
  // Until what can be clicked has been, and what a finger did has come.
  void settle() { browser().evaluate("new Promise((done) => setTimeout(done, 400))"); }
  std::string headline(uint64_t n) const {
    return words::narrate(english(), trace_.at(n)).headline;
  }

  const store::Timeline trace_ = sample_timeline();
  std::string folder_;

 private:
  std::unique_ptr<Browser> browser_owner_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_PAGE_IN_BROWSER_H_
