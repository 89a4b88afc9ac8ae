#include "tracer/export/figure/film.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

#include "tracer/export/figure/figure.h"
#include "tracer/export/figure/render.h"
#include "tracer/scene/interpolate.h"
#include "tracer/words/narration.h"

namespace greenlens::exports {
namespace {

constexpr size_t kMostFilmed = 400;
constexpr int kTweenFrames = 9;
constexpr double kLettersASecond = 17, kShortest = 1.2, kLongest = 6,
                 kLongestNotes = 10;  // seconds

// Gone with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "greenlens-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

bool write_to(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out.good();
}

// Its exit code, and what it said last; none: there is no such program.
struct Ran {
  int status = 0;
  std::string said;
};
std::optional<Ran> run(std::vector<std::string> arguments, const std::filesystem::path& errors,
                       const std::function<bool()>& is_wanted) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return {};
  Ran ran;
  constexpr useconds_t kBetweenLooks = 20'000;
  while (::waitpid(child, &ran.status, WNOHANG) == 0) {
    if (!is_wanted()) ::kill(child, SIGKILL);  // what it has made is thrown away
    ::usleep(kBetweenLooks);
  }
  std::ifstream said(errors);
  for (std::string line; std::getline(said, line);) {
    if (!line.empty()) ran.said = line;
  }
  return ran;
}

// What somebody wrote is to be read as well.
double seconds_for(const words::Narration& told, const std::vector<words::StepNote>& notes) {
  const auto letters = static_cast<double>(told.headline.size() + told.detail.size());
  size_t written = 0;
  for (const words::StepNote& note : notes) written += note.about.size() + note.text.size();
  return std::clamp(letters / kLettersASecond, kShortest, kLongest) +
         std::min(static_cast<double>(written) / kLettersASecond, kLongestNotes);
}

// The step's sentence, and its notes below that.
std::string subtitle(const words::Messages& messages, const words::Narration& told,
                     const std::vector<words::StepNote>& notes) {
  std::string words = told.headline;
  for (const words::StepNote& note : notes) {
    for (const std::string& line : words::note_lines(messages, note)) {
      if (!line.empty()) words += '\n' + line;  // an empty line would end the subtitle
    }
  }
  return words;
}

std::string clock(double seconds) {
  const auto ms = static_cast<long>(seconds * 1000);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02ld:%02ld:%02ld,%03ld", ms / 3'600'000,
                ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
  return text.data();
}

// What ffmpeg reads: pictures with how long each is shown, and subtitles.
class Script {
 public:
  Script(const std::filesystem::path& folder, scene::Theme theme, float scale)
      : folder_(folder), theme_(theme), scale_(scale) {}

  facts::Fault add(const scene::Scene& picture, double seconds) {
    const auto png = to_png(picture, theme_, scale_);
    if (!png) return png.fault();
    const std::string name = std::to_string(count_++) + ".png";
    if (!write_to(folder_ / name, *png)) return unwritable();
    last_ = name;
    list_ += "file " + name + "\nduration " + std::to_string(seconds) + "\n";
    now_ += seconds;
    return {};
  }
  void say(const std::string& words, double seconds) {
    subtitles_ += std::to_string(++said_) + "\n" + clock(now_) + " --> " + clock(now_ + seconds) +
                  "\n" + words + "\n\n";
  }
  // The last picture's time counts only if one comes behind it.
  facts::Fault finish() {
    const bool fine =
        write_to(folder_ / "pictures", "ffconcat version 1.0\n" + list_ + "file " + last_ + "\n") &&
        write_to(folder_ / "subtitles.srt", subtitles_);
    return fine ? facts::Fault() : unwritable();
  }

 private:
  facts::Fault unwritable() const {
    return {facts::FaultKind::picture_unwritable, folder_.string(), 0, 0, ""};
  }
  const std::filesystem::path& folder_;
  scene::Theme theme_;
  float scale_;
  size_t count_ = 0, said_ = 0;
  double now_ = 0;
  std::string list_, last_, subtitles_;
};

std::vector<uint64_t> steps_of(const store::Trace& trace, const ExportOptions& options) {
  std::vector<uint64_t> steps = options.each;
  for (const facts::Grain grain :
       {facts::Grain::phase, facts::Grain::line, facts::Grain::story, facts::Grain::switch_}) {
    if (!options.each.empty()) break;
    steps = stops_in(trace, grain, options.steps);
    if (steps.size() <= kMostFilmed) break;
  }
  return steps;
}

facts::Fault draw_all(const words::Messages& messages, const store::Trace& trace,
                      const ExportOptions& asked, Script* script) {
  const std::vector<uint64_t> steps = steps_of(trace, asked);
  const ExportOptions options = with_room_for_notes(asked, steps);
  if (steps.size() > kMostFilmed) {
    return {facts::FaultKind::too_many_pictures, "", steps.size(), kMostFilmed, ""};
  }
  const double frame = 0.4 / kTweenFrames;
  scene::Scene before;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (options.progress && !options.progress(i, steps.size())) {
      return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    }
    scene::Scene now = figure(messages, trace, options, steps[i]);
    const words::Narration told = words::narrate(messages, trace.at(steps[i]));
    const std::vector<words::StepNote> notes = notes_of(messages, trace, options, steps[i]).here;
    const double seconds = seconds_for(told, notes);
    // A form's sentence is left out of its picture, too.
    if (options.blank.empty()) {
      script->say(subtitle(messages, told, notes), seconds + (i > 0 ? 0.4 : 0));
    }
    for (int k = 1; i > 0 && k < kTweenFrames; ++k) {
      // Slow at both ends.
      const float t = static_cast<float>(k) / kTweenFrames;
      const float eased = t * t * (3 - 2 * t);
      if (facts::Fault fault = script->add(scene::interpolate(before, now, eased), frame)) {
        return fault;
      }
    }
    if (facts::Fault fault = script->add(now, seconds)) return fault;
    before = std::move(now);
  }
  return script->finish();
}

facts::Fault send(const std::filesystem::path& file, const Sink& sink) {
  std::ifstream in(file, std::ios::binary);
  std::string piece(size_t{1} << 16, 0);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!sink(std::string_view(piece).substr(0, static_cast<size_t>(in.gcount())))) break;
  }
  return {};
}

}  // namespace

facts::Fault write_film(const words::Messages& messages, const store::Trace& trace,
                        const ExportOptions& options, const Sink& sink, const FilmFormat& format) {
  const TemporaryFolder folder;
  if (folder.path().empty()) {
    const char* where = std::getenv("TMPDIR");
    return {facts::FaultKind::picture_unwritable, where != nullptr ? where : "/tmp", 0, 0, ""};
  }
  const std::filesystem::path errors = folder.path() / "errors";
  const auto is_wanted = [&] { return !options.progress || options.progress(1, 1); };
  if (!run({"ffmpeg", "-version"}, errors, is_wanted)) {
    return {facts::FaultKind::no_ffmpeg, "", 0, 0, ""};
  }
  Script script(folder.path(), options.theme, options.scale > 0 ? options.scale : format.scale);
  if (facts::Fault fault = draw_all(messages, trace, options, &script)) return fault;
  const std::filesystem::path film = folder.path() / (std::string("film") + format.ending);
  std::vector<std::string> command = {"ffmpeg",   "-v", "error",
                                      "-nostdin", "-y", "-f",
                                      "concat",   "-i", (folder.path() / "pictures").string()};
  if (format.subtitles && options.blank.empty()) {
    command.insert(command.end(), {"-i", (folder.path() / "subtitles.srt").string()});
  }
  command.insert(command.end(), format.arguments.begin(), format.arguments.end());
  command.insert(command.end(), {"-map_metadata", "-1", "-fflags", "+bitexact", film.string()});
  const std::optional<Ran> ran = run(command, errors, is_wanted);
  if (!is_wanted()) return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
  if (!ran || ran->status != 0) {
    return {facts::FaultKind::ffmpeg_failed, "", 0, 0, ran ? ran->said : ""};
  }
  return send(film, sink);
}

}  // namespace greenlens::exports
