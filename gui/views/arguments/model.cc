#include "gui/views/arguments/model.h"

#include "gui/arguments.h"

namespace greenlens::gui::arguments {

Typed typed(const StartOrder& order) {
  return {order.name,     join_arguments(order.arguments),
          order.switches, order.stacks,
          order.stub,     order.cpu,
          order.lines};
}

std::optional<StartOrder> order_of(const Typed& typed) {
  const auto words = split_arguments(typed.line);
  if (!words) return {};
  return StartOrder{typed.program, *words,    typed.switches, typed.stacks,
                    typed.stub,    typed.cpu, typed.lines};
}

facts::Fault wrong_with(const StartOrder& order) {
  using facts::FaultKind;
  if (order.switches.empty() && (!order.stub.empty() || !order.stacks.empty())) {
    return {FaultKind::needs_own_switch, order.name, 0, 0, ""};
  }
  if (!order.stub.empty() && !order.arguments.empty()) {
    return {FaultKind::stubs_arguments, order.name, 0, 0, order.arguments[0]};
  }
  return {};
}

}  // namespace greenlens::gui::arguments
