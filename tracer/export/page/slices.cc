#include "tracer/export/page/slices.h"

#include <array>
#include <cstdio>
#include <set>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/code_source.h"
#include "tracer/words/statistics.h"

namespace greenlens::exports {
namespace {

facts::Json frame_to_page(const words::Messages& messages, const words::OpenedFrame& frame) {
  facts::Json list = facts::Json::array();
  for (const words::SliceWord& word : frame.words) {
    list.push_back(
        {words::address_in(frame, word.at), words::value_text(word), facts::shown(word.meaning)});
  }
  return {facts::shown(words::run_text(frame.run)),    frame.run.bytes,
          words::address_in(frame, frame.run.low),     words::address_in(frame, frame.run.high),
          words::place_text(messages, frame.bytes_in), std::move(list)};
}

std::string in_hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    std::array<char, 4> two{};
    std::snprintf(two.data(), two.size(), "%02x", static_cast<unsigned char>(byte));
    text += (text.empty() ? "" : " ") + std::string(two.data());
  }
  return text;
}

}  // namespace

facts::Json Slices::at(const state::State& state, const OnWord& on_word) {
  facts::Json all = facts::Json::array();
  for (const auto& [id, g] : state.greenlets) {
    if (!frames_hold(state, g)) continue;
    facts::Json one = facts::Json::array({id});
    for (const words::OpenedFrame& frame : opened_slice(messages_, state, g, machine_)) {
      for (const words::SliceWord& word : frame.words) on_word(id, frame, word);
      one.push_back(number_of(frame_to_page(messages_, frame), &pool_, &numbers_));
    }
    if (one.size() > 1) all.push_back(std::move(one));
  }
  return all;
}

facts::Json Slices::calls_at(const state::State& state) {
  facts::Json all = facts::Json::array();
  for (const auto& [id, g] : state.greenlets) {
    const auto chain = frame_chain(state, g);
    if (chain.empty()) continue;
    facts::Json one = facts::Json::array({id});
    for (const state::InterpreterFrameState* frame : chain) {
      one.push_back(number_of({facts::shown(frame->at.function), words::place_text(frame->at),
                               facts::shown(frame->call), frame->is_library},
                              &calls_, &call_numbers_));
    }
    all.push_back(std::move(one));
  }
  return all;
}

size_t Slices::number_of(facts::Json json, facts::Json* pool,
                         std::map<std::string, size_t>* numbers) {
  const auto [found, is_new] = numbers->try_emplace(
      json.dump(-1, ' ', false, facts::Json::error_handler_t::replace), pool->size());
  if (is_new) pool->push_back(std::move(json));
  return found->second;
}

facts::Json instructions_of(const store::TraceInfo& info) {
  facts::Json all = facts::Json::array();
  for (const store::Instruction& one : info.arch.code) {
    const store::CodeLine* at = words::line_of_instruction(info, one.offset);
    const store::CodeUse* uses = words::use_of_instruction(info, one.offset);
    all.push_back({one.offset, in_hex(one.bytes), facts::shown(one.text), facts::shown(one.mark),
                   at != nullptr ? at->line : 0, at != nullptr ? at->source : 0,
                   uses != nullptr ? facts::Json({uses->reads, uses->writes}) : facts::Json()});
  }
  return all;
}

facts::Json code_sources_of(const store::TraceInfo& info) {
  facts::Json all = facts::Json::array();
  std::set<uint32_t> known;
  for (const store::Instruction& one : info.arch.code) {
    const store::CodeLine* at = words::line_of_instruction(info, one.offset);
    if (at == nullptr || !known.insert(at->source).second) continue;
    const store::SourceText& source = info.sources[at->source];
    all.push_back({at->source, facts::shown(source.file), source.text});
  }
  return all;
}

}  // namespace greenlens::exports
