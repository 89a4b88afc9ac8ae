#include "tracer/compare/story_words.h"

#include <string_view>

namespace greenlens::compare {
namespace {

using words::Messages;

// Which sentence. The value is left out where nobody knows it.
std::string_view switch_id(const StoryEvent& event) {
  if (event.last_handle_gone) return "story.let_go";
  const bool throws = static_cast<facts::Payload>(event.how) == facts::Payload::error;
  if (!event.value_known) return throws ? "story.thrown.unknown" : "story.switched.unknown";
  if (event.third.id != event.other.id) return "story.passed_over";
  return throws ? "story.thrown" : "story.switched";
}

std::string_view finish_id(const StoryEvent& event) {
  switch (static_cast<facts::Finish>(event.how)) {
    case facts::Finish::returned:
      return "story.returned";
    case facts::Finish::greenlet_exit:
      return "story.exited";
    case facts::Finish::raised:
      return "story.raised";
  }
  return "";
}

std::string_view deed_id(const StoryEvent& event) {
  switch (static_cast<facts::Deed>(event.how)) {
    case facts::Deed::switch_to:
      return "story.another_way.switch";
    case facts::Deed::throw_in:
      return "story.another_way.throw";
    case facts::Deed::drop:
      return "story.another_way.drop";
  }
  return "";
}

std::string_view id_of(const StoryEvent& event) {
  switch (event.kind) {
    case Kind::created:
      return event.third.id == event.actor.id ? "story.created" : "story.created.parent";
    case Kind::renamed:
      return "story.renamed";
    case Kind::parent_set:
      return "story.parent_set";
    case Kind::parent_refused:
      return "story.parent_refused";
    case Kind::switched:
      return switch_id(event);
    case Kind::switch_failed:
      return "story.switch_failed";
    case Kind::switch_open:
      return "story.switch_open";
    case Kind::finished:
      return finish_id(event);
    case Kind::printed:
      return "story.printed";
    case Kind::error_ignored:
      return "story.error_ignored";
    case Kind::thread_ended:
      return "story.thread_ended";
    case Kind::dropped:
      return "story.dropped";
    case Kind::forked:
      return "story.forked";
    case Kind::signalled:
      return "story.signalled";
    case Kind::exec_requested:
      return "story.exec_requested";
    case Kind::child_ended:
      return "story.child_ended";
    case Kind::another_way:
      return deed_id(event);
    case Kind::program_finished:
      return event.text.empty() ? "story.program_finished" : "story.program_finished.what";
  }
  return "";
}

ThreadName here_of(const StoryEvent& event) {
  return event.actor.id != 0 ? event.actor.thread : event.other.thread;
}

}  // namespace

std::string thread_text(const Messages& messages, const ThreadName& thread) {
  if (thread.number == 0) return messages.text("story.no_thread");
  if (thread.name.empty()) return messages.text("story.first_thread");
  return messages.text(thread.number == 1 ? "story.thread" : "story.thread.number",
                       {{"name", thread.name}, {"number", std::to_string(thread.number)}});
}

std::string who_text(const Messages& messages, const Who& who, const ThreadName& here) {
  if (who.id == 0) return messages.text("story.nobody");
  std::string name = messages.text(who.number == 1 ? "story.who" : "story.who.number",
                                   {{"name", who.name}, {"number", std::to_string(who.number)}});
  if (who.thread == here) return name;
  return messages.text("story.who.thread",
                       {{"name", name}, {"thread", thread_text(messages, who.thread)}});
}

std::string event_text(const Messages& messages, const StoryEvent& event) {
  const ThreadName here = here_of(event);
  const auto name = [&](const Who& who) { return who_text(messages, who, here); };
  std::string how;
  if (event.kind == Kind::program_finished) {
    constexpr auto kNames = enum_names(facts::End{});
    how = kNames[event.how < kNames.size() ? event.how : 0];
  }
  return messages.text(id_of(event), {{"who", name(event.actor)},
                                      {"other", name(event.other)},
                                      {"third", name(event.third)},
                                      {"how", how},
                                      {"text", event.text}});
}

std::string place_text(const Messages& messages, const facts::SourceLine& at) {
  if (at.line == 0) return "";
  return messages.text(
      "story.place",
      {{"file", at.file}, {"line", std::to_string(at.line)}, {"function", at.function}});
}

}  // namespace greenlens::compare
