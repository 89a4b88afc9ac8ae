#include "tests/support/hostile_trace.h"

#include <array>
#include <nlohmann/json.hpp>
#include <variant>

#include "tests/support/sample_trace.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::testing {
namespace {

template <typename T>
void make_hostile(const char* field, T* value) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!facts::is_raw_bytes(field)) *value += hostile_text();
  } else if constexpr (facts::IsVector<T>::value) {
    for (auto& item : *value) make_hostile("", &item);
  } else if constexpr (facts::HasFields<T>) {
    T::fields([&](const char* name, auto member) { make_hostile(name, &(value->*member)); });
  }
}

// A few of each kind that the sample does not have, before its end.
std::vector<facts::Event> more_events() {
  using namespace facts;
  const SourceLine at{"a file", "a function", 3};
  const CFrame frame{
      "a c function", "a file", 3, 1, -0x240, -0x20, -0x28, {{"a register", -0x30, 1}}, {at}};
  std::vector<Event> events;
  const auto tell = [&](Fact fact) { events.push_back({1, 1, 0, 0, std::move(fact)}); };
  tell(GreenletCreated{4, "gr3", 1, kNull, kNull});
  tell(GreenletRenamed{4, "renamed"});
  tell(ParentRefused{4, 3, "refused"});
  tell(ErrorIgnored{4, "ignored"});
  tell(SwitchRequested{1, 4, Payload::error, "an error", false});
  tell(SwitchFailed{1, "no memory"});
  tell(EventsLost{7});
  tell(FramePushed{1, 9, 0, at});
  tell(ProgramFinished{End::crashed, "SIGSEGV", 1, -0x240, FaultPlace::null, 16, 8 << 20, {frame}});
  return events;
}

std::vector<facts::Event> hostile_events() {
  std::vector<facts::Event> events = sample_events();
  events.pop_back();  // how it ends
  for (facts::Event& event : more_events()) events.push_back(std::move(event));
  for (facts::Event& event : events) {
    std::visit([](auto& fact) { make_hostile("", &fact); }, event.fact);
  }
  return events;
}

store::TraceInfo hostile_info() {
  store::TraceInfo info = sample_info();
  make_hostile("", &info);
  return info;
}

bool is_utf8(const std::string& text) {
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

}  // namespace

std::string hostile_text() {
  std::string text = "<h\u00f6stile & \"\u03b1\u4e2d\">";
  for (char c = 0; c < ' '; ++c) text += c;
  text += "\x1b[31mred\x1b]0;title\x07\x7f";
  text += "\u0080\u009b31m\u009f";  // C1
  text += "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c";
  text += "\u2028\u2029\ufeff\ufff9\U000e0041\uffff\U0001ffff";
  text += "\xff\xfe\x80 \xc0\x80 \xe0\x80\x80 \xf0\x80\x80\x80 \xed\xa0\x80\xed\xb0\x80";
  return text + " \xf4\x90\x80\x80 \xf8\x88\x80\x80\x80 \xe2\x80";
}

store::Timeline hostile_timeline() {
  store::Timeline timeline;
  timeline.set_info(hostile_info());
  for (facts::Event& event : hostile_events()) timeline.append(std::move(event));
  return timeline;
}

std::string as_file(const store::Trace& trace) {
  std::string file;
  store::TraceWriter writer([&](std::string_view bytes) {
    file += bytes;
    return true;
  });
  writer.begin(trace.info());
  for (uint64_t n = 1; n <= trace.size(); ++n) writer.add(trace.event(n));
  writer.finish();
  return file;
}

std::string raw_in(const std::string& output) {
  const auto told = [&](size_t at, const std::string& what) {
    return what + " at byte " + std::to_string(at) + ", behind \"" +
           output.substr(at - std::min<size_t>(at, 40), std::min<size_t>(at, 40)) + "\"";
  };
  for (size_t i = 0; i < output.size(); ++i) {
    const auto byte = static_cast<unsigned char>(output[i]);
    if ((byte < ' ' && byte != '\n') || byte == 0x7f) {
      return told(i, "control " + std::to_string(byte));
    }
  }
  constexpr std::array<const char*, 20> kUnseen = {
      "\u0080", "\u009b", "\u009f", "\u202a", "\u202b", "\u202c",    "\u202d",
      "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e",    "\u200f",
      "\u061c", "\u2028", "\u2029", "\ufeff", "\uffff", "\U000e0041"};
  for (const char* unseen : kUnseen) {
    const size_t at = output.find(unseen);
    if (at != output.npos) return told(at, "a sign that acts unseen");
  }
  return is_utf8(output) ? "" : "bytes that are no UTF-8";
}

}  // namespace greenlens::testing
