#include "tracer/export/state_json.h"

#include "tracer/export/contradiction_json.h"
#include "tracer/facts/event.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/glossary.h"
#include "tracer/words/instructions.h"
#include "tracer/words/narration.h"
#include "tracer/words/opened_slice.h"
#include "tracer/words/part.h"
#include "tracer/words/switch_call.h"
#include "tracer/words/variables.h"

namespace greenlens::exports {
namespace {

facts::Json name_or_null(const state::State& state, facts::GreenletId id) {
  return id ? facts::Json(name_of(state, id)) : facts::Json(nullptr);
}

// Of its slice, as it was unwound last: where it is suspended, or where it crashed.
facts::Json c_frames(const state::GreenletState& g) {
  facts::Json frames = facts::Json::array();
  if (g.frames == nullptr) return frames;
  for (const facts::CFrame& frame : *g.frames) {
    facts::Json one = facts::fields_to_json(frame);
    one.erase("saved");
    frames.push_back(std::move(one));
  }
  return frames;
}

// An interpreter's, the innermost first.
facts::Json interpreter_frames(const std::vector<const state::InterpreterFrameState*>& chain) {
  facts::Json frames = facts::Json::array();
  for (const state::InterpreterFrameState* frame : chain) {
    facts::Json one = {{"function", frame->at.function},
                       {"file", frame->at.file},
                       {"line", frame->at.line},
                       {"is_entry", frame->is_entry},
                       {"is_library", frame->is_library}};
    if (!frame->call.empty()) one["call"] = frame->call;
    if (frame->locals != nullptr) {
      one["locals"] = facts::Json::array();
      for (const facts::LocalValue& local : *frame->locals) {
        one["locals"].push_back(
            {{"name", local.name}, {"type", local.type}, {"value", local.value}});
      }
    }
    frames.push_back(std::move(one));
  }
  return frames;
}

facts::Json greenlet_to_json(const state::State& state, const state::GreenletState& g) {
  const auto chain = frame_chain(state, g);
  facts::Json json = {
      {"id", g.id},
      {"name", name_of(state, g.id)},
      {"thread", g.thread},
      {"parent", name_or_null(state, g.parent)},
      {"state", life_name(life(state, g))},
      {"standing", standing(state, g)},
      {"stack_start", facts::value_to_json("stack_start", g.stack_start)},
      {"stack_stop", facts::value_to_json("stack_stop", g.stack_stop)},
      {"stack_saved", g.stack_saved},
      {"stack_prev", name_or_null(state, g.stack_prev)},
      {"bytes_on_stack", bytes_on_stack(state, g)},
      {"bytes_in_heap", g.copy ? g.stack_saved : 0},
      {"top_frame", chain.empty() ? facts::Json(nullptr)
                                  : facts::Json({{"function", chain[0]->at.function},
                                                 {"file", chain[0]->at.file},
                                                 {"line", chain[0]->at.line}})},
      {"frames", interpreter_frames(chain)},
      {"c_frames", frames_hold(state, g) ? c_frames(g) : facts::Json::array()}};
  if (g.wait != nullptr) {
    json["waits_for"] = {{"kind", facts::enum_name(g.wait->kind)}, {"what", g.wait->what}};
    if (g.wait->on != 0) json["waits_for"]["on"] = name_or_null(state, g.wait->on);
    if (g.wait->count > 1) json["waits_for"]["count"] = g.wait->count;
  }
  if (g.wake != nullptr) {
    json["woken_by"] = {{"greenlet", name_or_null(state, g.wake->by)},
                        {"ready_ns", g.wake->ready_ns},
                        {"call", g.wake->call},
                        {"file", g.wake->at.file},
                        {"line", g.wake->at.line}};
  }
  if (!has_contexts(state)) return json;
  // A context has a stack for itself, and the registers that a call preserves.
  json["stack"] = g.stack != 0 ? facts::Json(g.stack) : facts::Json(nullptr);
  json["registers"] = facts::value_to_json("registers", g.registers);
  return json;
}

facts::Json stack_to_json(const state::State& state, const state::Stack& stack) {
  facts::Json json = {{"kind", facts::enum_name(stack.kind)},
                      {"thread", stack.thread},
                      {"low", facts::value_to_json("low", stack.low)},
                      {"high", facts::value_to_json("high", stack.high)},
                      {"sp", facts::value_to_json("sp", known_sp(state, stack))},
                      {"bytes_used", state::slice_size(stack.lowest, top(stack))}};
  if (!stack.name.empty()) json["name"] = stack.name;
  return json;
}

// Its own stack, and which one it stands on: null for its own, else a key of "stacks".
facts::Json thread_to_json(const state::State& state, const state::Thread& thread) {
  facts::Json in_switch = nullptr;
  if (thread.in_switch) {
    in_switch = {{"number", thread.in_switch->number},
                 {"origin", name_or_null(state, thread.in_switch->origin)},
                 {"requested", name_or_null(state, thread.in_switch->requested)},
                 {"target", name_or_null(state, thread.in_switch->target)}};
  }
  return {{"id", thread.id},
          {"name", thread.name},
          {"ended", thread.ended},
          {"detail", facts::enum_name(thread.detail)},
          {"slice_bytes", facts::enum_name(thread.slice_bytes)},
          {"current", name_or_null(state, thread.current)},
          {"in_switch", in_switch},
          {"own_stack", stack_to_json(state, thread.own_stack)},
          {"stands_on", thread.stack != 0 ? facts::Json(thread.stack) : facts::Json(nullptr)}};
}

}  // namespace

facts::Json state_to_json(const store::Trace& trace, uint64_t n, uint64_t step, uint64_t steps) {
  const state::Moment moment = trace.at(n);
  const state::State& state = moment.after;
  facts::Json json = {
      {"step", step},
      {"steps", steps},
      {"event", moment.event ? facts::event_summary_to_json(*moment.event) : facts::Json(nullptr)},
      {"thread", state.thread},
      {"current", name_or_null(state, told_by(state).current)},
      {"events_lost", state.events_lost},
      {"contradictions", contradictions_to_json(moment, words::kMostContradictions)},
      {"output", facts::Json::array()},
      {"lines_printed", state.lines_printed},
      {"gone", state.gone},
      {"threads", facts::Json::array()},
      {"stacks", facts::Json::object()},
      {"greenlets", facts::Json::array()}};
  if (trace.info().part) {
    const uint64_t first = trace.info().part->first;
    json["part"] = {{"step", first + n}, {"first", first}, {"steps", words::steps_of_whole(trace)}};
  }
  for (const store::PrintedLine& line : output_at(trace, n, store::kAllLines).last) {
    json["output"].push_back(line.text);
  }
  for (const auto& [id, thread] : state.threads) {
    json["threads"].push_back(thread_to_json(state, thread));
  }
  for (const auto& [id, stack] : state.stacks) {
    json["stacks"][std::to_string(id)] = stack_to_json(state, stack);
  }
  for (const auto& [id, g] : state.greenlets) {
    json["greenlets"].push_back(greenlet_to_json(state, g));
  }
  return json;
}

facts::Json slices_to_json(const store::Trace& trace, uint64_t n, facts::GreenletId only) {
  const state::State state = trace.state(n);
  const words::Machine machine = words::machine_of(trace.info());
  facts::Json slices = facts::Json::array();
  for (const auto& [id, g] : state.greenlets) {
    if ((only != 0 && only != id) || !frames_hold(state, g)) continue;
    facts::Json frames = facts::Json::array();
    for (const words::OpenedFrame& frame :
         opened_slice(words::Messages::of("en"), state, g, machine, words::ListedWords::all)) {
      facts::Json words = facts::Json::array();
      for (const words::SliceWord& word : frame.words) {
        words.push_back({{"at", facts::value_to_json("at", word.at)},
                         {"value", word.value ? facts::Json(words::value_text(word)) : nullptr},
                         {"kind", facts::enum_name(word.kind)},
                         {"meaning", word.meaning},
                         {"in", word.in_heap ? "heap" : "stack"}});
      }
      frames.push_back({{"function", frame.run.function},
                        {"line", frame.run.line},
                        {"calls", frame.run.calls},
                        {"count", frame.run.count},
                        {"bytes", frame.run.bytes},
                        {"low", facts::value_to_json("low", frame.run.low)},
                        {"high", facts::value_to_json("high", frame.run.high)},
                        {"in", facts::enum_name(frame.bytes_in)},
                        {"words", std::move(words)}});
    }
    slices.push_back({{"greenlet", name_of(state, id)}, {"frames", std::move(frames)}});
  }
  return slices;
}

facts::Json registers_to_json(const store::TraceInfo& info, const state::Moment& moment) {
  facts::Json registers = facts::Json::array();
  for (const words::RegisterRow& row :
       words::register_rows(words::Messages::of("en"), info, moment)) {
    registers.push_back(
        {{"name", row.name},
         {"value", row.value},
         {"before", row.before.empty() ? facts::Json(nullptr) : facts::Json(row.before)},
         {"whose", row.whose},
         {"written", row.written}});
  }
  return registers;
}

facts::Json variables_to_json(const state::State& state, facts::GreenletId only) {
  facts::Json all = facts::Json::array();
  for (const auto& [id, g] : state.greenlets) {
    if (only != 0 && id != only) continue;
    const auto rows = words::variable_rows(words::Messages::of("en"), state, g);
    if (rows.empty()) continue;
    facts::Json one;
    one["greenlet"] = facts::shown(state::name_of(state, id));
    one["line"] = g.line->at.line;
    one["function"] = facts::shown(g.line->at.function);
    one["file"] = facts::shown(g.line->at.file);
    for (const words::VariableRow& row : rows) {
      one["variables"].push_back({{"name", row.name},
                                  {"type", row.type},
                                  {"value", row.value},
                                  {"where", row.where},
                                  {"warning", row.warning}});
    }
    all.push_back(std::move(one));
  }
  return all;
}

facts::Json call_to_json(const store::Trace& trace, uint64_t step, facts::GreenletId otherwise) {
  const words::CallStory story =
      words::call_story(words::Messages::of("en"), trace, step, otherwise);
  if (story.headline.empty()) return nullptr;
  facts::Json rows = facts::Json::array();
  for (const words::CallRow& row : story.rows) {
    rows.push_back(
        {{"what", row.what},
         {"greenlet", facts::shown(row.who)},
         {"when", row.when},
         {"returns", row.returns.empty() ? facts::Json(nullptr) : facts::Json(row.returns)},
         {"now", row.now},
         {"done", row.done}});
  }
  return {{"headline", story.headline}, {"sp", story.sp}, {"rows", rows}, {"why", story.why}};
}

facts::Json instructions_to_json(const store::TraceInfo& info, const state::State& state) {
  facts::Json instructions = facts::Json::array();
  for (const words::InstructionRow& row : words::instruction_rows(info, state)) {
    const auto known = [](bool is, const facts::Json& value) {
      return is ? value : facts::Json(nullptr);
    };
    instructions.push_back({{"offset", row.offset},
                            {"bytes", row.bytes},
                            {"text", row.text},
                            {"block", known(!row.block.empty(), row.block)},
                            {"file", known(row.line != 0, row.file)},
                            {"line", known(row.line != 0, row.line)},
                            {"comment", known(!row.comment.empty(), row.comment)},
                            {"reads", row.uses ? facts::Json(row.uses->reads) : facts::Json()},
                            {"writes", row.uses ? facts::Json(row.uses->writes) : facts::Json()},
                            {"now", row.now},
                            {"next", row.next}});
  }
  return instructions;
}

facts::Json note_to_json(const words::Note& note) {
  facts::Json json = {{"text", note.text}, {"on", nullptr}, {"where", nullptr}};
  if (!note.on.empty()) json["on"] = note.on;
  if (note.where != words::NoteOn::whole) {
    json["where"] = words::kNoteOnNames[static_cast<size_t>(note.where)];
  }
  return json;
}

facts::Json sentence_to_json(const words::Messages& messages, const state::Moment& moment) {
  const words::Glossary glossary(messages);
  const words::Narration said = words::narrate(messages, moment);
  facts::Json terms = facts::Json::object();
  for (const words::Told& told : {words::Told{said.headline, said.headline_values},
                                  words::Told{said.detail, said.detail_values}}) {
    for (const words::TermAt& one : glossary.terms_in(told)) {
      const words::Term& term = glossary.terms()[one.term];
      terms[term.name] = term.text;
    }
  }
  return {{"headline", said.whole.empty() ? said.headline : said.whole},
          {"detail", said.detail},
          {"terms", terms}};
}

}  // namespace greenlens::exports
