#include "engine/cpp/context.h"

#include <atomic>
#include <map>
#include <utility>

#include "engine/core/lifetime.h"
#include "engine/cpp/host.h"

namespace greenlens::engine {

struct Context::State {
  std::map<uint64_t, Value> values;  // by the variable's id
  bool entered = false;
};

struct ContextVariable::Token::State {
  uint64_t variable;
  Context context;
  std::optional<Value> old_value;
  bool used = false;
};

namespace {

std::optional<Context>& context_in_force() {
  return belongings_of(core::current_core(cpp_host())).context;
}

std::atomic<uint64_t> next_variable{1};

}  // namespace

Context::Context() : state_(std::make_shared<State>()) {}

Context Context::copy() const {
  Context made;
  made.state_->values = state_->values;
  return made;
}

size_t Context::size() const { return state_->values.size(); }

std::optional<Value> Context::get(const ContextVariable& variable) const {
  auto found = state_->values.find(variable.id_);
  if (found == state_->values.end()) return {};
  return found->second;
}

Value Context::run(const std::function<Value()>& body) {
  // Leaves the context again, in the greenlet that entered it.
  struct Entered {
    explicit Entered(const Context& context) : entered(context), other(context) {
      context_in_force().swap(other);
    }
    ~Entered() {
      entered.state_->entered = false;
      context_in_force().swap(other);
    }
    Context entered;               // a copy: the caller's handle may go away meanwhile
    std::optional<Context> other;  // first this one, then the one before
  };
  if (state_->entered) throw GreenletError("cannot enter context: it is already entered");
  state_->entered = true;
  Entered scope(*this);
  return body();
}

Context current_context() {
  std::optional<Context>& context = context_in_force();
  if (!context) context.emplace();
  return *context;
}

Context copy_context() { return current_context().copy(); }

ContextVariable::ContextVariable(std::string name, std::optional<Value> fallback)
    : id_(next_variable++), name_(std::move(name)), fallback_(std::move(fallback)) {}

Value ContextVariable::get() const {
  if (std::optional<Value> value = current_context().get(*this)) return *value;
  if (fallback_) return *fallback_;
  throw GreenletError("context variable '" + name_ + "' has no value here and no fallback");
}

Value ContextVariable::get(Value fallback) const {
  return current_context().get(*this).value_or(std::move(fallback));
}

ContextVariable::Token ContextVariable::set(Value value) const {
  Context context = current_context();
  Token token;
  token.state_ = std::make_shared<Token::State>(Token::State{id_, context, context.get(*this)});
  Value old = std::exchange(context.state_->values[id_], std::move(value));  // goes at the end
  return token;
}

void ContextVariable::reset(const Token& token) const {
  if (token.state_ == nullptr || token.state_->used) {
    throw GreenletError("the token of context variable '" + name_ + "' has already been used once");
  }
  if (token.state_->variable != id_) {
    throw GreenletError("the token was created by another variable than '" + name_ + "'");
  }
  Context context = current_context();
  if (!(token.state_->context == context)) {
    throw GreenletError("the token of '" + name_ + "' was created in a different context");
  }
  token.state_->used = true;
  if (token.state_->old_value) {
    Value old = std::exchange(context.state_->values[id_], *token.state_->old_value);
  } else {
    auto old = context.state_->values.extract(id_);
  }
}

std::optional<Value> ContextVariable::Token::old_value() const {
  return state_ ? state_->old_value : std::nullopt;
}

}  // namespace greenlens::engine
