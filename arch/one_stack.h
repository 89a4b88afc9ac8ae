// Ways to compile that give a thread a second stack which a switch would not move: data would be
// set back in silence. Here they are an error.
#ifndef GREENLENS_ARCH_ONE_STACK_H_
#define GREENLENS_ARCH_ONE_STACK_H_

#ifdef __has_feature
#if __has_feature(safe_stack)
#error \
    "greenlens cannot work with SafeStack, which keeps variables on a second stack: compile without -fsanitize=safe-stack"
#endif
#if __has_feature(shadow_call_stack)
#error \
    "greenlens cannot work with ShadowCallStack, which keeps return addresses on a second stack: compile without -fsanitize=shadow-call-stack"
#endif
#endif

#endif  // GREENLENS_ARCH_ONE_STACK_H_
