// A trace in a file, which is read where somebody looks.
//
// Opening reads the index and no events; a step reads the chunk that it is in, and what lies
// between that and the keyframe before it, which is about as much. What is kept grows with the
// number of chunks only (tracer/store/chunk_table.h), but for history(), which is made when
// somebody asks for it first. A file that is still being written is followed.
//
// Damage loses what it hits: the chunk becomes a gap, whose steps are facts::EventsLost, and behind
// it states are right again from the next keyframe on. What has to be read to be found damaged is
// found so when it is read; fault() says what was found so far.
//
// One thread, also for what is const.
#ifndef GREENLENS_TRACER_STORE_FILE_TRACE_H_
#define GREENLENS_TRACER_STORE_FILE_TRACE_H_

#include <memory>
#include <string>
#include <vector>

#include "tracer/store/file_index.h"
#include "tracer/store/levels.h"
#include "tracer/store/state_walk.h"
#include "tracer/store/trace.h"

namespace greenlens::store {

struct OpenOptions {
  // Called now and then while opening takes long, in the thread that opens.
  OnProgress progress{};
  // Whether steps that contradict the rules are looked for only where the writer has found some.
  // Else check_more() looks at all of it.
  bool believe_writer = true;
  // Whether more is expected of a file that is still being written. Else what it has now is all.
  bool follow = true;
};

class FileTrace final : public Trace {
 public:
  // A fault when nothing is usable: it cannot be read, it is no trace, no event is left of it, it
  // takes more memory than there is. `place` is what faults call it. Never throws.
  static facts::Result<std::unique_ptr<FileTrace>> open(std::unique_ptr<Bytes> bytes,
                                                        const std::string& place,
                                                        const OpenOptions& options = {});

  // Takes in what was written since; true when that was something.
  bool follow();
  // Nothing can follow: the recording ended, or nobody is writing any more.
  bool is_over() const;

  const TraceInfo& info() const override { return info_; }
  uint64_t size() const override { return table().totals().events; }
  state::Moment at(uint64_t n) const override;
  state::State state(uint64_t n) const override;
  facts::Event event(uint64_t n) const override;
  uint64_t count(facts::Grain grain) const override { return table().totals().stops(grain); }
  uint64_t count_until(facts::Grain grain, uint64_t n) const override;
  uint64_t stop(facts::Grain grain, uint64_t k) const override;
  std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const override;
  uint64_t previous(facts::Grain grain, uint64_t n) const override;
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about = facts::kNobody) const override;
  const std::vector<uint64_t>& contradicted() const override { return contradicted_; }
  bool check_more() const override;
  uint64_t checked() const override;
  const History& history() const override;
  std::shared_ptr<const History> overview() const override;
  uint64_t printed_until(uint64_t n) const override;
  std::vector<PrintedLine> printed(uint64_t first, uint64_t count) const override;
  std::shared_ptr<const History> history(uint64_t from, uint64_t to) const override;
  std::vector<Column> columns(uint64_t from, uint64_t to, size_t count) const override;
  std::shared_ptr<const Times> times(uint64_t from, uint64_t to) const override;
  void go_along(state::State* state, uint64_t to, Onlooker* onlooker) const override;
  Opening another() const override;
  const FileTrace* in_file() const override { return this; }
  facts::Fault fault() const override;
  std::vector<std::string> letters() const override;

  const ChunkTable& table() const { return store_->table(); }
  // The file as it is.
  const Bytes& bytes() const { return store_->bytes(); }
  // Which version of the format it is; and a chunk of it as it stands in the file, empty when it is
  // damaged: for who copies it.
  uint32_t version() const { return store_->version(); }
  std::string whole_chunk(size_t row) const { return store_->whole_chunk(row); }
  // What tells it from any other recording; 0 where that is not known.
  uint64_t recording() const { return store_->recording(); }

 private:
  FileTrace(std::unique_ptr<ChunkStore> store, std::string place, const OpenOptions& options);
  facts::Fault read_index(const OnProgress& progress);
  // An answer that was given while nothing turned out to be another way than it was said.
  template <typename Answer>
  auto settled(const Answer& answer) const;
  // The state at step n, valid until the next call.
  const state::State& near(uint64_t n) const { return walk_.near(n); }
  // How many of the events up to step n are so; `of` says it of what was counted before.
  template <typename Of, typename IsSo>
  uint64_t counted(uint64_t n, const Of& of, const IsSo& is_so) const;
  void check_run() const;
  void check_end_of_row() const;
  void add_lines(size_t row, uint64_t first, uint64_t count, std::vector<PrintedLine>* lines) const;
  uint64_t begun_before() const;
  // Of each of these steps.
  Times times_read(uint64_t from, uint64_t to) const;
  // From where a row begins.
  History range_from(size_t row, uint64_t to) const;
  std::optional<uint64_t> find_in(size_t row, uint64_t n, Direction direction,
                                  const std::function<bool(const facts::Event&)>& wanted,
                                  facts::GreenletId about) const;
  uint64_t stop_in(size_t row, facts::Grain grain, uint64_t wanted) const;

  // How far check_more() is: all rows before this one, and the steps of it up to that one.
  struct Check {
    size_t row = 0;
    uint64_t step = 0;
    std::vector<uint64_t> wrong{};  // of this row
    Summarizer summarizer{};
    uint64_t changes = 0;  // as of which this is right
  };

  std::string place_;
  bool believe_writer_, follow_;
  std::unique_ptr<ChunkStore> store_;
  FileIndex index_;
  TraceInfo info_;
  bool has_info_ = false;

  mutable StateWalk walk_;
  mutable std::vector<uint64_t> contradicted_;
  mutable Check check_;
  mutable std::unique_ptr<History> history_;
  mutable state::State history_state_;
  mutable std::shared_ptr<const History> overview_;  // as of that many steps and changes
  mutable uint64_t overview_size_ = 0, overview_changes_ = 0;
  mutable std::shared_ptr<const History> range_;  // the last one asked for, likewise
  mutable uint64_t range_changes_ = 0;
  mutable Levels levels_;
  mutable std::shared_ptr<const Times> times_;  // the last ones asked for, of these changes
  mutable uint64_t times_from_ = 0, times_to_ = 0, times_changes_ = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_FILE_TRACE_H_
