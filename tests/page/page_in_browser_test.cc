// The page as its reader has it: opened from a disk, by keys, mouse, finger and address.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/page/browser.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/export/exporter.h"
#include "tracer/words/narration.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::testing {
namespace {

namespace fs = std::filesystem;
using facts::Grain;
using Json = nlohmann::json;

class PageInBrowser : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!browser_.start()) GTEST_SKIP() << "there is no Chromium here: apt install chromium";
    char folder[] = "/tmp/greenlens-page-XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    folder_ = folder;
    write({});
  }
  void write(const exports::ExportOptions& options) {
    std::ofstream file(folder_ + "/lesson.html", std::ios::binary);
    const facts::Fault fault = exports::find_exporter("html")->write(english(), trace_, options,
                                                                     [&](std::string_view bytes) {
                                                                       file << bytes;
                                                                       return true;
                                                                     });
    ASSERT_FALSE(fault);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  void open(const std::string& address = "") {
    browser_.open("file://" + folder_ + "/lesson.html" + address);
  }
  std::string text(const std::string& selector) {
    return browser_.evaluate("document.querySelector('" + selector + "').textContent")
        .get<std::string>();
  }
  uint64_t step() {
    return browser_.evaluate("+new URLSearchParams(location.hash.slice(1)).get('step')")
        .get<uint64_t>();
  }
  std::string headline(uint64_t n) const {
    return words::narrate(english(), trace_.at(n)).headline;
  }

  const store::Timeline trace_ = sample_timeline();
  Browser browser_;
  std::string folder_;
};

TEST_F(PageInBrowser, OpensWithoutAMessageAndAsksForNothing) {
  open();
  EXPECT_EQ(step(), 0u);
  EXPECT_EQ(text("#sentence h2"), headline(0));
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
  browser_.evaluate("console.log('heard')");
  browser_.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)");
  EXPECT_GE(browser_.complaints().size(), 2u) << "what is listened to would be heard";
}

TEST_F(PageInBrowser, SaysAndDrawsEveryStep) {
  open();
  for (uint64_t n = 0; n <= trace_.size(); ++n) {
    browser_.evaluate("location.hash = '#step=" + std::to_string(n) +
                      "'; new Promise((done) => setTimeout(done, 0))");
    ASSERT_EQ(step(), n);
    EXPECT_EQ(text("#sentence h2"), headline(n)) << n;
    EXPECT_EQ(text("#sentence p"), words::narrate(english(), trace_.at(n)).detail) << n;
    const Json drawn = browser_.evaluate(
        "['stack', 'tree', 'timeline'].map((id) => document.querySelectorAll('#' + id + ' svg "
        "g[id]').length)");
    // At the beginning nobody is there yet, and nothing has happened.
    for (const Json& count : drawn) EXPECT_GT(count.get<int>(), n == 0 ? 0 : 3) << n;
  }
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

TEST_F(PageInBrowser, HasItsStateInItsAddress) {
  open("#step=40&grain=switch&select=gr2&layout=classroom&theme=dark");
  EXPECT_EQ(step(), 40u);
  EXPECT_EQ(text("#sentence h2"), headline(40));
  EXPECT_EQ(text("#fields b"), "gr2");
  EXPECT_EQ(text("#grains .on"), "switch");
  EXPECT_EQ(browser_.evaluate("document.documentElement.dataset.layout"), "classroom");
  EXPECT_EQ(browser_.evaluate("document.documentElement.dataset.theme"), "dark");
  EXPECT_EQ(browser_.evaluate("document.body.classList.contains('selecting')"), true);
  browser_.press("ArrowLeft");
  const std::string address = browser_.evaluate("location.hash").get<std::string>();
  open(address);
  EXPECT_EQ(step(), trace_.previous(Grain::switch_, 40));
  EXPECT_EQ(browser_.evaluate("location.hash"), address);
  open("#step=nonsense&grain=hour&select=nobody&theme=pink");
  EXPECT_EQ(step(), 0u);
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

TEST_F(PageInBrowser, ShowsNotesAndGoesFromOneToTheNext) {
  exports::ExportOptions options;
  options.notes = std::make_shared<const words::Notes>(
      words::Notes{{{12, "partly <b>saved</b>\n& so on", "", words::NoteOn::whole, ""},
                    {12, "the bottom half", "main", words::NoteOn::slice, ""},
                    {30, "", "", words::NoteOn::whole, ""}},
                   {},
                   ""});
  write(options);
  open();
  const auto shown = [&] { return browser_.evaluate("!document.getElementById('notes').hidden"); };
  EXPECT_EQ(shown(), false);
  browser_.press("m");
  EXPECT_EQ(step(), 12u);
  EXPECT_EQ(shown(), true);
  EXPECT_EQ(text("#notes li:nth-child(1) span"), "partly <b>saved</b>\n& so on");
  EXPECT_EQ(text("#notes li:nth-child(2)"), "2main’s slice: the bottom half");
  EXPECT_EQ(
      browser_.evaluate("document.querySelectorAll('#stack g[id=\"pin.12.2.slice\"]').length"), 1);
  // Below the sentence, over nothing.
  EXPECT_EQ(browser_.evaluate("document.getElementById('notes').getBoundingClientRect().top >= "
                              "document.getElementById('sentence').getBoundingClientRect().bottom "
                              "&& document.getElementById('notes').getBoundingClientRect().bottom "
                              "<= document.querySelector('main').getBoundingClientRect().top"),
            true);
  browser_.press("m");
  EXPECT_EQ(step(), 30u) << "a bookmark, too";
  EXPECT_EQ(shown(), false);
  browser_.press("m");
  EXPECT_EQ(step(), 30u) << "there is none behind it";
  browser_.press("M", true);
  EXPECT_EQ(step(), 12u);
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#marks .mark').length"), 2);
  browser_.evaluate("document.querySelectorAll('#marks .mark')[1].click()");
  EXPECT_EQ(step(), 30u);
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#steps p.note').length"), 2);
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

TEST_F(PageInBrowser, GoesByTheWindowsKeys) {
  open("#step=20");
  browser_.press("ArrowRight");
  EXPECT_EQ(step(), 21u);
  browser_.press("ArrowLeft");
  EXPECT_EQ(step(), 20u);
  browser_.press("ArrowRight", true);
  EXPECT_EQ(step(), trace_.next(Grain::switch_, 20));
  browser_.press("End");
  EXPECT_EQ(step(), trace_.size());
  browser_.press("Home");
  EXPECT_EQ(step(), 0u);
  browser_.press("1");
  browser_.press("ArrowRight");
  EXPECT_EQ(step(), trace_.next(Grain::line, 0));
  browser_.press("2");
  browser_.press("ArrowRight");
  EXPECT_EQ(step(), trace_.next(Grain::switch_, *trace_.next(Grain::line, 0)));
  EXPECT_EQ(text("#grains .on"), "switch");
}

TEST_F(PageInBrowser, GoesByMouseAndSelectsEverywhere) {
  open("#step=40");
  browser_.click("#next");
  EXPECT_EQ(step(), 41u);
  browser_.click("#back");
  EXPECT_EQ(step(), 40u);
  browser_.click("#tree g[data-g=\"2\"]");
  EXPECT_EQ(text("#fields b"), "gr1");
  const Json chosen = browser_.evaluate(
      "['stack', 'tree', 'timeline'].map((id) => document.querySelectorAll('#' + id + ' "
      ".chosen').length)");
  for (const Json& count : chosen) EXPECT_GT(count.get<int>(), 0);
  browser_.click("#tree g[data-g=\"2\"]");
  EXPECT_EQ(browser_.evaluate("document.body.classList.contains('selecting')"), false);
  browser_.evaluate(
      "(() => { const slider = document.querySelector('#slider input'); slider.value = 12; "
      "slider.dispatchEvent(new Event('input')); })()");
  EXPECT_EQ(step(), 12u);
  browser_.evaluate("document.querySelector('.term').focus()");
  EXPECT_EQ(browser_.evaluate("document.querySelector('#explained').hidden"), false);
}

TEST_F(PageInBrowser, HasRoomOnAPhoneAndAtEveryZoom) {
  for (const auto& [width, height] :
       {std::pair{360, 740}, {390, 844}, {640, 450}, {1024, 700}, {1280, 800}, {1920, 1080}}) {
    browser_.resize(width, height, width < 400);
    for (const char* layout : {"everything", "classroom"}) {
      open(std::string("#step=40&layout=") + layout);
      EXPECT_LE(browser_.evaluate("document.documentElement.scrollWidth"), width) << layout;
      const Json buttons = browser_.evaluate(
          "['back', 'play', 'next'].map((id) => { const r = "
          "document.getElementById(id).getBoundingClientRect(); return [r.height, r.bottom]; })");
      for (const Json& button : buttons) {
        EXPECT_GE(button[0].get<double>(), width < 400 ? 44 : 30) << width;
        EXPECT_LE(button[1].get<double>(), height) << width << ": a thumb finds it";
      }
    }
  }
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

TEST_F(PageInBrowser, IsSteppedFromThePageAroundIt) {
  std::ofstream(folder_ + "/book.html")
      << "<!doctype html><body><iframe src='lesson.html#step=13' width=900 height=700></iframe>"
         "<script>window.told = []; addEventListener('message', (e) => told.push(e.data));"
         "</script>";
  browser_.open("file://" + folder_ + "/book.html");
  const std::string until =
      "new Promise((done) => { const look = () => told.length > K ? done(told[K]) : "
      "setTimeout(look, 10); look(); })";
  const auto told = [&](const char* k) {
    std::string wait = until;
    for (size_t at; (at = wait.find('K')) != std::string::npos;) wait.replace(at, 1, k);
    return browser_.evaluate(wait);
  };
  const Json first = told("0");
  EXPECT_EQ(first["greenlens"], "step");
  EXPECT_EQ(first["step"], 13);
  EXPECT_GT(first["height"].get<int>(), 300);
  browser_.evaluate("frames[0].postMessage({greenlens: 'show', step: 27}, '*')");
  EXPECT_EQ(told("1")["step"], 27);
  browser_.evaluate("frames[0].postMessage({greenlens: 'next'}, '*')");
  EXPECT_EQ(told("2")["step"], 28);
}

TEST_F(PageInBrowser, CanBePrinted) {
  open("#step=40");
  EXPECT_GT(browser_.printed(), 20'000u);
}

TEST_F(PageInBrowser, OpensASliceIntoItsFramesAndWords) {
  open("#step=40&select=gr2");
  const state::State state = trace_.state(40);
  const auto gr2 = std::find_if(state.greenlets.begin(), state.greenlets.end(),
                                [](const auto& one) { return one.second.name == "gr2"; });
  ASSERT_NE(gr2, state.greenlets.end());
  const std::vector<words::OpenedFrame> frames =
      opened_slice(english(), state, gr2->second, words::machine_of(trace_.info()));
  ASSERT_FALSE(frames.empty());
  ASSERT_FALSE(frames[0].words.empty());
  EXPECT_EQ(text("#frames b"), "gr2");
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#frames .frame').length"), frames.size());
  EXPECT_EQ(text("#frames summary").find(words::run_text(frames[0].run)), 0u);
  // What was opened stays open at the next step.
  browser_.evaluate(
      "document.querySelector('#frames summary').click();"
      "new Promise((done) => setTimeout(done, 50))");
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#frames [open]').length"), 1);
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#frames [open] tr').length"),
            frames[0].words.size());
  browser_.press("ArrowRight");
  EXPECT_EQ(browser_.evaluate("document.querySelectorAll('#frames [open]').length"), 1);
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

TEST_F(PageInBrowser, OpensWhereItIsToldAndHasWhatIsWanted) {
  exports::ExportOptions options;
  options.opens_at = 30;
  options.views = {exports::PageView::stack, exports::PageView::output};
  write(options);
  open();
  EXPECT_EQ(step(), 30u);
  const auto seen = [&](const std::string& id) {
    return browser_.evaluate("document.getElementById('" + id + "').getClientRects().length > 0");
  };
  for (const char* id : {"stack", "printed", "steps"}) EXPECT_EQ(seen(id), true) << id;
  for (const char* id : {"tree", "timeline", "source", "fields", "frames", "legend"}) {
    EXPECT_EQ(seen(id), false) << id;
  }
  browser_.press("End");
  EXPECT_EQ(step(), trace_.size());
  open("#step=4");
  EXPECT_EQ(step(), 4u);
  EXPECT_EQ(browser_.complaints(), std::vector<std::string>());
}

}  // namespace
}  // namespace greenlens::testing
