// The page as its reader has it: opened from a disk, by keys, mouse, finger and address.
#include "tests/page/page_in_browser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tracer/words/opened_slice.h"

namespace greenlens::testing {
namespace {

using facts::Grain;
using Json = Browser::Json;

INSTANTIATE_TEST_SUITE_P(Page, PageInBrowser, all_browsers(), name_of_browser);

TEST_P(PageInBrowser, OpensWithoutAMessageAndAsksForNothing) {
  open();
  EXPECT_EQ(step(), 0u);
  EXPECT_EQ(text("#sentence h2"), headline(0));
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
  browser().evaluate("console.log('heard')");
  browser().evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)");
  EXPECT_GE(browser().complaints().size(), 2u) << "what is listened to would be heard";
}

TEST_P(PageInBrowser, SaysAndDrawsEveryStep) {
  open();
  for (uint64_t n = 0; n <= trace_.size(); ++n) {
    browser().evaluate("location.hash = '#step=" + std::to_string(n) +
                       "'; new Promise((done) => setTimeout(done, 0))");
    ASSERT_EQ(step(), n);
    EXPECT_EQ(text("#sentence h2"), headline(n)) << n;
    EXPECT_EQ(text("#sentence p"), words::narrate(english(), trace_.at(n)).detail) << n;
    const Json drawn = browser().evaluate(
        "['stack', 'tree', 'timeline'].map((id) => document.querySelectorAll('#' + id + ' svg "
        "g[id]').length)");
    // At the beginning nobody is there yet, and nothing has happened.
    for (const Json& count : drawn) EXPECT_GT(count.get<int>(), n == 0 ? 0 : 3) << n;
  }
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, HasItsStateInItsAddress) {
  open("#step=40&grain=switch&select=gr2&layout=classroom&theme=dark");
  EXPECT_EQ(step(), 40u);
  EXPECT_EQ(text("#sentence h2"), headline(40));
  EXPECT_EQ(text("#fields b"), "gr2");
  EXPECT_EQ(text("#grains .on"), "switch");
  EXPECT_EQ(browser().evaluate("document.documentElement.dataset.layout"), "classroom");
  EXPECT_EQ(browser().evaluate("document.documentElement.dataset.theme"), "dark");
  EXPECT_EQ(browser().evaluate("document.body.classList.contains('selecting')"), true);
  browser().press("ArrowLeft");
  const std::string address = browser().evaluate("location.hash").get<std::string>();
  open(address);
  EXPECT_EQ(step(), trace_.previous(Grain::switch_, 40));
  EXPECT_EQ(browser().evaluate("location.hash"), address);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

// As the command line takes a step, where it means one that the page has.
TEST_P(PageInBrowser, TakesAStepByItsName) {
  exports::ExportOptions options;
  options.notes = std::make_shared<const words::Notes>(
      words::Notes{{{12, "partly saved, and more", "", words::NoteOn::whole, ""},
                    {30, "Partly saved", "main", words::NoteOn::slice, ""},
                    {35, "", "", words::NoteOn::whole, ""}},
                   {},
                   ""});
  options.opens_at = 3;
  write(options);
  const uint64_t switches = trace_.count(Grain::switch_);
  const std::vector<std::pair<std::string, uint64_t>> all = {
      {"step=first", 0},
      {"step=last", trace_.size()},
      {"step=middle", trace_.count(Grain::phase) / 2},
      {"step=middle&grain=switch", trace_.stop(Grain::switch_, switches / 2)},
      {"step=@17", 17},
      {"note=partly%20saved", 30},
      {"step=note%3Dand%20more", 12},
      {"note=PARTLY", 12},
      {"note=nothing%20of%20that", 3},
      {"note=", 3},
      {"step=@", 3},
      {"step=-4", 3},
      {"step=99999", trace_.size()}};
  for (const auto& [address, n] : all) {
    open("#" + address);
    EXPECT_EQ(step(), n) << address;
  }
  const auto told = [&](const std::string& message) {
    browser().evaluate("postMessage(" + message +
                       ", '*'); new Promise((done) => setTimeout(done, 100))");
    return step();
  };
  EXPECT_EQ(told("{greenlens: 'show', step: 'middle'}"), trace_.size() / 2);
  EXPECT_EQ(told("{greenlens: 'show', note: 'and more'}"), 12u);
  EXPECT_EQ(told("{greenlens: 'show', step: '@40'}"), 40u);
  EXPECT_EQ(told("{greenlens: 'show', step: 'nowhere'}"), 40u);
  EXPECT_EQ(told("{greenlens: 'show'}"), 40u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, OpensSomewhereWhateverItsAddressSays) {
  open("#step=nonsense&grain=hour&select=nobody&theme=pink");
  EXPECT_EQ(step(), 0u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, ShowsNotesAndGoesFromOneToTheNext) {
  exports::ExportOptions options;
  options.notes = std::make_shared<const words::Notes>(
      words::Notes{{{12, "partly <b>saved</b>\n& so on", "", words::NoteOn::whole, ""},
                    {12, "the bottom half", "main", words::NoteOn::slice, ""},
                    {30, "", "", words::NoteOn::whole, ""}},
                   {},
                   ""});
  write(options);
  open();
  const auto shown = [&] { return browser().evaluate("!document.getElementById('notes').hidden"); };
  EXPECT_EQ(shown(), false);
  browser().press("m");
  EXPECT_EQ(step(), 12u);
  EXPECT_EQ(shown(), true);
  EXPECT_EQ(text("#notes li:nth-child(1) span"), "partly <b>saved</b>\n& so on");
  EXPECT_EQ(text("#notes li:nth-child(2)"), "2main’s slice: the bottom half");
  EXPECT_EQ(
      browser().evaluate("document.querySelectorAll('#stack g[id=\"pin.12.2.slice\"]').length"), 1);
  // Below the sentence, over nothing.
  EXPECT_EQ(browser().evaluate("document.getElementById('notes').getBoundingClientRect().top >= "
                               "document.getElementById('sentence').getBoundingClientRect().bottom "
                               "&& document.getElementById('notes').getBoundingClientRect().bottom "
                               "<= document.querySelector('main').getBoundingClientRect().top"),
            true);
  browser().press("m");
  EXPECT_EQ(step(), 30u) << "a bookmark, too";
  EXPECT_EQ(shown(), false);
  browser().press("m");
  EXPECT_EQ(step(), 30u) << "there is none behind it";
  browser().press("M", true);
  EXPECT_EQ(step(), 12u);
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#marks .mark').length"), 2);
  browser().evaluate("document.querySelectorAll('#marks .mark')[1].click()");
  EXPECT_EQ(step(), 30u);
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#steps p.note').length"), 2);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, GoesByTheWindowsKeys) {
  open("#step=20");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), 21u);
  browser().press("ArrowLeft");
  EXPECT_EQ(step(), 20u);
  browser().press("ArrowRight", true);
  EXPECT_EQ(step(), trace_.next(Grain::switch_, 20));
  browser().press("End");
  EXPECT_EQ(step(), trace_.size());
  browser().press("Home");
  EXPECT_EQ(step(), 0u);
  browser().press("1");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), trace_.next(Grain::line, 0));
  browser().press("2");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), trace_.next(Grain::switch_, *trace_.next(Grain::line, 0)));
  EXPECT_EQ(text("#grains .on"), "switch");
}

TEST_P(PageInBrowser, GoesByInstructionsWhereTheyWereRecorded) {
  open("#step=20");
  const auto hidden = [&] {
    return browser().evaluate("document.querySelector('[data-grain=instruction]').hidden");
  };
  EXPECT_EQ(hidden(), true);
  uint64_t first = 0;
  const store::Timeline stepped = stepped_timeline(&first);
  write(stepped, {});
  open("#step=" + std::to_string(first - 1));
  EXPECT_EQ(hidden(), false);
  EXPECT_EQ(text("#grains .on"), "instruction");
  EXPECT_EQ(browser().evaluate("document.querySelector('#registers').hidden"), true);
  browser().press("ArrowRight");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), first + 1);
  const store::Instruction& now = stepped.info().arch.code[1];
  EXPECT_EQ(text("#code tr.now td:nth-child(3)"), now.text);
  EXPECT_EQ(text("#registers tr.changed td"), "rsp");
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#registers tr').length"), 2);
  browser().press("3");
  browser().press("ArrowLeft");
  EXPECT_EQ(step(), first - 1) << "no phase ends with an instruction";
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#code tr.now').length"), 0);
  browser().press("4");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), first);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, LinksEachInstructionAndTheLineThatItWasMadeFrom) {
  uint64_t first = 0;
  write(stepped_timeline(&first), {});
  open("#step=" + std::to_string(first));
  EXPECT_EQ(text("#made_from b"), "arch/x/switch.S");
  const auto lit = [&] {
    return browser().evaluate(
        "[...document.querySelectorAll('#code .lit')].map((row) => row.dataset.line)");
  };
  const auto now = [&] {
    return browser().evaluate(
        "[...document.querySelectorAll('#code .now')].map((row) => row.dataset.line)");
  };
  EXPECT_EQ(now(), Json({"2:4", "2:4"})) << "the instruction and its line";
  EXPECT_EQ(lit(), Json::array());
  browser().click("#code tr:nth-child(2)");
  EXPECT_EQ(lit(), Json({"2:6", "2:6"}));
  browser().press("ArrowRight");
  EXPECT_EQ(now(), Json({"2:6", "2:6"}));
  EXPECT_EQ(lit(), Json({"2:6", "2:6"})) << "it stays";
  browser().click("#made_from [data-line='2:4']");
  EXPECT_EQ(lit(), Json({"2:4", "2:4"}));
  browser().click("#made_from [data-line='2:4']");
  browser().evaluate("document.querySelector('#code').dispatchEvent(new Event('mouseleave'))");
  EXPECT_EQ(lit(), Json::array()) << "clicked once more";
  browser().evaluate(
      "document.querySelector('#code tr').dispatchEvent(new Event('mouseover', {bubbles: true}))");
  EXPECT_EQ(lit(), Json({"2:4", "2:4"})) << "under the mouse";
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, SaysWhichInstructionsUseARegister) {
  uint64_t first = 0;
  write(stepped_timeline(&first), {});
  open("#step=" + std::to_string(first));
  const auto point_at = [&](const std::string& name) {
    browser().evaluate("document.querySelector('#registers [data-register=" + name +
                       "] td').dispatchEvent(new Event('mouseover', {bubbles: true}))");
    return browser().evaluate(
        "[...document.querySelectorAll('#code tr[data-offset]')].map((row) => "
        "row.firstChild.textContent)");
  };
  EXPECT_EQ(point_at("rsp"), Json({"+0", "both"}));
  EXPECT_EQ(point_at("rbx"), Json({"+0", "reads"}));
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#code tr.lit').length"), 1);
  browser().evaluate("document.querySelector('#registers').dispatchEvent(new Event('mouseleave'))");
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#code tr.lit').length"), 0);
  EXPECT_EQ(text("#code tr:nth-child(2) td"), "+4");
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, GoesByMouseAndSelectsEverywhere) {
  open("#step=40");
  browser().click("#next");
  EXPECT_EQ(step(), 41u);
  browser().click("#back");
  EXPECT_EQ(step(), 40u);
  browser().click("#tree g[data-g=\"2\"]");
  EXPECT_EQ(text("#fields b"), "gr1");
  const Json chosen = browser().evaluate(
      "['stack', 'tree', 'timeline'].map((id) => document.querySelectorAll('#' + id + ' "
      ".chosen').length)");
  for (const Json& count : chosen) EXPECT_GT(count.get<int>(), 0);
  browser().click("#tree g[data-g=\"2\"]");
  EXPECT_EQ(browser().evaluate("document.body.classList.contains('selecting')"), false);
  browser().evaluate(
      "(() => { const slider = document.querySelector('#slider input'); slider.value = 12; "
      "slider.dispatchEvent(new Event('input')); })()");
  EXPECT_EQ(step(), 12u);
  browser().evaluate("document.querySelector('.term').focus()");
  EXPECT_EQ(browser().evaluate("document.querySelector('#explained').hidden"), false);
}

TEST_P(PageInBrowser, HasRoomOnAPhoneAndAtEveryZoom) {
  for (const auto& [width, height] :
       {std::pair{360, 740}, {390, 844}, {640, 400}, {1024, 700}, {1280, 800}, {1920, 1080}}) {
    browser().resize(width, height, width < 400);
    for (const char* layout : {"everything", "classroom"}) {
      open(std::string("#step=40&layout=") + layout);
      EXPECT_LE(browser().evaluate("document.documentElement.scrollWidth"), width) << layout;
      const Json buttons = browser().evaluate(
          "['back', 'play', 'next'].map((id) => { const r = "
          "document.getElementById(id).getBoundingClientRect(); return [r.height, r.bottom]; })");
      // At 200 %, too, one sees what happened, and some of the picture.
      EXPECT_GT(browser().evaluate("document.querySelector('footer').getBoundingClientRect().top - "
                                   "document.getElementById('stack').getBoundingClientRect().top"),
                80)
          << width << layout;
      for (const Json& button : buttons) {
        EXPECT_GE(button[0].get<double>(), width < 400 ? 44 : 30) << width;
        EXPECT_LE(button[1].get<double>(), height) << width << ": a thumb finds it";
      }
    }
  }
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, IsSteppedFromThePageAroundIt) {
  std::ofstream(folder_ + "/book.html")
      << "<!doctype html><body><iframe src='lesson.html#step=13' width=900 height=700></iframe>"
         "<script>window.told = []; addEventListener('message', (e) => told.push(e.data));"
         "</script>";
  browser().open("file://" + folder_ + "/book.html");
  const std::string until =
      "new Promise((done) => { const look = () => told.length > K ? done(told[K]) : "
      "setTimeout(look, 10); look(); })";
  const auto told = [&](const char* k) {
    std::string wait = until;
    for (size_t at; (at = wait.find('K')) != std::string::npos;) wait.replace(at, 1, k);
    return browser().evaluate(wait);
  };
  const Json first = told("0");
  EXPECT_EQ(first["greenlens"], "step");
  EXPECT_EQ(first["step"], 13);
  EXPECT_GT(first["height"].get<int>(), 300);
  browser().evaluate("frames[0].postMessage({greenlens: 'show', step: 27}, '*')");
  EXPECT_EQ(told("1")["step"], 27);
  browser().evaluate("frames[0].postMessage({greenlens: 'next'}, '*')");
  EXPECT_EQ(told("2")["step"], 28);
}

TEST_P(PageInBrowser, CanBePrinted) {
  browser().evaluate("0");
  open("#step=40&theme=dark&select=gr2");
  // What paper would get of it: all of it, light, with its colours, and with letters that can be
  // read.
  browser().evaluate(
      "window.seen = null; addEventListener('beforeprint', () => setTimeout(() => 0)); "
      "addEventListener('beforeprint', () => { const of = (selector) => "
      "getComputedStyle(document.querySelector(selector)); seen = {narrow: "
      "document.querySelector('#timeline svg').viewBox.baseVal.width, cut: [...document"
      ".querySelectorAll('#source .lines, #printed ol, #frames div')].filter((one) => "
      "matchMedia('print').matches && one.scrollHeight > one.clientHeight + 1).length}; })");
  const std::string paper = browser().printed();
  EXPECT_EQ(paper.substr(0, 5), "%PDF-");
  EXPECT_GT(paper.size(), 20'000u);
  const Json seen = browser().evaluate("seen");
  EXPECT_LT(seen["narrow"].get<int>(), 600) << "made for paper";
  EXPECT_GT(browser().evaluate("document.querySelector('#timeline svg').viewBox.baseVal.width"),
            600)
      << "and as it was, afterwards";
  EXPECT_EQ(step(), 40u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, OpensASliceIntoItsFramesAndWords) {
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
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#frames .frame').length"),
            frames.size());
  EXPECT_EQ(text("#frames summary").find(words::run_text(frames[0].run)), 0u);
  // What was opened stays open at the next step.
  browser().evaluate(
      "document.querySelector('#frames summary').click();"
      "new Promise((done) => setTimeout(done, 50))");
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#frames [open]').length"), 1);
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#frames [open] tr').length"),
            frames[0].words.size());
  browser().press("ArrowRight");
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#frames [open]').length"), 1);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, OpensWhereItIsToldAndHasWhatIsWanted) {
  exports::ExportOptions options;
  options.opens_at = 30;
  options.views = {exports::PageView::stack, exports::PageView::output};
  write(options);
  open();
  EXPECT_EQ(step(), 30u);
  const auto seen = [&](const std::string& id) {
    return browser().evaluate("document.getElementById('" + id + "').getClientRects().length > 0");
  };
  for (const char* id : {"stack", "printed", "steps"}) EXPECT_EQ(seen(id), true) << id;
  for (const char* id : {"tree", "timeline", "source", "fields", "frames", "legend"}) {
    EXPECT_EQ(seen(id), false) << id;
  }
  browser().press("End");
  EXPECT_EQ(step(), trace_.size());
  open("#step=4");
  EXPECT_EQ(step(), 4u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

// test1/test2 fires one: its link leads to its step, and its page is folded until somebody asks.
TEST_P(PageInBrowser, ALintLeadsToItsStepAndItsPageUnfolds) {
  open();
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#lints li').length"), 1);
  const auto is_page_seen = [&] {
    return browser().evaluate("document.querySelector('#lints li details').open");
  };
  EXPECT_EQ(is_page_seen(), false);
  browser().evaluate("document.querySelector('#lints li summary').click()");
  EXPECT_EQ(is_page_seen(), true);
  browser().evaluate(
      "document.querySelector('#lints li a').click(); "
      "new Promise((done) => setTimeout(done, 0))");
  EXPECT_EQ("#step=" + std::to_string(step()),
            browser().evaluate("document.querySelector('#lints li a').getAttribute('href')"));
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

}  // namespace
}  // namespace greenlens::testing
