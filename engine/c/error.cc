#include "engine/c/error.h"

#include <cctype>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "engine/c/bridge.h"
#include "engine/c/thread.h"
#include "engine/cpp/local.h"
#include "engine/cpp/repr.h"

namespace greenlens::engine {
namespace {

constexpr char kFinalized[] = "greenlet is being finalized";

struct Pending {
  std::exception_ptr error;
  std::string kind;
  std::string text;
};

// Of the running greenlet; goes with it.
Pending& pending() {
  static auto* const each = new GreenletLocal<Pending>;  // outlives every greenlet
  return **each;
}

// Where there is no greenlet, or no memory, to keep an error with: of the thread.
struct LastResort {
  const char* kind = nullptr;  // null: none is pending
  char text[500] = "";
};
constinit thread_local LastResort last_resort;

// Keeps as much of what is being handled as can be kept.
void keep_at_last_resort() noexcept {
  auto keep = [](const char* kind, const char* text) {
    last_resort.kind = kind;
    std::snprintf(last_resort.text, sizeof last_resort.text, "%s", text);
  };
  try {
    throw;
  } catch (const GreenletError& error) {
    keep(GREENLENS_GREENLET_ERROR, error.what());
  } catch (...) {
    keep("MemoryError", "memory is lacking");
  }
}

std::string text_of(const GreenletExit& exit) {
  return exit.arguments().empty() ? "" : single_result({exit.arguments(), {}}).str();
}

Pending explain(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return {error, GREENLENS_GREENLET_EXIT, text_of(exit)};
  } catch (const CError& made_in_c) {
    return {error, made_in_c.kind(), made_in_c.what()};
  } catch (const std::exception& exception) {
    std::string described = describe(error);
    return {error, described.substr(0, described.find('(')), exception.what()};
  } catch (...) {
    std::string described = describe(error);
    return {error, described.substr(0, described.find('(')), described};
  }
}

bool is_class_name(std::string_view kind) {
  for (unsigned char c : kind) {
    if (!std::isalnum(c) && c != '_' && c != '.' && c != ':') return false;
  }
  return !kind.empty();
}

}  // namespace

std::exception_ptr make_error(const char* kind, const char* text) {
  std::string_view name = kind ? kind : GREENLENS_GREENLET_EXIT;
  std::string what = text ? text : "";
  if (name == GREENLENS_GREENLET_EXIT) {
    return std::make_exception_ptr(text ? GreenletExit({Value(what)}) : GreenletExit());
  }
  if (name == GREENLENS_GREENLET_ERROR) return std::make_exception_ptr(GreenletError(what));
  if (!is_class_name(name)) {
    throw CError("TypeError", "the kind of an error is a class's name like ValueError, not '" +
                                  std::string(name) + "': give the kind first, then the text");
  }
  return std::make_exception_ptr(CError(std::string(name), what));
}

int set_pending(const std::exception_ptr& error) noexcept {
  if (thread_is_ending()) return GREENLENS_ERROR;
  last_resort.kind = nullptr;
  try {
    Pending& place = pending();
    place = explain(error);
    return place.kind == GREENLENS_GREENLET_EXIT ? GREENLENS_EXIT : GREENLENS_ERROR;
  } catch (...) {
    keep_at_last_resort();
    return GREENLENS_ERROR;
  }
}

PendingErrorAside::PendingErrorAside() : error_(std::exchange(pending(), {}).error) {}
PendingErrorAside::~PendingErrorAside() {
  greenlens_clear_error();
  if (error_) set_pending(error_);
}

void throw_status(int status) {
  Pending error = std::exchange(pending(), {});
  bool exits = error.kind == GREENLENS_GREENLET_EXIT;
  if (error.error && (exits || status == GREENLENS_ERROR)) std::rethrow_exception(error.error);
  if (status == GREENLENS_EXIT) throw GreenletExit();
  if (status == GREENLENS_ERROR) {
    throw CError("SystemError",
                 "a C function returned GREENLENS_ERROR and no error is pending: "
                 "return greenlens_set_error(kind, text) instead");
  }
  throw CError("SystemError", "a C function returned " + std::to_string(status) +
                                  ", which is no status: return GREENLENS_OK, GREENLENS_EXIT or "
                                  "GREENLENS_ERROR");
}

extern "C" {

int greenlens_set_error(const char* kind, const char* text) {
  return guarded([&] { std::rethrow_exception(make_error(kind, text)); });
}

const char* greenlens_error_kind(void) {
  if (thread_is_ending()) return "RuntimeError";
  if (last_resort.kind != nullptr) return last_resort.kind;
  return pending().error ? pending().kind.c_str() : nullptr;
}

const char* greenlens_error_text(void) {
  if (thread_is_ending()) return kFinalized;
  if (last_resort.kind != nullptr) return last_resort.text;
  return pending().error ? pending().text.c_str() : nullptr;
}

void greenlens_clear_error(void) {
  if (thread_is_ending()) return;
  if (std::exchange(last_resort.kind, nullptr) == nullptr) pending() = {};
}

}  // extern "C"

}  // namespace greenlens::engine
