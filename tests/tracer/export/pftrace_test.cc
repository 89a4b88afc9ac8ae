// Perfetto's format, by a decoder of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "tests/support/family_trace.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/lanes.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/facts/shown.h"
#include "tracer/store/file_trace.h"

namespace greenlens::exports {
namespace {

// A message as protoc --decode_raw shows it: fields by number, in order.
struct Decoded {
  struct Field {
    uint32_t number = 0, wire = 0;
    uint64_t value = 0;
    std::string bytes;
  };
  std::vector<Field> fields;

  explicit Decoded(std::string_view bytes) {
    while (!bytes.empty()) {
      const uint64_t key = varint(&bytes);
      Field field{static_cast<uint32_t>(key >> 3), static_cast<uint32_t>(key & 7), 0, ""};
      if (field.wire == 0) {
        field.value = varint(&bytes);
      } else if (field.wire == 1) {
        for (unsigned i = 0; i < 8; ++i) {
          field.value |= uint64_t{static_cast<unsigned char>(bytes.at(i))} << (8 * i);
        }
        bytes.remove_prefix(8);
      } else {
        EXPECT_EQ(field.wire, 2u);
        const uint64_t size = varint(&bytes);
        if (size > bytes.size()) throw std::out_of_range("a message goes on behind its end");
        field.bytes = std::string(bytes.substr(0, size));
        bytes.remove_prefix(size);
      }
      fields.push_back(std::move(field));
    }
  }
  const Field* find(uint32_t number) const {
    for (const Field& field : fields) {
      if (field.number == number) return &field;
    }
    return nullptr;
  }
  uint64_t number(uint32_t number) const {
    const Field* field = find(number);
    return field != nullptr ? field->value : 0;
  }
  std::string text(uint32_t number) const {
    const Field* field = find(number);
    return field != nullptr ? field->bytes : "";
  }
  Decoded message(uint32_t number) const { return Decoded(text(number)); }

 private:
  static uint64_t varint(std::string_view* bytes) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes->at(0));
      bytes->remove_prefix(1);
      value |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return value;
    }
  }
};

// A whole file, by the numbers that Perfetto's .proto files give their fields.
struct Perfetto {
  struct Track {
    uint64_t parent = 0, rank = 0, unit = 0;
    std::string name, description;
  };
  std::map<uint64_t, Track> tracks;
  testing::Lanes lanes;
  std::map<uint64_t, std::map<uint64_t, uint64_t>> curves;  // by track: value from then on
  std::map<std::string, uint64_t> weights;                  // by "main;program()"
  std::string said;                                         // all texts, a line each
};
constexpr uint64_t kHeapCurve = 2, kCopiedCurve = 3, kFirstLane = uint64_t{1} << 32,
                   kFirstThread = uint64_t{2} << 32;

facts::GreenletId lane_of(uint64_t uuid) {
  EXPECT_TRUE(uuid > kFirstLane && uuid < kFirstThread) << uuid;
  return static_cast<facts::GreenletId>(uuid - kFirstLane);
}

void read_track(const Decoded& descriptor, Perfetto* read) {
  const uint64_t uuid = descriptor.number(1);
  Perfetto::Track track{descriptor.number(5), descriptor.number(12), 0, descriptor.text(2),
                        descriptor.text(14)};
  EXPECT_EQ(descriptor.number(11), 3u) << "its children stand in order";
  if (uuid == 1) {
    EXPECT_EQ(descriptor.message(3).number(1), 1u) << "the process has a number";
  } else {
    EXPECT_EQ(descriptor.number(15), 2u) << "what has the same name is not merged";
    EXPECT_NE(track.description, "");
  }
  if (descriptor.find(8) != nullptr) track.unit = descriptor.message(8).number(3);
  if (uuid > kFirstLane && uuid < kFirstThread) read->lanes.names[lane_of(uuid)] = track.name;
  read->said += track.name + '\n' + track.description + '\n';
  EXPECT_TRUE(read->tracks.try_emplace(uuid, track).second) << uuid << " is there twice";
}

// What is open while packets are read.
struct Open {
  std::map<uint64_t, std::vector<std::pair<uint64_t, std::string>>> slices;  // by track
  std::map<uint64_t, testing::LaneArrow> arrows;
};

void read_begin(const Decoded& event, uint64_t at, Perfetto* read, Open* open) {
  const facts::GreenletId lane = lane_of(event.number(11));
  open->slices[event.number(11)].push_back({at, event.text(23)});
  for (const Decoded::Field& field : event.fields) {
    if (field.number == 47) {
      EXPECT_EQ(field.wire, 1u);
      open->arrows[field.value].id = field.value;
      open->arrows[field.value].from_lane = lane;
      open->arrows[field.value].from = at + 1;
    } else if (field.number == 48) {
      open->arrows[field.value].to_lane = lane;
      open->arrows[field.value].to = at + 1;
    }
  }
  (void)read;
}

void read_instant(const Decoded& event, uint64_t at, Perfetto* read) {
  const uint64_t track = event.number(11);
  if (track > kFirstLane) {
    read->lanes.marks.push_back({lane_of(track), at, event.text(23)});
    EXPECT_EQ(event.find(57), nullptr) << "all of a track have a weight, or none";
  } else if (const auto* calls = event.find(55)) {
    std::string stack;
    for (const Decoded::Field& frame : Decoded(calls->bytes).fields) {
      EXPECT_EQ(frame.number, 1u);
      if (!stack.empty()) stack += ';';
      stack += Decoded(frame.bytes).text(1);
    }
    read->weights[stack] += event.number(57);
    read->said += stack + '\n';
  }
}

void read_event(const Decoded& event, uint64_t at, Perfetto* read, Open* open) {
  const uint64_t track = event.number(11);
  EXPECT_TRUE(read->tracks.contains(track)) << track;
  read->said += event.text(23) + '\n';
  for (const Decoded::Field& field : event.fields) {
    if (field.number == 4) read->said += Decoded(field.bytes).text(6) + '\n';
  }
  switch (event.number(9)) {
    case 1:
      return read_begin(event, at, read, open);
    case 2: {
      auto& slices = open->slices[track];
      ASSERT_FALSE(slices.empty());
      read->lanes.slices[lane_of(track)].push_back({slices.back().first, at, slices.back().second});
      return slices.pop_back();
    }
    case 3:
      return read_instant(event, at, read);
    case 4:
      read->curves[track][at] = event.number(30);
      return;
    default:
      ADD_FAILURE() << "a type of event that nobody writes";
  }
}

Perfetto perfetto(const store::Trace& trace, const ExportOptions& options = {}) {
  Perfetto read;
  Open open;
  for (const Decoded::Field& packet :
       Decoded(whole(*find_exporter("pftrace"), trace, options)).fields) {
    EXPECT_EQ(packet.number, 1u);
    const Decoded one(packet.bytes);
    EXPECT_EQ(one.number(10), 1u) << "events without a sequence are not read";
    if (one.find(60) != nullptr) {
      read_track(one.message(60), &read);
    } else {
      read_event(one.message(11), one.number(8), &read, &open);
    }
  }
  for (const auto& [track, slices] : open.slices) EXPECT_TRUE(slices.empty()) << track;
  for (const auto& [id, arrow] : open.arrows) {
    EXPECT_TRUE(arrow.from_lane != 0 && arrow.to_lane != 0) << id << " has one end";
    read.lanes.arrows.push_back(arrow);
  }
  for (const auto& [uuid, track] : read.tracks) {
    if (uuid != 1) {
      EXPECT_TRUE(read.tracks.contains(track.parent)) << track.name;
    }
  }
  read.lanes.heap = read.curves[kHeapCurve];
  return read;
}

// Perfetto draws arrows between slices, not between times: here they begin where the slice ends.
testing::Lanes with_ends(testing::Lanes lanes) {
  for (testing::LaneArrow& arrow : lanes.arrows) {
    for (const testing::LaneSlice& slice : lanes.slices[arrow.from_lane]) {
      if (slice.from + 1 == arrow.from) {
        arrow.from = slice.to - 1;
        break;
      }
    }
  }
  return lanes;
}

TEST(Perfetto, TheSampleIsATreeOfTracks) {
  const Perfetto read = perfetto(testing::sample_timeline());
  const uint64_t main = kFirstLane + 1, gr1 = kFirstLane + 2, gr2 = kFirstLane + 3;
  EXPECT_EQ(read.tracks.at(1).name, "test1 / test2");
  EXPECT_EQ(read.tracks.at(main).parent, 1u);
  EXPECT_EQ(read.tracks.at(gr1).parent, main);
  EXPECT_EQ(read.tracks.at(gr2).parent, main);
  EXPECT_EQ(read.tracks.at(gr2).name, "gr2");
  EXPECT_LT(read.tracks.at(gr1).rank, read.tracks.at(gr2).rank);
  EXPECT_EQ(read.tracks.at(kHeapCurve).unit, 3u) << "bytes";
  const std::map<std::string, uint64_t> weights = {
      {"main;program()", 160}, {"gr1;test1()", 128}, {"gr2;test2()", 432}};
  EXPECT_EQ(read.weights, weights) << "by the frames in sample_trace.cc";
  EXPECT_EQ(read.lanes.slices.at(2).at(0).name, "test1");
}

TEST(Perfetto, TracksAreTheHistory) {
  const testing::NotedTrace noted = testing::mixed_trace(6, 900);
  std::vector<store::Timeline> traces;
  traces.push_back(testing::sample_timeline());
  traces.push_back(testing::long_trace({.greenlets = 7, .switches = 400}));
  traces.push_back(testing::long_trace({.greenlets = 7, .switches = 400, .threads = 3}));
  for (const store::Timeline& trace : traces) {
    const Perfetto read = perfetto(trace);
    testing::expect_true_to(trace, with_ends(read.lanes));
    const auto& copied = read.curves.at(kCopiedCurve);
    for (const auto& [at, bytes] : copied) {
      const state::State state = trace.state(at / 1000);
      EXPECT_EQ(bytes, state.bytes_out + state.bytes_in) << at;
    }
    const state::State end = trace.state(trace.size());
    EXPECT_EQ(copied.rbegin()->second, end.bytes_out + end.bytes_in);
    for (const auto& [id, greenlet] : end.greenlets) {
      const uint64_t above = greenlet.parent != 0      ? kFirstLane + greenlet.parent
                             : end.threads.size() == 1 ? 1
                                                       : kFirstThread + greenlet.thread;
      EXPECT_EQ(read.tracks.at(kFirstLane + id).parent, above) << id;
    }
  }
  testing::expect_true_to(noted.expected, with_ends(perfetto(noted.expected).lanes));
}

TEST(Perfetto, IsSoundWhateverTheTraceIs) {
  for (const bool times : {false, true}) {
    ExportOptions options;
    options.times = times;
    testing::expect_sound(with_ends(perfetto(testing::lossy_timeline(), options).lanes));
    testing::expect_sound(with_ends(perfetto(store::Timeline(), options).lanes));
    const Perfetto hostile = perfetto(testing::hostile_timeline(), options);
    testing::expect_sound(with_ends(hostile.lanes));
    EXPECT_EQ(testing::raw_in(hostile.said), "");
  }
}

}  // namespace
// A packet of one of several processes: which sequence, when, and what it says.
struct OfRun {
  uint64_t sequence = 0, at = 0, track = 0, from_flow = 0, to_flow = 0, pid = 0;
  std::string name;
};

std::vector<OfRun> packets_of(const std::string& file) {
  std::vector<OfRun> all;
  for (const Decoded::Field& packet : Decoded(file).fields) {
    const Decoded one(packet.bytes);
    OfRun read{one.number(10), one.number(8), 0, 0, 0, 0, ""};
    if (one.find(60) != nullptr) {
      const Decoded track = one.message(60);
      read.track = track.number(1);
      read.name = track.text(2);
      if (track.find(3) != nullptr) read.pid = track.message(3).number(1);
    } else {
      const Decoded event = one.message(11);
      read.track = event.number(11), read.name = event.text(23);
      if (const auto* flow = event.find(47)) read.from_flow = flow->value;
      if (const auto* flow = event.find(48)) read.to_flow = flow->value;
    }
    all.push_back(std::move(read));
  }
  return all;
}

TEST(Perfetto, HasAllProcessesOfARunOnOneClockWithTheirForksAndSignals) {
  const std::string folder = ::testing::TempDir() + "pftrace_of_a_run/";
  std::filesystem::create_directories(folder);
  auto run = std::make_shared<processes::Together>();
  std::vector<std::unique_ptr<store::FileTrace>> traces;
  for (const testing::FamilyFile& one : testing::family_files()) {
    std::ofstream(folder + one.name, std::ios::binary) << one.bytes;
    traces.push_back(testing::opened(one.bytes, folder + one.name));
    run->given.push_back({folder + one.name, traces.back().get(), {}});
  }
  run->family = processes::family_of(run->given);
  ExportOptions options;
  options.together = run;
  options.process = 0;
  options.times = true;
  std::set<uint64_t> numbers, sequences;
  std::map<uint64_t, std::vector<const OfRun*>> flows;
  const std::vector<OfRun> all = packets_of(whole(*find_exporter("pftrace"), *traces[0], options));
  for (const OfRun& one : all) {
    sequences.insert(one.sequence);
    if (one.pid != 0) numbers.insert(one.pid);
    if (one.from_flow != 0) flows[one.from_flow].push_back(&one);
    if (one.to_flow != 0) flows[one.to_flow].push_back(&one);
  }
  EXPECT_EQ(numbers,
            (std::set<uint64_t>{testing::kArbiter, testing::kFirstWorker, testing::kSecondWorker}));
  EXPECT_EQ(sequences, (std::set<uint64_t>{1, 2, 3}));
  size_t between = 0;
  for (const auto& [flow, ends] : flows) {
    ASSERT_EQ(ends.size(), 2u) << flow;
    const OfRun &from = ends[0]->from_flow != 0 ? *ends[0] : *ends[1],
                &to = ends[0]->from_flow != 0 ? *ends[1] : *ends[0];
    EXPECT_LE(from.at, to.at) << from.name;
    if (from.sequence == to.sequence) continue;
    ++between;
    EXPECT_EQ(from.sequence, 1u) << "the arbiter does it: " << from.name;
  }
  EXPECT_EQ(between, 4u) << "two forks and two signals";
  // The second worker is forked at 20 ms, and its first step is not before.
  for (const OfRun& one : all) {
    if (one.sequence == 3 && one.pid == 0 && one.at != 0) {
      EXPECT_GE(one.at, 20 * testing::kMs) << one.name;
    }
  }
  // Where steps are times there is no clock, and of a part there are no others.
  for (int part : {0, 1}) {
    options.times = part == 1;
    options.steps = part == 1 ? scene::Steps{0, 3} : scene::Steps{};
    sequences.clear();
    for (const OfRun& one : packets_of(whole(*find_exporter("pftrace"), *traces[0], options))) {
      sequences.insert(one.sequence);
    }
    EXPECT_EQ(sequences, (std::set<uint64_t>{1})) << part;
  }
  // What is not there any more is left out.
  options.times = true, options.steps = {};
  std::filesystem::remove(run->given[1].file);
  numbers.clear();
  for (const OfRun& one : packets_of(whole(*find_exporter("pftrace"), *traces[0], options))) {
    if (one.pid != 0) numbers.insert(one.pid);
  }
  EXPECT_EQ(numbers, (std::set<uint64_t>{testing::kArbiter, testing::kSecondWorker}));
  std::filesystem::remove_all(folder);
}

}  // namespace greenlens::exports
