#include "gui/relatives.h"

#include <algorithm>
#include <utility>

#include "tracer/processes/names.h"

namespace greenlens::gui {
namespace {

std::string folder_of_file(const std::string& file) { return file.substr(0, file.rfind('/') + 1); }

std::vector<std::string> beside(const std::string& file, const Relatives::List& list) {
  if (!list) return {};
  const std::string folder = folder_of_file(file);
  const auto entries = list(folder.empty() ? "." : folder);
  std::vector<std::string> names, files;
  if (!entries) return files;
  for (const FileEntry& entry : *entries) {
    if (!entry.is_folder) names.push_back(entry.name);
  }
  for (const std::string& name : greenlens::processes::names_beside(file, names)) {
    files.push_back(folder + name);
  }
  return files;
}

// In the worker's thread.
std::shared_ptr<const greenlens::processes::Together> put_together(
    const std::vector<std::string>& files, bool are_said, const Relatives::Open& open,
    const store::OnProgress& progress) {
  std::vector<std::unique_ptr<session::EventSource>> sources;
  auto together = std::make_shared<greenlens::processes::Together>();
  for (size_t i = 0; i < files.size(); ++i) {
    if (progress && !progress(i, files.size())) return nullptr;
    greenlens::processes::Given given{files[i], nullptr, {}};
    Opened opened = open(files[i], progress);
    if (opened) {
      sources.push_back(std::move(*opened));
      sources.back()->poll(nullptr, 0);
      given.trace = sources.back()->stored();
    } else {
      given.fault = opened.fault();
    }
    together->given.push_back(std::move(given));
  }
  if (!are_said) {
    std::vector<greenlens::processes::Given> its;
    for (const size_t i : greenlens::processes::of_one_run(together->given)) {
      its.push_back(together->given[i]);
    }
    together->given = std::move(its);
  }
  together->family = greenlens::processes::family_of(together->given);
  for (greenlens::processes::Given& given : together->given) given.trace = nullptr;
  return together;
}

}  // namespace

void Relatives::show(const std::string& file, bool tells_of_processes) {
  shown_ = file;
  if (together_ != nullptr && greenlens::processes::process_of_file(*together_, file)) return;
  const bool are_said = std::find(files_.begin(), files_.end(), file) != files_.end();
  together_ = nullptr;
  ++version_;
  if (!open_) return;
  worker_.begin([this, file, tells_of_processes, are_said, said = files_, open = open_,
                 list = list_](const store::OnProgress& progress) -> Worker::Finish {
    std::vector<std::string> files = said;
    if (!are_said) {
      files = beside(file, list);
      files.insert(files.begin(), file);
    }
    std::shared_ptr<const greenlens::processes::Together> together;
    if (files.size() > 1 || tells_of_processes) {
      together = put_together(files, are_said, open, progress);
    }
    return [this, together = std::move(together)] { together_ = together; };
  });
}

void Relatives::leave() {
  worker_.cancel();
  shown_.clear();
  together_ = nullptr;
  ++version_;
}

bool Relatives::go_on() {
  if (!worker_.take()) return false;
  ++version_;
  return true;
}

std::optional<size_t> Relatives::shown() const {
  return together_ != nullptr ? greenlens::processes::process_of_file(*together_, shown_)
                              : std::nullopt;
}

}  // namespace greenlens::gui
