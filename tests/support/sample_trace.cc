#include "tests/support/sample_trace.h"

namespace greenlens::testing {

using namespace facts;
using namespace state;
using namespace store;
namespace {

constexpr GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;
constexpr const char* kFile = "scenarios/test1_test2.cc";
constexpr uint16_t kProgram = 0, kEngine = 1;  // indices into TraceInfo::sources

const char* const kProgramText = R"(Value test1(const Arguments&) {
  Frame frame;
  print("[gr1] main  -> test1");
  gr2.switch_to();
  print("[gr1] test1 <- test2");
  return "test1 done";
}

Value test2(const Arguments&) {
  Frame frame;
  print("[gr2] test1 -> test2");
  gr1.switch_to();
  print("This is never printed.");
  return {};
}

void program() {
  Frame frame;
  gr1 = Greenlet("gr1", test1);
  gr2 = Greenlet("gr2", test2);
  gr1.switch_to();
}
)";

const char* const kEngineText = R"(// The engine's own lines, shortened for tests.
void save_state(char* sp) {
  origin->stack_start = sp;
  while (owner->stack_stop < target->stack_stop) save_slice(owner, owner->stack_stop);
  if (owner != target) save_slice(owner, target->stack_stop);
}
void restore_state() {
  memcpy(target->stack_start, target->stack_copy, target->stack_saved);
  target->stack_prev = owner;
}
)";

// Writes the events of a program that is described step by step.
class Script {
 public:
  template <typename F>
  void tell(F fact, uint32_t engine_line = 0) {
    Event event;
    event.time_ns = 1000 * (events_.size() + 1);
    event.engine_source = engine_line ? kEngine + 1 : 0;
    event.engine_line = engine_line;
    event.fact = std::move(fact);
    events_.push_back(std::move(event));
  }
  void line(GreenletId who, const char* function, uint32_t number, Address sp) {
    tell(LineReached{who, {kFile, function, number}, sp});
  }
  void print(GreenletId who, const char* function, uint32_t number, Address sp, const char* text) {
    line(who, function, number, sp);
    tell(Printed{who, text});
  }
  void leave(GreenletId origin, GreenletId target, Address sp, std::vector<CFrame> frames) {
    tell(RegistersSaved{origin, target, sp, registers(sp), std::move(frames)}, 2);
  }
  void save(GreenletId owner, Extent extent, Address from, Address to, uint64_t saved) {
    facts::Bytes bytes;
    for (Address a = from; a < to; ++a) bytes.push_back(static_cast<char>((a * 31 + owner) & 0xff));
    tell(SliceSaved{owner, extent, from, to, saved, bytes}, extent == Extent::whole ? 4u : 5u);
  }
  static std::vector<SavedRegister> registers(Address sp) {
    return {{"rbx", sp + 16, 0x11}, {"rbp", sp + 56, 0x22}, {"return address", sp + 64, 0x33}};
  }
  std::vector<Event> events_;
};

CFrame frame(const char* function, uint32_t line, Address low, Address high) {
  return {function, kFile, line, 0x1200, low, high, high - 8, {{"rbx", low + 8, 0x11}}, {}};
}

}  // namespace

constexpr const char* kSwitchText =
    "// The switch.\n"
    "arch_switch:\n"
    "        // Whoever jumps lands here.\n"
    "        endbr64\n"
    "        // To who has called.\n"
    "        ret\n";

TraceInfo sample_info() {
  TraceInfo info;
  info.scenario = "test1_test2";
  info.title = "test1 / test2";
  info.teaches = "One greenlet switches to another and back; one of them never finishes.";
  info.engine_version = "0.1.0";
  info.stack_base = 0x7ffc00001000;
  info.arch.name = "x86-64";
  info.arch.abi = "System V AMD64";
  info.arch.frame_size = 72;
  info.arch.slots = {{"mxcsr", 0, 4, "FP control word"},
                     {"rbx", 16, 8, "callee-saved"},
                     {"rbp", 56, 8, "callee-saved"},
                     {"return address", 64, 8, "return address"}};
  info.arch.code = {{0, "\xf3\x0f\x1e\xfa", "endbr64", "spill", 30},
                    {4, "\xc3", "retq", "reload", 60}};
  info.sources = {{kFile, SourceKind::program, kProgramText},
                  {"engine/core/slice.cc", SourceKind::engine, kEngineText}};
  static_assert(kProgram == 0 && kEngine == 1);
  return info;
}

std::vector<Event> sample_events() {
  Script s;
  s.tell(GreenletCreated{kMain, "main", 0, kStarted, kEverything});
  s.tell(FramePushed{kMain, 1, 0, {kFile, "program", 18}});
  s.line(kMain, "program", 19, -0x60);
  s.tell(GreenletCreated{kGr1, "gr1", kMain, kNull, kNull});
  s.line(kMain, "program", 20, -0x60);
  s.tell(GreenletCreated{kGr2, "gr2", kMain, kNull, kNull});

  // main starts gr1
  s.line(kMain, "program", 21, -0x60);
  s.tell(SwitchRequested{kMain, kGr1, Payload::value, "()"});
  s.tell(TargetFound{kMain, kGr1, true});
  s.tell(StartPrepared{kGr1, -0x1a0, kMain, 1});
  s.leave(kMain, kGr1, -0x240, {frame("program()", 21, -0x240, -0x20)});
  s.tell(StackStartSet{kMain, -0x240}, 3);
  s.save(kMain, Extent::partial, -0x240, -0x1a0, 160);
  s.tell(ReturnedTwice{kGr1});
  s.tell(HostStateSwapped{kMain, kGr1, 1, 0, 1});
  s.tell(BodyEntered{kGr1});
  s.tell(Delivered{kMain, kGr1, Payload::value, "()"});
  s.tell(FramePushed{kGr1, 2, 0, {kFile, "test1", 2}});
  s.print(kGr1, "test1", 3, -0x200, "[gr1] main  -> test1");

  // gr1 starts gr2
  s.line(kGr1, "test1", 4, -0x200);
  s.tell(SwitchRequested{kGr1, kGr2, Payload::value, "()"});
  s.tell(TargetFound{kGr1, kGr2, true});
  s.tell(StartPrepared{kGr2, -0x2c0, kGr1, 2});
  s.leave(kGr1, kGr2, -0x340, {frame("test1()", 4, -0x340, -0x1a0)});
  s.tell(StackStartSet{kGr1, -0x340}, 3);
  s.save(kGr1, Extent::partial, -0x340, -0x2c0, 128);
  s.tell(ReturnedTwice{kGr2});
  s.tell(HostStateSwapped{kGr1, kGr2, 2, 0, 2});
  s.tell(BodyEntered{kGr2});
  s.tell(Delivered{kGr1, kGr2, Payload::value, "()"});
  s.tell(FramePushed{kGr2, 3, 0, {kFile, "test2", 10}});
  s.print(kGr2, "test2", 11, -0x320, "[gr2] test1 -> test2");

  // gr2 switches back into gr1
  s.line(kGr2, "test2", 12, -0x320);
  s.tell(SwitchRequested{kGr2, kGr1, Payload::value, "()"});
  s.tell(TargetFound{kGr2, kGr1, false});
  s.leave(kGr2, kGr1, -0x470, {frame("test2()", 12, -0x470, -0x2c0)});
  s.tell(StackStartSet{kGr2, -0x470}, 3);
  s.save(kGr2, Extent::whole, -0x470, -0x2c0, 432);
  s.tell(StackPointerMoved{kGr1, -0x470, -0x340});
  s.tell(SliceRestored{kGr1, -0x340, -0x2c0}, 8);
  s.tell(StackPrevRelinked{kGr1, kMain}, 9);
  s.tell(RegistersRestored{kGr1, -0x340, Script::registers(-0x340)});
  s.tell(HostStateSwapped{kGr2, kGr1, 3, 2, 2});
  s.tell(Delivered{kGr2, kGr1, Payload::value, "()"});
  s.print(kGr1, "test1", 5, -0x200, "[gr1] test1 <- test2");

  // gr1 returns: main goes on
  s.tell(FramePopped{kGr1, 2});
  s.tell(GreenletFinished{kGr1, Finish::returned, "'test1 done'"});
  s.tell(SwitchRequested{kGr1, kMain, Payload::value, "'test1 done'"});
  s.tell(TargetFound{kGr1, kMain, false});
  s.leave(kGr1, kMain, -0x260, {});
  s.tell(OriginNotSaved{kGr1});
  s.tell(StackPointerMoved{kMain, -0x260, -0x240});
  s.tell(SliceRestored{kMain, -0x240, -0x1a0}, 8);
  s.tell(StackPrevRelinked{kMain, 0}, 9);
  s.tell(RegistersRestored{kMain, -0x240, Script::registers(-0x240)});
  s.tell(HostStateSwapped{kGr1, kMain, 0, 1, 1});
  s.tell(Delivered{kGr1, kMain, Payload::value, "'test1 done'"});
  s.tell(FramePopped{kMain, 1});
  s.tell(ProgramFinished{End::returned, ""});
  return s.events_;
}

Timeline sample_timeline() {
  Timeline timeline;
  timeline.set_info(sample_info());
  for (Event& event : sample_events()) timeline.append(std::move(event));
  return timeline;
}

Timeline timeline_with_lines(const std::vector<facts::LocalValue>& locals, uint64_t* step) {
  Timeline timeline;
  timeline.set_info(sample_info());
  int delivered = 0;
  for (Event& event : sample_events()) {
    const bool runs = std::holds_alternative<Delivered>(event.fact);
    timeline.append(std::move(event));
    if (!runs || ++delivered > 2) continue;
    facts::LineBegun begun;
    begun.at = {"sample.cc", delivered == 1 ? "test1" : "test2", 31};
    if (delivered == 1) begun.locals = {variable_at("box", -0x300), variable_at("kept", -0x200)};
    if (delivered == 2) begun.locals = locals;
    timeline.append({0, 1, 0, 0, std::move(begun)});
    *step = timeline.size();
  }
  return timeline;
}

facts::LocalValue pointer_variable(const std::string& name, Address at, Address to) {
  facts::LocalValue local;
  local.name = name, local.type = "int *", local.bytes = 8;
  local.at = at, local.points_to = to;
  return local;
}

facts::LocalValue variable_at(const std::string& name, Address at) {
  facts::LocalValue local;
  local.name = name, local.type = "int", local.value = "7", local.bytes = 4, local.at = at;
  return local;
}

Timeline stepped_timeline(uint64_t* first_instruction) {
  Timeline timeline;
  TraceInfo info = sample_info();
  info.sources.push_back({"arch/x/switch.S", SourceKind::engine, kSwitchText});
  info.code_lines = {{0, 2, 4}, {4, 2, 6}};
  info.code_uses = {{4, {"rsp", "rbx"}, {"rsp"}}};
  timeline.set_info(info);
  *first_instruction = 0;
  for (Event& event : sample_events()) {
    const bool is_found = std::holds_alternative<TargetFound>(event.fact);
    timeline.append(std::move(event));
    if (!is_found || *first_instruction != 0) continue;
    *first_instruction = timeline.size() + 1;
    const std::vector<store::Instruction> code = sample_info().arch.code;
    for (uint64_t i = 0; i < kInstructions; ++i) {
      InstructionExecuted one;
      one.function = "arch_switch";
      one.offset = code[i].offset;
      one.next = one.offset + code[i].bytes.size();
      one.code = code[i].bytes, one.text = code[i].text;
      one.sp = -0x180 - 8 * static_cast<Address>(i);
      one.registers = {{"rsp", 100 - i}, {"rbx", 7}};
      if (i > 0) one.registers.pop_back();
      timeline.append({0, 1, 0, 0, std::move(one)});
    }
  }
  return timeline;
}

Timeline lossy_timeline() {
  Timeline timeline;
  timeline.set_info(sample_info());
  for (Event& event : sample_events()) {
    if (timeline.size() + 1 == kLostAt) timeline.append({0, 1, 0, 0, EventsLost{kLost}});
    timeline.append(std::move(event));
  }
  return timeline;
}

Timeline contradictory_timeline() {
  Timeline timeline;
  timeline.set_info(sample_info());
  for (Event& event : sample_events()) {
    if (timeline.size() + 1 == kWrongAt) std::get<SliceSaved>(event.fact).stack_saved += 8;
    timeline.append(std::move(event));
  }
  return timeline;
}

Timeline much_contradicted_timeline() {
  Timeline timeline;
  timeline.set_info(sample_info());
  for (Event& event : sample_events()) {
    const bool is_wrong = timeline.size() + 1 == kMuchWrongAt;
    const std::vector<SavedRegister> many(kMuch, {"rbx", -0x10, is_wrong ? 2u : 1u});
    if (auto* saved = std::get_if<RegistersSaved>(&event.fact)) saved->registers = many;
    if (auto* back = std::get_if<RegistersRestored>(&event.fact)) back->registers = many;
    timeline.append(std::move(event));
  }
  return timeline;
}

std::vector<uint64_t> stops(const store::Trace& trace, facts::Grain grain) {
  std::vector<uint64_t> steps;
  for (uint64_t k = 1; k <= trace.count(grain); ++k) steps.push_back(trace.stop(grain, k));
  return steps;
}

}  // namespace greenlens::testing
