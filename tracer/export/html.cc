// The replay: one page that opens anywhere, without a network. Its pictures are the scenes of every
// step; its script shows one of them and lays nothing out.
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "assets/assets.h"
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/page/lesson.h"
#include "tracer/export/page/levels.h"
#include "tracer/export/page/lints.h"
#include "tracer/export/page/pack.h"
#include "tracer/export/page/past.h"
#include "tracer/export/page/pictures.h"
#include "tracer/export/page/processes.h"
#include "tracer/export/page/program.h"
#include "tracer/export/page/questions.h"
#include "tracer/export/page/slices.h"
#include "tracer/export/page/stops.h"
#include "tracer/export/page/story.h"
#include "tracer/export/page/strategies.h"
#include "tracer/export/page/themes.h"
#include "tracer/export/page/variables.h"
#include "tracer/facts/ended_switch.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/legend/legend_scene.h"
#include "tracer/scene/pins.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/queries.h"
#include "tracer/words/transcript.h"
#include "tracer/words/what_is_real.h"

namespace greenlens::exports::html {
namespace {

using scene::Role;
using scene::Scene;
using scene::SceneOptions;
using scene::Theme;

// More would be a page of many megabytes: each step says how each greenlet stands.
constexpr size_t kMostSteps = 1200, kFewestSteps = 50, kMostStandings = 60'000;

size_t most_steps(const state::State& last) {
  const size_t greenlets = std::max<size_t>(1, last.greenlets.size());
  return std::clamp(kMostStandings / greenlets, kFewestSteps, kMostSteps);
}

// What a page has room for: beside each other, or below each other on a phone and for a wall.
struct Room {
  const char* name;
  float stack_width, stack_height, tree_width, tree_height, timeline_width, timeline_height;
};
constexpr std::array kRooms = {Room{"wide", 620, 470, 300, 190, 1180, 150},
                               Room{"narrow", 400, 360, 360, 180, 420, 150}};
constexpr float kLegendWidth = 780;

struct Drawn {
  Scene stack, story, tree, timeline;  // the stack as a story has it, too
};

Drawn draw(const Levels& levels, const store::Trace& trace, const PageSteps& page, uint64_t step,
           const Room& room, const ExportOptions& asked,
           const std::shared_ptr<const scene::RunExtent>& run,
           const std::vector<words::StepNote>& notes) {
  SceneOptions options;
  options.hidden = asked.hidden;
  options.machine = words::machine_of(trace.info());
  options.run = run;
  const words::Messages& messages = levels.at(words::Level::mechanism);
  const state::Moment moment = trace.at(step);
  Drawn drawn;
  options.width = room.stack_width, options.height = room.stack_height;
  drawn.stack = scene::stack_scene(messages, moment, options);
  drawn.story = scene::stack_scene(levels.at(words::Level::story), moment, options);
  options.width = room.tree_width, options.height = room.tree_height;
  drawn.tree = scene::tree_scene(messages, moment, options);
  options.width = room.timeline_width, options.height = room.timeline_height;
  drawn.timeline = scene::timeline_scene(
      messages, trace, step,
      {.steps =
           asked.steps.all() ? asked.steps : scene::Steps{page.steps.front(), page.steps.back()},
       .times = asked.times,
       .axis = asked.axis},
      options);
  for (Scene* scene : {&drawn.stack, &drawn.story, &drawn.tree, &drawn.timeline}) {
    scene::put_pins(scene, notes);
  }
  return drawn;
}

// The pictures of one room, step by step.
struct Views {
  Pictures stack, story, tree, timeline, legend;
  Views(const words::Glossary& glossary, SvgWriter* writer)
      : stack(glossary, writer),
        story(glossary, writer),
        tree(glossary, writer),
        timeline(glossary, writer),
        legend(glossary, writer) {}
};

// Sentences of the page's script, which fills their places: what it calls them, and their ids.
facts::Json words_of(const words::Messages& messages) {
  constexpr std::array kWords = {std::pair{"copy", "page.copy"},
                                 std::pair{"copied", "page.copied"},
                                 std::pair{"step", "page.step"},
                                 std::pair{"step_of", "page.step_of"},
                                 std::pair{"nothing_printed", "page.nothing_printed"},
                                 std::pair{"no_frames", "page.no_frames"},
                                 std::pair{"calls_of", "page.calls_of"},
                                 std::pair{"frame_bytes", "page.frame_bytes"},
                                 std::pair{"reads", "page.reads"},
                                 std::pair{"writes", "page.writes"},
                                 std::pair{"both", "page.both"},
                                 std::pair{"past", "page.past"},
                                 std::pair{"ask_something", "page.past.ask"},
                                 std::pair{"ask_word", "page.past.ask_word"},
                                 std::pair{"ask_number", "page.past.ask_number"},
                                 std::pair{"asked_at", "page.past.asked_at"},
                                 std::pair{"not_in_page", "page.past.not_in_page"},
                                 std::pair{"not_a_word", "page.past.not_a_word"},
                                 std::pair{"too_many_words", "page.past.too_many_words"},
                                 std::pair{"first_changes", "page.past.first_changes"},
                                 std::pair{"of_program", "page.past.of_program"},
                                 std::pair{"go", "ui.past.go"},
                                 std::pair{"history", "ui.past.history"},
                                 std::pair{"change", "ui.past.change"},
                                 std::pair{"never", "ui.past.never"},
                                 std::pair{"choose", "page.choose"},
                                 std::pair{"remove", "ui.breakpoints.remove_that"},
                                 std::pair{"none_later", "ui.breakpoints.none_later"},
                                 std::pair{"none_earlier", "ui.breakpoints.none_earlier"},
                                 std::pair{"stop_at_line", "page.stop_at_line"},
                                 std::pair{"stops_count", "page.stops.count"},
                                 std::pair{"stops_at", "page.stops.at"},
                                 std::pair{"left_out", "page.stops.left_out"},
                                 std::pair{"quiz", "page.quiz"},
                                 std::pair{"quiz_number", "page.quiz.number"},
                                 std::pair{"quiz_none", "page.quiz.none"},
                                 std::pair{"quiz_begin", "page.quiz.begin"},
                                 std::pair{"quiz_done", "page.quiz.done"},
                                 std::pair{"quiz_score", "page.quiz.score"},
                                 std::pair{"quiz_code", "page.quiz.copy"},
                                 std::pair{"lesson_part", "page.lesson.part"},
                                 std::pair{"lesson_answer", "page.lesson.answer"},
                                 std::pair{"lesson_done", "page.lesson.done"},
                                 std::pair{"lesson_todo", "page.lesson.in_the_app"}};
  std::vector<words::Messages::Place> places;
  for (const char* place :
       {"step", "all", "bytes", "from", "to", "place", "at", "meaning", "name", "value", "was",
        "is", "count", "number", "condition", "line", "right", "task"}) {
    places.emplace_back(place, std::string("{") + place + '}');
  }
  facts::Json words;
  for (const auto& [name, id] : kWords) words[name] = messages.text(id, places);
  for (const char* group :
       {"asked", "lines", "runs", "events", "bytes", "greenlets", "instructions"}) {
    words["groups"][group] = messages.text(std::string("page.stops.") + group);
  }
  return words;
}

// A tick for each switch that was delivered: where, and from whom to whom.
facts::Json ticks_of(const store::Trace& trace, const PageSteps& page) {
  constexpr size_t kMostTicks = 12;
  facts::Json all = facts::Json::array();
  for (size_t i = 1; i < page.steps.size(); ++i) {
    const facts::Event event = trace.event(page.steps[i]);
    const std::optional<facts::EndedSwitch> ended = facts::ended_switch(event.fact);
    if (!ended) continue;
    const state::State state = trace.state(page.steps[i]);
    all.push_back({i, facts::shown(name_of(state, ended->origin)) + "→" +
                          facts::shown(name_of(state, ended->target))});
  }
  return all.size() <= kMostTicks ? all : facts::Json::array();
}

std::string keys_table(const words::Messages& messages) {
  constexpr std::array kKeys = {std::pair{"← →", "step"},       std::pair{"Shift ← →", "switch"},
                                std::pair{"Home End", "ends"},  std::pair{"Space", "play"},
                                std::pair{"↑ ↓", "speed"},      std::pair{"1 2 3 4", "grain"},
                                std::pair{"N Shift+N", "next"}, std::pair{"M Shift+M", "note"},
                                std::pair{"Shift+Y Y", "stop"}, std::pair{"X Q", "dock"},
                                std::pair{"E Shift+E", "quiz"}, std::pair{"PgDn PgUp", "part"},
                                std::pair{"L", "legend"},       std::pair{"F1 ?", "help"}};
  std::string rows;
  for (const auto& [key, id] : kKeys) {
    rows += std::string("<tr><td><kbd>") + key + "</kbd></td><td>" +
            escape(messages.text(std::string("page.key.") + id)) + "</td></tr>";
  }
  return rows;
}

bool shows(const ExportOptions& options, PageView view) {
  const std::vector<PageView>& views = options.views;
  return views.empty() || std::find(views.begin(), views.end(), view) != views.end();
}

// The ids of what the page is without, as its script has them.
facts::Json left_out(const ExportOptions& options) {
  constexpr std::array kIds = {"stack",   "tree",   "timeline", "source",
                               "printed", "fields", "frames",   "legend"};
  facts::Json ids = facts::Json::array();
  for (size_t i = 0; i < kIds.size(); ++i) {
    if (!shows(options, static_cast<PageView>(i))) ids.push_back(kIds[i]);
  }
  return ids;
}

// The template with what stands for {names} in it. What is put in is not looked through.
std::string filled(std::string_view page, const words::Messages& messages,
                   const std::map<std::string, std::string, std::less<>>& values) {
  std::string out;
  for (size_t i = 0; i < page.size();) {
    const size_t open = page.find('{', i);
    const size_t close = open == std::string_view::npos ? open : page.find('}', open);
    if (close == std::string_view::npos) return out + std::string(page.substr(i));
    out += page.substr(i, open - i);
    const std::string_view name = page.substr(open + 1, close - open - 1);
    const auto value = values.find(name);
    out +=
        value != values.end() ? value->second : escape(messages.text("page." + std::string(name)));
    i = close + 1;
  }
  return out;
}

std::string said(const words::Messages& messages, const store::Trace& trace,
                 const PageSteps& page) {
  std::vector<std::string> all = words::doubts(messages, trace.at(page.steps.back()));
  if (!page.all) {
    all.push_back(messages.text("page.part", {{"step", std::to_string(page.steps.back())},
                                              {"all", std::to_string(trace.size())}}));
  } else if (page.grain != facts::Grain::phase && page.grain != facts::Grain::instruction) {
    all.push_back(messages.text("page.coarse", {{"grain", facts::grain_name(page.grain)},
                                                {"all", std::to_string(trace.size())}}));
  }
  std::string html;
  for (const std::string& one : all) html += "<p class=\"told\">" + escape(one) + "</p>\n";
  return html;
}

// What the steps have come to.
struct Drawing {
  Variables colors;
  SvgWriter writer{&colors};
  std::vector<Views> rooms;
  facts::Json steps = facts::Json::array();
  std::set<std::string> no_story;
  std::string list;
  Slices slices;
  WordsPast past;
  Drawing(const Levels& levels, const words::Glossary& glossary, const store::Trace& trace)
      : rooms(kRooms.size(), Views(glossary, &writer)),
        slices(levels.at(words::Level::mechanism), trace.info()),
        past(levels.at(words::Level::mechanism), trace) {}
};

// False: nobody wants the page any more.
bool draw_steps(const Levels& levels, const words::Glossary& glossary, const store::Trace& trace,
                const PageSteps& page, const ExportOptions& options, Drawing* drawing) {
  const words::Messages& messages = levels.at(levels.begins_at());
  auto run = std::make_shared<scene::RunExtent>();
  run->follow(trace, /*grows=*/false);
  SceneOptions wide;
  wide.width = kLegendWidth;
  if (shows(options, PageView::frames) && !drawing->past.read(options.progress)) return false;
  for (size_t i = 0; i < page.steps.size(); ++i) {
    if (options.progress && !options.progress(i, page.steps.size())) return false;
    const uint64_t step = page.steps[i];
    const std::vector<words::StepNote> notes = notes_of(messages, trace, options, step).here;
    for (size_t k = 0; k < kRooms.size(); ++k) {
      const Drawn drawn = draw(levels, trace, page, step, kRooms[k], options, run, notes);
      Views& views = drawing->rooms[k];
      views.stack.add(drawn.stack);
      views.story.add(drawn.story);
      views.tree.add(drawn.tree);
      views.timeline.add(drawn.timeline);
      if (k > 0) continue;
      views.legend.add(scene::legend_scene(messages, trace.state(step),
                                           {&drawn.stack, &drawn.tree, &drawn.timeline}, wide));
    }
    facts::Json story = story_of(levels, glossary, trace, step, &drawing->no_story);
    if (shows(options, PageView::frames)) {
      const state::State state = trace.state(step);
      story["s"] = drawing->slices.at(
          state,
          [&](facts::GreenletId id, const words::OpenedFrame& frame, const words::SliceWord& word) {
            drawing->past.add(i, state, id, frame, word);
          });
      facts::Json calls = drawing->slices.calls_at(state);
      if (!calls.empty()) story["i"] = std::move(calls);
    }
    if (!shows(options, PageView::source)) story["at"] = facts::Json::array();
    if (options.notes != nullptr && !words::notes_at(*options.notes, step).empty()) {
      story["o"] = notes_json(messages, notes);
    }
    drawing->steps.push_back(std::move(story));
    drawing->list += listed(messages, trace, step, notes);
  }
  // Whoever has no block in a picture has a line, or printed something.
  for (const auto& [id, g] : trace.state(page.steps.back()).greenlets) {
    scene::Text text;
    text.on_greenlet = true, text.style = {Role::ink, id};
    drawing->colors.text(text);
    drawing->colors.fill({Role::greenlet, id}, {});
  }
  return true;
}

std::string asset(const std::string& file) {
  return std::string(assets::text("assets/page/" + file));
}

// One after the other: what page.js calls stands before it.
std::string script() {
  std::string all;
  for (const char* file :
       {"basics.js", "explained.js", "touch.js", "pictures.js", "panes.js", "code.js", "past.js",
        "breakpoints.js", "questions.js", "lesson.js", "strategies.js", "page.js"}) {
    all += asset(file);
  }
  return all;
}

facts::Json views_of(const ExportOptions& options, const std::vector<Views>& rooms) {
  facts::Json views = facts::Json::object();
  for (size_t k = 0; k < kRooms.size(); ++k) {
    if (shows(options, PageView::stack)) {
      views["stack"][kRooms[k].name] = rooms[k].stack.to_json();
      views["stack_of_story"][kRooms[k].name] = rooms[k].story.to_json();
    }
    if (shows(options, PageView::tree)) views["tree"][kRooms[k].name] = rooms[k].tree.to_json();
    if (shows(options, PageView::timeline))
      views["timeline"][kRooms[k].name] = rooms[k].timeline.to_json();
    if (k == 0 && shows(options, PageView::legend))
      views["legend"][kRooms[k].name] = rooms[k].legend.to_json();
  }
  return views;
}

// The page's questions, and the lesson that asks the last ones of them.
struct Taught {
  facts::Json quiz, lesson;
};
Taught taught(const words::Messages& messages, const store::Trace& trace, const PageSteps& page,
              const ExportOptions& options, const lessons::Placed& placed) {
  std::vector<questions::Question> all =
      page_questions(trace, options.notes.get(), options.questions, options.asking);
  const size_t first = all.size();
  for (const lessons::PlacedPart& part : placed.parts) {
    all.insert(all.end(), part.asked.begin(), part.asked.end());
  }
  Taught taught{questions_json(messages, trace, page.steps, all, options.asking), nullptr};
  for (size_t k = first; k < all.size(); ++k) taught.quiz["all"][k]["of_lesson"] = true;
  if (options.lesson != nullptr) {
    taught.lesson =
        page_lesson(messages, options.lesson_id, *options.lesson, placed, page.steps, first);
  }
  return taught;
}

std::string real_html(const words::Messages& messages) {
  const words::WhatIsReal both = words::what_is_real(messages);
  std::string html;
  const auto add = [&](const char* title, const std::vector<std::string>& all) {
    html += "<h3>" + escape(messages.text(title)) + "</h3><ul>";
    for (const std::string& one : all) html += "<li>" + escape(one) + "</li>";
    html += "</ul>";
  };
  add("real.title", both.real);
  add("simplified.title", both.simplified);
  return html;
}

// The template with all that stands in it but what the script reads.
std::string whole_page(const words::Messages& messages, const store::Trace& trace,
                       const PageSteps& page, const Drawing& drawing, const std::string& lints,
                       const std::string& program, const std::string& packed,
                       const std::string& title) {
  const bool has_contexts = state::has_contexts(trace.state(page.steps.back()));
  return filled(asset("page.html"), messages,
                {{"title", escape(title)},
                 {"themes", themes(drawing.colors)},
                 {"css", asset("page.css")},
                 {"script", script()},
                 {"keys", keys_table(messages)},
                 {"fields_of",
                  escape(messages.text(has_contexts ? "ui.greenlet.context" : "page.fields_of"))},
                 {"said", said(messages, trace, page)},
                 {"lints", lints},
                 {"program", program},
                 {"real", escape(messages.text("ui.view.real"))},
                 {"real_html", real_html(messages)},
                 {"list", drawing.list},
                 {"defs", drawing.writer.definitions()},
                 {"data", packed}});
}

// A lesson on its recording: what it points at is marked like notes.
struct LessonPage {
  lessons::Placed placed;
  words::Notes stops;  // the steps that it stands at
};
LessonPage place_lesson(const store::Trace& trace, ExportOptions* options) {
  LessonPage page;
  if (options->lesson == nullptr) return page;
  page.placed = lessons::place(*options->lesson, trace, options->asking.level);
  page.stops = as_notes(*options->lesson, page.placed);
  const words::Notes pins = pins_of(*options->lesson, page.placed);
  options->notes = std::make_shared<const words::Notes>(
      options->notes != nullptr ? words::joined(*options->notes, pins) : pins);
  return page;
}

// What a page is called.
std::string title_of(const store::TraceInfo& info, const ExportOptions& options) {
  if (options.lesson != nullptr) return options.lesson->title;
  return info.title.empty() ? info.scenario : info.title;
}

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& wanted, const Sink& sink) {
  ExportOptions options = wanted;
  const LessonPage lesson = place_lesson(trace, &options);
  const uint64_t from = options.steps.all() ? 0 : options.steps.from;
  const uint64_t to = options.steps.all() ? trace.size() : std::min(options.steps.to, trace.size());
  PageSteps page = page_steps(trace, from, to, most_steps(trace.state(to)));
  if (options.notes != nullptr) add_noted_steps(*options.notes, &page);
  add_noted_steps(lesson.stops, &page);
  const words::Glossary glossary(messages);
  const Levels levels(messages);
  Drawing drawing(levels, glossary, trace);
  if (!draw_steps(levels, glossary, trace, page, options, &drawing)) {
    return facts::Fault{facts::FaultKind::export_cancelled, "", 0, 0, ""};
  }
  const auto lints =
      lints_of(trace, from, page.steps.back(), options.notes.get(), options.progress);
  if (!lints) return facts::Fault{facts::FaultKind::export_cancelled, "", 0, 0, ""};
  const auto program =
      program_html(messages, trace, from, page.steps.back(), *lints, options.progress);
  if (!program) return facts::Fault{facts::FaultKind::export_cancelled, "", 0, 0, ""};
  const std::string run =
      processes_html(messages, options.together.get(), options.process, &drawing.writer);
  const facts::Json nothing = facts::Json::array();
  Taught taught_here = taught(messages, trace, page, options, lesson.placed);
  const facts::Json data = {
      {"format", 1},
      {"size", trace.size()},
      {"first", trace.info().part ? trace.info().part->first : 0},
      {"grain", facts::grain_name(page.grain)},
      {"roles",
       {{"greenlet", static_cast<int>(Role::greenlet)}, {"ink", static_cast<int>(Role::ink)}}},
      {"words", words_of(messages)},
      {"level", words::level_name(levels.begins_at())},
      {"no_story", drawing.no_story},
      {"steps", std::move(drawing.steps)},
      {"opens", options.opens_at},
      {"without", left_out(options)},
      {"views", views_of(options, drawing.rooms)},
      {"frames", drawing.slices.pool()},
      {"calls", drawing.slices.calls()},
      {"past", drawing.past.to_json()},
      {"numbers", numbers_past(trace, from, page.steps.back(), options.progress)},
      {"stops", stops_of(trace, page.steps, options.stops, options.progress)},
      {"quiz", std::move(taught_here.quiz)},
      {"lesson", std::move(taught_here.lesson)},
      {"code", shows(options, PageView::frames) ? instructions_of(trace.info()) : nothing},
      {"code_sources", shows(options, PageView::frames) ? code_sources_of(trace.info()) : nothing},
      {"sources", shows(options, PageView::source) ? sources_of(trace) : nothing},
      {"printed",
       shows(options, PageView::output) ? printed_in(trace, page.steps.back()) : nothing},
      {"strategies", strategies_json(messages, trace, page.steps, options.measured.get())},
      {"ticks", ticks_of(trace, page)},
      {"terms", glossary_of(glossary)}};
  const std::string packed =
      base64(gzipped(data.dump(-1, ' ', false, facts::Json::error_handler_t::replace)));
  sink(whole_page(messages, trace, page, drawing, lints_html(messages, *lints),
                  run + *program + strategies_html(messages, options.measured.get()), packed,
                  title_of(trace.info(), options)));
  return {};
}

}  // namespace

Exporter exporter() {
  return {
      ".html", {.steps = true, .times = true, .hidden = true, .page = true, .notes = true}, write};
}

}  // namespace greenlens::exports::html
