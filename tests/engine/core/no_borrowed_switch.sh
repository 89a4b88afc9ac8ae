#!/bin/sh
# Neither ucontext nor setjmp nor a second signal stack: stacks are switched by arch_switch alone.
# usage: no_borrowed_switch.sh <nm> <library>...
nm=$1
shift
symbols=$("$nm" "$@") || exit 1
echo "$symbols" | grep -q 'T arch_switch$' || { echo "arch_switch is not where it was looked for"; exit 1; }
borrowed=$(echo "$symbols" | grep -E ' U _*(get|set|make|swap)context|(set|long)jmp|sigaltstack')
[ -z "$borrowed" ] || { echo "borrowed: $borrowed"; exit 1; }
