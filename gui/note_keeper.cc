#include "gui/note_keeper.h"

#include <atomic>
#include <thread>

namespace greenlens::gui {

struct NoteKeeper::Reading {
  std::atomic<bool> done{false};
  facts::Result<words::ReadNotes> read = words::ReadNotes();
};

void NoteKeeper::begin(const std::string& recording) {
  leave();
  recording_ = recording;
  if (recording.empty() || files_.read == nullptr) return;
  reading_ = std::make_shared<Reading>();
  std::thread([read = files_.read, recording, reading = reading_] {
    reading->read = read(recording);
    reading->done = true;
  }).detach();
}

void NoteKeeper::keep_beside(const std::string& recording) {
  writer_.cancel();
  reading_ = nullptr;
  recording_ = recording;
  in_file_.reset();
  writable_ = changed_ = true;
  told_ = false;
}

void NoteKeeper::leave() {
  writer_.cancel();
  // Somebody was quicker than the disk.
  if (reading_ != nullptr && changed_) {
    const auto before = files_.read(recording_);
    writable_ = static_cast<bool>(before);
    if (before) all_ = joined(before->notes, all_), in_file_ = before->notes;
  }
  if (changed_ && can_write()) write(files_, recording_, in_file_, all_);
  reading_ = nullptr;
  recording_.clear();
  in_file_.reset();
  writable_ = changed_ = told_ = false;
  all_ = {};
  unwritten_ = {};
  changed();
}

void NoteKeeper::change(words::Notes all) {
  if (all == all_) return;
  all_ = std::move(all);
  changed_ = true;
  changed();
}

void NoteKeeper::changed() {
  longest_ = longest_noted(all_);
  ++version_;
}

NoteKeeper::News NoteKeeper::go_on() {
  News news = take_reading();
  if (writer_.take()) {
    if (!unwritten_) told_ = false;
    if (unwritten_ && !std::exchange(told_, true)) news.fault = unwritten_;
  }
  if (changed_ && reading_ == nullptr && !writer_.busy() && can_write()) write();
  return news;
}

NoteKeeper::News NoteKeeper::take_reading() {
  if (reading_ == nullptr || !reading_->done) return {};
  const std::shared_ptr<Reading> reading = std::exchange(reading_, nullptr);
  if (!reading->read) return {reading->read.fault(), 0, 0};
  writable_ = true;
  in_file_ = reading->read->notes;
  all_ = joined(std::move(reading->read->notes), all_);
  changed();
  return {{}, reading->read->unread, reading->read->line};
}

void NoteKeeper::write() {
  changed_ = false;
  writer_.begin([this, files = files_, recording = recording_, before = in_file_,
                 all = all_](const store::OnProgress&) -> Worker::Finish {
    const std::pair<facts::Fault, words::Notes> tried = write(files, recording, before, all);
    return [this, tried, all] {
      const auto& [fault, written] = tried;
      unwritten_ = fault;
      if (fault) return;
      in_file_ = written;
      if (written == all) return;
      // What was changed here while it was written is still to be.
      all_ = merged(all, written, all_);
      changed();
    };
  });
}

std::pair<facts::Fault, words::Notes> NoteKeeper::write(const NoteFiles& files,
                                                        const std::string& recording,
                                                        const std::optional<words::Notes>& before,
                                                        const words::Notes& all) {
  if (!before) return {files.write(recording, all), all};
  const auto there = files.read(recording);
  if (!there) return {there.fault(), all};
  words::Notes both = merged(*before, there->notes, all);
  return {files.write(recording, both), both};
}

}  // namespace greenlens::gui
