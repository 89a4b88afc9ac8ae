#include "tracer/words/recorded.h"

#include "tracer/facts/fields.h"

namespace greenlens::words {
namespace {

std::string say(const Messages& messages, const char* where, const state::Thread& thread) {
  const std::string id = where;
  if (thread.detail != facts::Detail::full) {
    return messages.text(id + "detail." + facts::enum_name(thread.detail));
  }
  if (thread.slice_bytes == facts::SliceBytes::full) return "";
  return messages.text(id + "bytes." + facts::enum_name(thread.slice_bytes));
}

}  // namespace

std::string recorded_briefly(const Messages& messages, const state::Thread& thread) {
  return say(messages, "ui.", thread);
}

std::string what_is_recorded(const Messages& messages, const state::Thread& thread) {
  return say(messages, "narrate.", thread);
}

}  // namespace greenlens::words
