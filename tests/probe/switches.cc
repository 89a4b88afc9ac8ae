#include "tests/probe/switches.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "tracer/probe/told.h"

namespace greenlens::probe {

const std::vector<Subject> kSubjects = {
    {"stack_pointer", "switch_sp", "", "void(void**,void*)", "make_sp"},
    {"record", "switch_record", "", "void(struct context*,struct context*)", "make_record"},
    {"handle", "switch_handle", "", "transfer(void*,void*)", "make_handle(low,size,fn)"},
    {"save_restore", "save", "restore", "int(place*)+void(place*,int)", ""},
};

std::string source_of(const std::string& name) {
  std::ifstream file(GREENLENS_SWITCHES + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

Bench::Bench() {
  char name[] = "/tmp/greenlens-bench-XXXXXX";
  folder_ = mkdtemp(name);
  Refused refused;
  workshop_ = Workshop::open(&refused);
  EXPECT_NE(workshop_, nullptr) << sentence(words::Messages::of("en"), refused);
}

Bench::~Bench() { std::filesystem::remove_all(folder_); }

std::string Bench::written(const std::string& name, const std::string& text) {
  std::string path = folder_ + "/" + name;
  std::ofstream(path) << text;
  return path;
}

std::vector<Findings> Bench::found(const std::vector<Request>& requests) {
  Refused refused;
  const auto examined = workshop_->examine(requests, &refused);
  EXPECT_TRUE(examined) << sentence(words::Messages::of("en"), refused);
  std::vector<Findings> all(requests.size());
  for (size_t i = 0; examined && i < requests.size(); ++i) {
    all[i] = findings(words::Messages::of("en"), requests[i], (*examined)[i]);
  }
  return all;
}

Findings Bench::found(const Request& request) { return found(std::vector{request})[0]; }

std::string Bench::refused(const Request& request) {
  Refused refused;
  EXPECT_FALSE(workshop_->examine({request}, &refused));
  return sentence(words::Messages::of("en"), refused);
}

Request request_of(const std::string& function, const std::string& calls, const std::string& file,
                   const std::string& maker) {
  Request request;
  Refused refused;
  const size_t comma = function.find(',');
  request.function = function.substr(0, comma);
  if (comma != function.npos) request.restore = function.substr(comma + 1);
  request.calls = calls;
  const auto shape = parse_shape(calls, &refused);
  EXPECT_TRUE(shape) << calls;
  if (shape) request.shape = *shape;
  if (!maker.empty()) request.maker = parse_maker(maker, request.shape, &refused);
  if (!file.empty()) request.files = {file};
  return request;
}

Request request_of(const Subject& subject, const std::string& file) {
  const std::string comma = *subject.restore != '\0' ? "," : "";
  return request_of(subject.function + comma + subject.restore, subject.calls, file, subject.maker);
}

std::string numbered(std::string source, const Request& request, size_t number) {
  for (const std::string& name :
       {request.function, request.restore, request.maker ? request.maker->name : ""}) {
    if (name.empty()) continue;
    source =
        std::regex_replace(source, std::regex("\\b" + name + "\\b"), name + std::to_string(number));
  }
  return source;
}

Request numbered(Request request, size_t number) {
  request.function += std::to_string(number);
  if (!request.restore.empty()) request.restore += std::to_string(number);
  if (request.maker) request.maker->name += std::to_string(number);
  return request;
}

std::string sentences(const Findings& found) {
  std::string text;
  for (const Finding& finding : found.list) text += finding.sentence + "\n";
  return text;
}

}  // namespace greenlens::probe
