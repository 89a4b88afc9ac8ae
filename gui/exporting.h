// Writing a file for other programs while the window goes on: in a thread of its own.
//
// A trace that cannot be opened once more, as of a program that is alive, is copied first, a part
// for each frame: what is written is what there was when it was asked for. For the app; one thread.
#ifndef GREENLENS_GUI_EXPORTING_H_
#define GREENLENS_GUI_EXPORTING_H_

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "gui/app_options.h"
#include "gui/pass.h"
#include "gui/worker.h"
#include "tracer/facts/fault.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

class Exporting {
 public:
  // Ends what is under way: of that nothing is left.
  void begin(const store::Trace& trace, const ExportOrder& order, const ExportWrite& write);
  // Anything else that is written, likewise.
  using Write = std::function<facts::Result<std::string>(const store::OnProgress& progress)>;
  void begin(const ExportOrder& order, Write write);
  // Once a frame.
  void go_on(const store::Trace& trace);
  // The end of it, once: the name of the file. Once a frame as well.
  std::optional<facts::Result<std::string>> take();
  // What was found to be wrong with the trace meanwhile, once: at its end.
  facts::Fault take_fault() { return std::exchange(fault_, {}); }
  void cancel();
  bool busy() const { return worker_.busy() || copying_.busy(); }
  // Of copying and writing together.
  Worker::Progress progress() const;
  const ExportOrder& order() const { return order_; }

 private:
  void write_copy();  // if it is whole
  // The name of the file, and what was met on the way that is missing in the trace.
  struct Outcome {
    facts::Result<std::string> file;
    facts::Fault fault;
  };
  void write_elsewhere(std::function<Outcome(const store::OnProgress& progress)> write);
  void write_elsewhere(store::Trace::Opening opening);

  ExportOrder order_;
  ExportWrite write_;
  Passing copying_;
  bool copied_ = false;
  std::optional<facts::Result<std::string>> written_;
  facts::Fault fault_;
  Worker worker_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_EXPORTING_H_
