#include "engine/c/error.h"

#include <cctype>
#include <cstdio>
#include <new>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>

#include "engine/c/bridge.h"
#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/repr.h"

namespace greenlens::engine {
namespace {

constexpr char kFinalized[] = "greenlet is being finalized";
constexpr char kLacking[] = "memory is lacking";

// The greenlet that runs; null where its thread has none yet, or none any more.
Core* running() noexcept {
  core::ThreadState* thread = core::thread_state_if_any();
  return thread != nullptr ? thread->current : nullptr;
}

// Where there is no greenlet to keep an error with: of the thread.
struct LastResort {
  const char* kind = nullptr;  // null: none is pending
  char text[160] = "";  // a module that is loaded late has little room for what is each thread's
};
constinit thread_local LastResort last_resort;

// In a catch block: keeps as much of what is being handled as can be kept.
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
    keep(GREENLENS_MEMORY_ERROR, kLacking);
  }
}

std::exception_ptr take_last_resort() noexcept {
  try {
    const std::string_view kind = std::exchange(last_resort.kind, nullptr);
    if (kind == GREENLENS_GREENLET_ERROR) throw GreenletError(last_resort.text);
    throw std::bad_alloc();
  } catch (...) {
    return std::current_exception();
  }
}

// Leaves `error`, or none, pending in the greenlet. Needs no memory. What was pending goes when all
// is done: that destroys an object of the program.
void replace_pending(Core& greenlet, std::exception_ptr error) noexcept {
  CppState& state = cpp_state(greenlet);
  if (Belongings* told = state.belongings.get()) {
    told->error_kind.clear();
    told->error_text.clear();
  }
  std::swap(state.pending_error, error);
}

std::exception_ptr take_pending() noexcept {
  if (last_resort.kind != nullptr) return take_last_resort();
  Core* greenlet = running();
  if (greenlet == nullptr) return nullptr;
  std::exception_ptr error = cpp_state(*greenlet).pending_error;
  replace_pending(*greenlet, nullptr);
  return error;
}

// What an error says of itself, as long as it is there. Null: it takes words to say it.
struct Saying {
  const char* kind;
  const char* text;
  bool exits = false;
};

Saying saying_of(const std::exception_ptr& error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return {GREENLENS_GREENLET_EXIT, exit.arguments().empty() ? "" : nullptr, true};
  } catch (const CError& made_in_c) {
    return {made_in_c.kind().c_str(), made_in_c.what()};
  } catch (const std::bad_alloc&) {
    return {GREENLENS_MEMORY_ERROR, kLacking};
  } catch (const std::exception& exception) {
    bool is_the_engines = typeid(exception) == typeid(GreenletError);
    return {is_the_engines ? GREENLENS_GREENLET_ERROR : nullptr, exception.what()};
  } catch (...) {
    return {nullptr, nullptr};
  }
}

std::string text_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return single_result({exit.arguments(), {}}).str();
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return describe(error);
  }
}

// Of the error that is pending in the greenlet; there is one.
Saying told_of(Core& greenlet) noexcept {
  const std::exception_ptr& error = cpp_state(greenlet).pending_error;
  Saying saying = saying_of(error);
  if (saying.kind != nullptr && saying.text != nullptr) return saying;
  try {
    Belongings& told = belongings_of(greenlet);
    if (told.error_kind.empty()) {
      std::string described = describe(error), text = text_of(error);
      told.error_text = std::move(text);
      told.error_kind = described.substr(0, described.find('('));
    }
    return {told.error_kind.c_str(), told.error_text.c_str()};
  } catch (...) {
    return {saying.kind != nullptr ? saying.kind : GREENLENS_MEMORY_ERROR,
            "memory is lacking to say what the pending error is"};
  }
}

// What the function that asks returns: null when none is pending.
const char* said(const char* Saying::*of) {
  if (core::thread_has_ended()) return Saying{"RuntimeError", kFinalized}.*of;
  if (last_resort.kind != nullptr) return Saying{last_resort.kind, last_resort.text}.*of;
  Core* greenlet = running();
  bool is_pending = greenlet != nullptr && cpp_state(*greenlet).pending_error != nullptr;
  return is_pending ? told_of(*greenlet).*of : nullptr;
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

void refuse_at_the_end_of_the_thread() {
  if (core::thread_has_ended()) throw CError("RuntimeError", kFinalized);
}

int set_pending(const std::exception_ptr& error) noexcept {
  if (core::thread_has_ended()) return GREENLENS_ERROR;
  last_resort.kind = nullptr;
  try {
    replace_pending(core::current_core(cpp_host()), error);
  } catch (...) {
    keep_at_last_resort();
    return GREENLENS_ERROR;
  }
  return saying_of(error).exits ? GREENLENS_EXIT : GREENLENS_ERROR;
}

PendingErrorAside::PendingErrorAside() noexcept : error_(take_pending()) {}
PendingErrorAside::~PendingErrorAside() {
  greenlens_clear_error();
  if (error_) set_pending(error_);
}

void throw_status(int status) {
  std::exception_ptr error = take_pending();
  if (error != nullptr && (status == GREENLENS_ERROR || saying_of(error).exits)) {
    std::rethrow_exception(std::move(error));
  }
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

const char* greenlens_error_kind(void) { return said(&Saying::kind); }
const char* greenlens_error_text(void) { return said(&Saying::text); }

void greenlens_clear_error(void) {
  value_is_missing();  // was dealt with
  last_resort.kind = nullptr;
  if (Core* greenlet = running()) replace_pending(*greenlet, nullptr);
}

}  // extern "C"

}  // namespace greenlens::engine
