// Context variables, as Python's contextvars: values that follow a greenlet instead of a thread.
//
// A context maps variables to values. Each greenlet has its own, which is empty until something is
// set: a new greenlet inherits nothing. Contexts can be shared, copied and handed to a greenlet
// with Greenlet::set_context. All of it belongs to the thread of the greenlets that use it.
#ifndef GREENLENS_ENGINE_CPP_CONTEXT_H_
#define GREENLENS_ENGINE_CPP_CONTEXT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/cpp/value.h"

namespace greenlens::engine {

class ContextVariable;

// A handle: copies name the same context, `copy` makes another one.
class Context {
 public:
  Context();  // a new, empty one
  Context copy() const;
  size_t size() const;
  std::optional<Value> get(const ContextVariable& variable) const;
  // Runs `body` with this as the current greenlet's context, then the one before again. A
  // GreenletError when this one is in use: "cannot enter context: ... is already entered".
  Value run(const std::function<Value()>& body);
  friend bool operator==(const Context& a, const Context& b) { return a.state_ == b.state_; }

 private:
  friend class ContextVariable;
  struct State;
  std::shared_ptr<State> state_;
};

// The current greenlet's context, and a copy of it.
Context current_context();
Context copy_context();

class ContextVariable {
 public:
  explicit ContextVariable(std::string name, std::optional<Value> fallback = {});
  const std::string& name() const& { return name_; }
  std::string name() && { return std::move(name_); }

  // The value in the current greenlet's context, else the fallback, else a GreenletError that names
  // the variable.
  Value get() const;
  Value get(Value fallback) const;

  // What `set` replaced, for one `reset`.
  class Token {
   public:
    std::optional<Value> old_value() const;

   private:
    friend class ContextVariable;
    struct State;
    std::shared_ptr<State> state_;
  };
  Token set(Value value) const;
  // Refuses a token that was used, or comes from another variable or context.
  void reset(const Token& token) const;

 private:
  friend class Context;
  uint64_t id_;
  std::string name_;
  std::optional<Value> fallback_;
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_CONTEXT_H_
