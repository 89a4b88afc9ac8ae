// Wrong switches as descriptions: edits that fit, and what is different then.
#include <gmock/gmock.h>

#include <set>

#include "assets/assets.h"
#include "tracer/lab/difference.h"
#include "tracer/lab/variant.h"
#include "tracer/lab/whose.h"

namespace greenlens::lab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;

std::string_view toy(std::string_view path) {
  return path == "toy" ? "one\n  two // a comment\nthree\n\ntwo\nfour\n" : "";
}

std::optional<Variant> parsed(const std::string& edits, probe::Refused* refused) {
  return parse_variant("x", "title: t\nbreaks: b\ncaught: a_fact a_field its name\n" + edits,
                       refused);
}

// By their folders.
std::vector<std::string> cpus_with_a_switch() {
  constexpr std::string_view kBefore = "arch/", kBehind = "/switch.S";
  std::vector<std::string> all;
  for (std::string_view path : assets::paths()) {
    if (!path.starts_with(kBefore) || !path.ends_with(kBehind)) continue;
    path.remove_prefix(kBefore.size());
    all.emplace_back(path.substr(0, path.size() - kBehind.size()));
  }
  return all;
}

TEST(Lab, EveryWrongSwitchFitsTheSourcesAndChangesThem) {
  for (const std::string& cpu : cpus_with_a_switch()) {
    SCOPED_TRACE(cpu);
    for (const Variant& one : built_in(cpu)) {
      probe::Refused refused;
      const auto changed = apply(one, assets::text, &refused);
      ASSERT_TRUE(changed) << one.id << ": " << refused.id;
      EXPECT_NE(one.breaks, "") << one.id;
      for (const Changed& file : *changed) {
        EXPECT_FALSE(differences(file.file, assets::text(file.file), file.text).empty()) << one.id;
      }
    }
  }
}

TEST(Lab, EveryDescriptionIsOneAndEachCpuHasSome) {
  const std::vector<std::string> cpus = cpus_with_a_switch();
  EXPECT_THAT(cpus, Contains(ours().folder));
  for (const std::string& cpu : cpus) {
    size_t files = 0;
    std::set<std::string> ids;
    for (const std::string_view path : assets::paths()) {
      files += path.starts_with("arch/" + cpu + "/lab/") || path.starts_with("engine/lab/") ? 1 : 0;
    }
    for (const Variant& one : built_in(cpu)) ids.insert(one.id);
    EXPECT_EQ(ids.size(), files) << cpu;
    // What every switch can get wrong is got wrong on each.
    for (const char* id : {"control_word", "misaligned", "partial_save_skipped",
                           "register_forgotten", "register_not_spilled", "restore_too_early",
                           "sixteen_off", "mark_in_wrong_frame", "hook_on_the_stack"}) {
      EXPECT_TRUE(ids.contains(id)) << cpu << " " << id;
    }
  }
}

TEST(Lab, AnEditTakesLinesAwayAndPutsOthersThere) {
  probe::Refused refused;
  const auto variant = parsed("in toy\n  three\n- \n+ new\n  two\nin toy\n- one\n", &refused);
  ASSERT_TRUE(variant) << refused.id;
  EXPECT_EQ(variant->caught.fact, "a_fact");
  EXPECT_EQ(variant->caught.field, "a_field");
  EXPECT_EQ(variant->caught.told, "its name");
  const auto changed = apply(*variant, toy, &refused);
  ASSERT_TRUE(changed) << refused.id;
  ASSERT_EQ(changed->size(), 1u);
  EXPECT_EQ(changed->front().text, "  two // a comment\nthree\nnew\ntwo\nfour\n");
}

TEST(Lab, LinesThatAreNotThereOrTwiceAreRefused) {
  probe::Refused refused;
  EXPECT_FALSE(apply(*parsed("in toy\n- five\n", &refused), toy, &refused));
  EXPECT_EQ(refused.id, "lab.variant.not_there");
  const auto twice = [](std::string_view) -> std::string_view { return "a\na\n"; };
  refused = {};
  EXPECT_FALSE(apply(*parsed("in toy\n- a\n", &refused), twice, &refused));
  EXPECT_EQ(refused.id, "lab.variant.not_there");
}

TEST(Lab, WhatIsNoDescriptionIsRefused) {
  probe::Refused refused;
  EXPECT_FALSE(parsed("- before any file\n", &refused));
  EXPECT_EQ(refused.id, "lab.variant.line");
  refused = {};
  EXPECT_FALSE(parsed("", &refused));
  EXPECT_EQ(refused.id, "lab.variant.incomplete");
}

TEST(Lab, CommentsAndEmptyLinesAreNoDifference) {
  EXPECT_TRUE(differences("f", "a\n // b\n\nc\n", "  a // d\nc\n").empty());
  const std::vector<Difference> found = differences("f", "a\nb\nc\n", "a\n\nc\nd\n");
  EXPECT_THAT(found, Contains(AllOf(Field(&Difference::sign, '-'), Field(&Difference::line, 2),
                                    Field(&Difference::stands_at, 3))));
  EXPECT_THAT(found, Contains(AllOf(Field(&Difference::sign, '+'), Field(&Difference::line, 4))));
  EXPECT_EQ(found.size(), 2u);
}

TEST(Lab, TheInstructionAtALineIsCountedFromItsBlock) {
  store::ArchInfo arch;
  for (uint32_t i = 0; i < 4; ++i) {
    store::Instruction one;
    one.offset = 4 * i;
    if (i == 1) one.source_line = 3;
    arch.code.push_back(one);
  }
  const std::string_view source = "start:\nMARK(x)\n  first\n  .directive\n  // words\n  second\n";
  EXPECT_EQ(instruction_at(3, source, arch), 4u);
  EXPECT_EQ(instruction_at(6, source, arch), 8u);
  EXPECT_EQ(instruction_at(1, source, arch), 0u);
  EXPECT_EQ(instruction_at(9, source, {}), std::nullopt);
}

}  // namespace
}  // namespace greenlens::lab
