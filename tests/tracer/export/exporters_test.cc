// Every format that can be written, whichever there are.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/sample_trace.h"
#include "tracer/export/exporter.h"

namespace greenlens::exports {
namespace {

const words::Messages& english() { return words::Messages::of("en"); }

std::string written(const Exporter& exporter, const ExportOptions& options) {
  const store::Timeline trace = testing::sample_timeline();
  const auto content = exporter.write(english(), trace, options);
  EXPECT_TRUE(static_cast<bool>(content)) << exporter.id;
  return content ? *content : "";
}

TEST(Exporters, EachHasAnEndingAndWordsOfItsOwn) {
  std::set<std::string> ids;
  for (const Exporter& exporter : exporters()) {
    EXPECT_TRUE(ids.insert(exporter.id).second) << exporter.id << " is there twice";
    EXPECT_EQ(find_exporter(exporter.id), &exporter);
    EXPECT_EQ(exporter.ending[0], '.') << exporter.id;
    EXPECT_EQ(exporter_for(std::string("a file") + exporter.ending), &exporter)
        << exporter.ending << " is the end of another one's";
    EXPECT_TRUE(english().has(std::string("export.") + exporter.id)) << exporter.id;
    EXPECT_NE(known_endings().find(exporter.ending), std::string::npos);
  }
  EXPECT_EQ(exporter_for("a file.doc"), nullptr);
  EXPECT_EQ(find_exporter("doc"), nullptr);
}

TEST(Exporters, NoWordsAreOfAFormatThatDoesNotExist) {
  for (const auto& [id, text] : english().all()) {
    if (id.rfind("export.", 0) != 0) continue;
    EXPECT_NE(find_exporter(id.substr(7)), nullptr) << id;
  }
}

TEST(Exporters, EachWritesTheSameTwiceAndHeedsExactlyTheOptionsThatItSays) {
  for (const Exporter& exporter : exporters()) {
    ExportOptions options;
    options.step = 30;
    const std::string plain = written(exporter, options);
    EXPECT_FALSE(plain.empty()) << exporter.id;
    EXPECT_EQ(written(exporter, options), plain) << exporter.id;
    ExportOptions changed = options;
    changed.step = 31;
    EXPECT_EQ(written(exporter, changed) != plain, exporter.needs.step) << exporter.id;
    changed = options;
    changed.theme = scene::Theme::dark;
    EXPECT_EQ(written(exporter, changed) != plain, exporter.needs.theme) << exporter.id;
    changed = options;
    changed.scene = &scenes().back();
    EXPECT_EQ(written(exporter, changed) != plain, exporter.needs.scene) << exporter.id;
  }
}

TEST(Exporters, EachWritesEverySceneAtEveryStep) {
  const store::Timeline trace = testing::sample_timeline();
  for (const Exporter& exporter : exporters()) {
    for (const NamedScene& scene : scenes()) {
      EXPECT_EQ(find_scene(scene.name), &scene);
      for (uint64_t step = 0; step <= trace.size(); step += 9) {
        const auto content = exporter.write(english(), trace, {step, &scene, scene::Theme::light});
        ASSERT_TRUE(static_cast<bool>(content)) << exporter.id;
        EXPECT_EQ(content->find("«"), std::string::npos) << exporter.id << ", " << scene.name;
      }
    }
  }
  EXPECT_EQ(find_scene("no such scene"), nullptr);
}

TEST(Exporters, EachWritesATraceWithoutEvents) {
  for (const Exporter& exporter : exporters()) {
    const auto content = exporter.write(english(), store::Timeline(), {});
    EXPECT_TRUE(content && !content->empty()) << exporter.id;
  }
}

}  // namespace
}  // namespace greenlens::exports
