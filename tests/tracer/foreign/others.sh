#!/bin/sh
# Records small programs of ours that use stack-switching libraries which nobody here wrote.
#
#   others.sh SOURCES [GREENLENS]
#
# SOURCES is a folder with what was fetched, in folders of any names: minicoro (edubart), libaco
# (hnes), libco (Tencent), libco (higan-emu), and for a mistake in it Boost.Context (boostorg).
# What is not there is said and left out. Ends with 1 if a recording has contradictions, if its
# contexts are others than those that printed, if output is missing, if a stack's size is wrong, or
# if a mistake that is made on purpose is not named. NAMES=no: it does not matter what they are called.
set -u
sources=${1:?usage: others.sh SOURCES [GREENLENS]}
greenlens=${2:-greenlens}
work=$(mktemp -d "${TMPDIR:-/tmp}/others.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
case $greenlens in */*) greenlens=$(cd "$(dirname "$greenlens")" && pwd)/$(basename "$greenlens") ;; esac
case $sources in /*) ;; *) sources=$(pwd)/$sources ;; esac
failed=0 tried=0

# The folder that has these two files; nothing if there is none.
folder() {
  find "$sources" -name "$1" -type f 2>/dev/null | sort | while read -r file; do
    [ -f "$(dirname "$file")/$2" ] && dirname "$file" && break
  done
}
bad() { echo "FAILED  $label: $*"; failed=$((failed + 1)); }

# --- our programs

mkdir "$work/p"
cat >"$work/p/common.h" <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ROUNDS 5
static void begin(void) { setvbuf(stdout, NULL, _IOLBF, 0); }
static void give_back(void); /* the library's way back to main */
static void say(const char* who, int n) { printf("%s %d\n", who, n); }
static void do_alpha(void) { /* ends */
  for (int i = 0; i < 3; ++i) { say("alpha", i); give_back(); }
  say("alpha", 3);
}
static void deeper(int depth, int n) {
  volatile char room[300];
  memset((void*)room, depth, sizeof room);
  if (depth > 0) { deeper(depth - 1, n); return; }
  say("beta", n);
  give_back();
  for (unsigned i = 0; i < sizeof room; ++i)
    if (room[i] != (char)depth) { printf("beta broken\n"); exit(3); }
}
static void do_beta(void) { for (int i = 0;; ++i) deeper(i % 4, i); } /* goes on for ever */
static void do_delta(void) { /* computes */
  double x = 1.0; long double y = 3.0L; float f = 0.5f;
  for (int i = 0; i < ROUNDS - 1; ++i) {
    x = x / 3.0 + 0.25; y = y * 1.5L - x; f = f * 2 + 1;
    printf("delta %d %.6f %.6Lf %.2f\n", i, x, y, (double)f);
    give_back();
  }
  say("delta", 99);
}
END
cat >"$work/p/mini.c" <<'END'
#define MINICORO_IMPL
#include "minicoro.h"
#include "common.h"
static void give_back(void) { mco_yield(mco_running()); }
void alpha(mco_coro* co) { (void)co; do_alpha(); }
void beta(mco_coro* co) { (void)co; do_beta(); }
void delta(mco_coro* co) { (void)co; do_delta(); }
int main(void) {
  begin();
  void (*all[3])(mco_coro*) = {alpha, beta, delta};
  mco_coro* co[3];
  for (int i = 0; i < 3; ++i) {
    mco_desc desc = mco_desc_init(all[i], 0);
    if (mco_create(&co[i], &desc) != MCO_SUCCESS) return 2;
  }
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (mco_status(co[i]) == MCO_SUSPENDED) mco_resume(co[i]);
  }
  for (int i = 0; i < 3; ++i) mco_destroy(co[i]);
  puts("main done");
  return 0;
}
END
cat >"$work/p/aco_program.c" <<'END'
#include "aco.h"
#include "common.h"
static void give_back(void) { aco_yield(); }
void alpha(void) { do_alpha(); aco_exit(); }
void beta(void) { do_beta(); aco_exit(); }
void delta(void) { do_delta(); aco_exit(); }
int main(int argc, char** argv) { /* [shared [noguard]] */
  begin();
  int shared = argc > 1 && strcmp(argv[1], "shared") == 0;
  aco_thread_init(NULL);
  aco_t* own = aco_create(NULL, NULL, 0, NULL, NULL);
  void (*all[3])(void) = {alpha, beta, delta};
  aco_t* co[3]; aco_share_stack_t* st[3];
  for (int i = 0; i < 3; ++i) {
    st[i] = i > 0 && shared ? st[0] : aco_share_stack_new2(65536, argc <= 2);
    co[i] = aco_create(own, st[i], 0, all[i], NULL);
  }
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (!co[i]->is_end) aco_resume(co[i]);
  }
  for (int i = 0; i < 3; ++i) aco_destroy(co[i]);
  for (int i = 0; i < (shared ? 1 : 3); ++i) aco_share_stack_destroy(st[i]);
  aco_destroy(own);
  puts("main done");
  return 0;
}
END
cat >"$work/p/tencent.cpp" <<'END'
#include "co_routine.h"
#include "co_routine_inner.h"
#include "common.h"
static void give_back(void) { co_yield_ct(); }
static int ended[3];
void* alpha(void*) { do_alpha(); ended[0] = 1; return 0; }
void* beta(void*) { do_beta(); return 0; }
void* delta(void*) { do_delta(); ended[2] = 1; return 0; }
int main(int argc, char**) { /* [shared] */
  begin();
  stCoRoutineAttr_t attr;
  attr.stack_size = 0;
  if (argc > 1) attr.share_stack = co_alloc_sharestack(1, 128 * 1024);
  stCoRoutine_t* co[3];
  void* (*all[3])(void*) = {alpha, beta, delta};
  for (int i = 0; i < 3; ++i) co_create(&co[i], &attr, all[i], NULL);
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (!ended[i]) co_resume(co[i]);
  }
  puts("main done");
  return 0;
}
END
cat >"$work/p/higan.c" <<'END'
#include "libco.h"
#include "common.h"
static cothread_t boss, co[3];
static int ended[3];
static void give_back(void) { co_switch(boss); }
void alpha(void) { do_alpha(); ended[0] = 1; for (;;) co_switch(boss); }
void beta(void) { do_beta(); }
void delta(void) { do_delta(); ended[2] = 1; for (;;) co_switch(boss); }
int main(void) {
  begin();
  boss = co_active();
  void (*all[3])(void) = {alpha, beta, delta};
  for (int i = 0; i < 3; ++i) co[i] = co_create(65536, all[i]);
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (!ended[i]) co_switch(co[i]);
  }
  for (int i = 0; i < 3; ++i) co_delete(co[i]);
  puts("main done");
  return 0;
}
END
cat >"$work/p/boost.c" <<'END'
#include "common.h"
typedef struct { void* fctx; void* data; } transfer_t;
extern transfer_t jump_fcontext(void* to, void* vp);
extern void* make_fcontext(void* sp, size_t size, void (*fn)(transfer_t));
extern transfer_t ontop_fcontext(void* to, void* vp, transfer_t (*fn)(transfer_t));
static transfer_t back[4]; static int current, ended[3];
static void give_back(void) { int me = current; back[me] = jump_fcontext(back[me].fctx, NULL); current = me; }
static void finish(int me) { ended[me] = 1; jump_fcontext(back[me].fctx, NULL); }
void alpha(transfer_t t) { back[0] = t; do_alpha(); finish(0); }
void beta(transfer_t t) { back[1] = t; do_beta(); }
void delta(transfer_t t) { back[2] = t; do_delta(); finish(2); }
transfer_t on_top(transfer_t t) { puts("beta ontop"); return t; }
static char stacks[3][32768] __attribute__((aligned(16)));
int main(void) {
  begin();
  void (*all[3])(transfer_t) = {alpha, beta, delta};
  void* co[3];
  for (int i = 0; i < 3; ++i) co[i] = make_fcontext(stacks[i] + sizeof stacks[i], sizeof stacks[i], all[i]);
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) {
      if (ended[i]) continue;
      current = i;
      transfer_t t = r == 2 && i == 1 ? ontop_fcontext(co[i], NULL, on_top) : jump_fcontext(co[i], NULL);
      co[i] = t.fctx;
    }
  }
  puts("main done");
  return 0;
}
END
cat >"$work/p/fiber.cpp" <<'END'
#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <memory>
#include "common.h"
namespace ctx = boost::context;
static ctx::fiber boss[3], co[3];
static int current;
static void give_back(void) { int me = current; boss[me] = std::move(boss[me]).resume(); }
ctx::fiber alpha(ctx::fiber&& f) { boss[0] = std::move(f); do_alpha(); return std::move(boss[0]); }
ctx::fiber beta(ctx::fiber&& f) { boss[1] = std::move(f); do_beta(); return std::move(boss[1]); }
ctx::fiber delta(ctx::fiber&& f) { boss[2] = std::move(f); do_delta(); return std::move(boss[2]); }
int main(int argc, char**) { /* [guarded] */
  begin();
  if (argc > 1) {
    co[0] = ctx::fiber(std::allocator_arg, ctx::protected_fixedsize_stack(), alpha);
    co[1] = ctx::fiber(std::allocator_arg, ctx::protected_fixedsize_stack(), beta);
    co[2] = ctx::fiber(std::allocator_arg, ctx::protected_fixedsize_stack(), delta);
  } else {
    co[0] = ctx::fiber(alpha); co[1] = ctx::fiber(beta); co[2] = ctx::fiber(delta);
  }
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (co[i]) { current = i; co[i] = std::move(co[i]).resume(); }
  }
  puts("main done");
  fflush(stdout);
  _Exit(0);
}
END
cat >"$work/p/uctx.c" <<'END'
#include <ucontext.h>
#include "common.h"
static ucontext_t boss, co[3]; static int current, ended[3];
static void give_back(void) { int me = current; swapcontext(&co[me], &boss); }
void alpha(void) { do_alpha(); ended[0] = 1; }
void beta(void) { do_beta(); }
void delta(void) { do_delta(); ended[2] = 1; }
int main(void) {
  begin();
  void (*all[3])(void) = {alpha, beta, delta};
  for (int i = 0; i < 3; ++i) {
    getcontext(&co[i]);
    co[i].uc_stack.ss_size = 32768; co[i].uc_stack.ss_sp = malloc(32768); co[i].uc_link = &boss;
    makecontext(&co[i], all[i], 0);
  }
  for (int r = 0; r < ROUNDS; ++r) {
    say("main", r);
    for (int i = 0; i < 3; ++i) if (!ended[i]) { current = i; swapcontext(&boss, &co[i]); }
  }
  puts("main done");
  return 0;
}
END

# --- what a recording says

# Of each printed line: who it is by the recording, and by its own first word. One name for each.
# awk's: nothing when all is as it has to be, or what is not.
compare() {
  sed -n \
    -e 's/.*"name":"context_found","context":\([0-9]*\),"greenlet_name":"\([^"]*\)".*/name \1 \2/p' \
    -e 's/.*"name":"greenlet_created","greenlet":\([0-9]*\),"greenlet_name":"\([^"]*\)".*/name \1 \2/p' \
    -e 's/.*"name":"greenlet_renamed","greenlet":\([0-9]*\),"greenlet_name":"\([^"]*\)".*/name \1 \2/p' \
    -e 's/.*"name":"printed","greenlet":\([0-9]*\),"text":"\([a-z]*\).*/said \1 \2/p' "$1" |
    awk -v names="${NAMES:-yes}" '
      $1 == "name" { id = $2; $1 = $2 = ""; sub(/^ */, ""); name[id] = $0; next }
      {
        ++lines
        if (!($3 in who)) who[$3] = $2; else if (who[$3] != $2 && !told[$3]++)
          print "line " lines " is of " $3 ", and the recording says that " name[$2] " printed it"
        if (!($2 in word)) word[$2] = $3; else if (word[$2] != $3 && !told[$3]++)
          print name[$2] " printed for " word[$2] " and for " $3
      }
      END {
        for (id in name) ++contexts
        if (contexts != 4) print contexts " contexts, not 4"
        if (lines < 20) print lines " lines in the recording"
        if (names != "no") for (w in who) if (name[who[w]] != w) print w " is called " name[who[w]]
      }'
}

# label, the switch, sizes that stacks may have, command
try() {
  label=$1 switch=$2 sizes=$3
  shift 3
  tried=$((tried + 1))
  before=$failed
  rm -f "$work/x.gl"
  "$@" >"$work/plain" 2>/dev/null
  timeout 120 "$greenlens" record --switch "$switch" ${lines:-} -o "$work/x.gl" "$@" >"$work/out" 2>"$work/err"
  rc=$?
  if [ $rc -ne 0 ] || [ ! -s "$work/x.gl" ]; then bad "record ends with $rc: $(tail -1 "$work/err")"; return; fi
  sed '$d' "$work/out" | cmp -s - "$work/plain" || bad "its output is another one than without us"
  "$greenlens" check "$work/x.gl" >"$work/check" || bad "contradictions ($(tail -1 "$work/check")): $(head -1 "$work/check")"
  for step in 3 last; do
    "$greenlens" show "$work/x.gl" --grain line --step $step >/dev/null || bad "show --step $step"
  done
  "$greenlens" statistics "$work/x.gl" >/dev/null || bad "statistics"
  "$greenlens" export "$work/x.gl" -o "$work/x.jsonl" --raw >/dev/null || bad "export"
  wrong=$(compare "$work/x.jsonl")
  [ -z "$wrong" ] || bad "$wrong"
  if [ "$sizes" != any ]; then
    sed -n 's/.*"name":"context_found".*"low":\([-0-9null]*\),"high":\([-0-9]*\),.*/\1 \2/p' "$work/x.jsonl" |
      awk -v from="${sizes%-*}" -v to="${sizes#*-}" '
        $1 == "null" { print "a stack of unknown size"; exit }
        { bytes = $2 - $1; if (bytes < from || bytes > to) { print "a stack of " bytes " bytes, not " from " to " to; exit } }' >"$work/sizes"
    [ -s "$work/sizes" ] && bad "$(cat "$work/sizes")"
  fi
  [ "$failed" -eq "$before" ] && echo "ok      $label"
}
# label, the switch, a register or "stack pointer", command: the first thing that is named has to be this
mistaken() {
  label=$1 switch=$2 what=$3
  shift 3
  tried=$((tried + 1))
  rm -f "$work/x.gl"
  timeout 120 "$greenlens" record --switch "$switch" -o "$work/x.gl" "$@" >/dev/null 2>&1
  "$greenlens" check "$work/x.gl" >"$work/check" 2>&1
  if head -1 "$work/check" | grep -q "$what"; then echo "ok      $label"; else bad "not named: $(head -1 "$work/check")"; fi
}
both() { # label, switch, sizes, command: named, and found by itself
  l=$1 s=$2 z=$3
  shift 3
  try "$l --switch $s" "$s" "$z" "$@"
  try "$l --switch auto" auto "$z" "$@"
  lines=--lines
  try "$l --switch $s --lines" "$s" any "$@"
  lines=
}
missing() { echo "not tried: $1 ($2)"; }
p=$work/p

mini=$(folder minicoro.h LICENSE) aco=$(folder acosw.S aco.c)
tencent=$(folder coctx_swap.S co_routine.cpp) higan=$(folder amd64.c libco.c)
boost=$(folder jump_x86_64_sysv_elf_gas.S ontop_x86_64_sysv_elf_gas.S)
build() { "$@" 2>"$work/err" || { label="$*"; bad "$(grep -m1 error "$work/err")"; return 1; }; }
make_tencent() { # folder, flag, program
  build g++ -w -g "$2" -I"$1" -I"$p" "$p/tencent.cpp" "$1/co_epoll.cpp" "$1/co_routine.cpp" \
    "$1/co_hook_sys_call.cpp" "$1/coctx_swap.S" "$1/coctx.cpp" "$1/co_comm.cpp" -lpthread -ldl -o "$3"
}

for o in -O0 -O2; do
  if [ -n "$mini" ]; then
    build gcc -g $o -I"$mini" -I"$p" "$p/mini.c" -o "$work/mini" &&
      both "minicoro $o" _mco_switch 57344-65536 "$work/mini"
  fi
  if [ -n "$aco" ]; then
    build gcc -g $o -I"$aco" -I"$p" "$p/aco_program.c" "$aco/aco.c" "$aco/acosw.S" -o "$work/aco" && {
      both "libaco $o" acosw 65536-69632 "$work/aco"
      both "libaco $o, shared" acosw 65536-69632 "$work/aco" shared
      both "libaco $o, shared, malloc" acosw 65536-65552 "$work/aco" shared noguard
    }
  fi
  if [ -n "$tencent" ]; then
    make_tencent "$tencent" $o "$work/tencent" && {
      both "libco (Tencent) $o" coctx_swap 131072-139264 "$work/tencent"
      both "libco (Tencent) $o, shared" coctx_swap 131072-139264 "$work/tencent" shared
    }
  fi
  if [ -n "$higan" ]; then
    build gcc -w -g $o -I"$higan" -I"$p" "$p/higan.c" "$higan/libco.c" -o "$work/higan" &&
      both "libco (higan) $o" co_swap_function 65536-65552 "$work/higan"
  fi
  if [ -e /usr/include/boost/context/fiber.hpp ]; then
    build gcc -g $o -I"$p" "$p/boost.c" -lboost_context -o "$work/boost" &&
      both "Boost.Context $o" jump_fcontext,ontop_fcontext 32768-32768 "$work/boost"
    build g++ -g $o -I"$p" "$p/fiber.cpp" -lboost_context -o "$work/fiber" && {
      both "boost::context::fiber $o" jump_fcontext,ontop_fcontext 131072-139264 "$work/fiber"
      both "boost::context::fiber $o, guarded" jump_fcontext,ontop_fcontext 131072-139264 "$work/fiber" guarded
    }
  fi
  build gcc -g $o -I"$p" "$p/uctx.c" -o "$work/uctx" &&
    both "swapcontext $o" swapcontext 32768-32784 "$work/uctx"
  build gcc -static -g $o -I"$p" "$p/uctx.c" -o "$work/uctx_static" &&
    try "swapcontext $o, static" swapcontext any "$work/uctx_static"
done
[ -n "$mini" ] || missing minicoro "no minicoro.h"
[ -n "$aco" ] || missing libaco "no acosw.S"
[ -n "$tencent" ] || missing "Tencent's libco" "no coctx_swap.S"
[ -n "$higan" ] || missing "higan's libco" "no amd64.c"
[ -e /usr/include/boost/context/fiber.hpp ] || missing Boost.Context "libboost-context-dev"

# --- one mistake in each, made in a copy

bad_copy() { rm -rf "$work/bad" && cp -r "$1" "$work/bad"; }
change() { # file, script: has to change something
  sed "$2" "$work/bad/$1" >"$work/changed"
  if cmp -s "$work/changed" "$work/bad/$1"; then label="mistake in $1"; bad "the place is not found"; return 1; fi
  cp "$work/changed" "$work/bad/$1"
}
if [ -n "$mini" ]; then # rbx is not saved; the address behind the jump stays right
  bad_copy "$mini"
  change minicoro.h '/^  "_mco_switch:\\n"/,/^);/{/movq %rbx, 24(%rdi)/d;s/leaq 0x3d(%rip)/leaq 0x39(%rip)/;}' &&
    build gcc -g -O2 -I"$work/bad" -I"$p" "$p/mini.c" -o "$work/badmini" &&
    mistaken "minicoro without rbx" _mco_switch "kept rbx" "$work/badmini"
fi
if [ -n "$aco" ]; then
  bad_copy "$aco"
  change acosw.S '/QWORD PTR \[rdi+0x30\],rbx/d' &&
    build gcc -g -O2 -I"$work/bad" -I"$p" "$p/aco_program.c" "$work/bad/aco.c" "$work/bad/acosw.S" -o "$work/badaco" &&
    mistaken "libaco without rbx" acosw "kept rbx" "$work/badaco"
  bad_copy "$aco"
  change acosw.S 's/lea     rcx,\[rsp+0x8\] /lea     rcx,[rsp+0x10]/' &&
    build gcc -g -O2 -I"$work/bad" -I"$p" "$p/aco_program.c" "$work/bad/aco.c" "$work/bad/acosw.S" -o "$work/badaco" &&
    mistaken "libaco with rsp 8 too high" acosw "stack pointer" "$work/badaco"
fi
if [ -n "$tencent" ]; then
  bad_copy "$tencent"
  change coctx_swap.S 's/movq 16(%rsi), %r13/movq 8(%rsi), %r13/;s/movq 8(%rsi), %r14/movq 16(%rsi), %r14/' &&
    make_tencent "$work/bad" -O2 "$work/badtencent" &&
    mistaken "libco (Tencent) with r13 and r14 exchanged" coctx_swap "kept r13" "$work/badtencent"
fi
if [ -n "$higan" ]; then
  bad_copy "$higan"
  change amd64.c '/ABI: SystemV/,$s/0x4c, 0x8b, 0x67, 0x18,/0x4c, 0x8b, 0x67, 0x20,/' &&
    build gcc -w -g -O2 -I"$work/bad" -I"$p" "$p/higan.c" "$work/bad/libco.c" -o "$work/badhigan" &&
    mistaken "libco (higan) with r13 in r12" co_swap_function "kept r12" "$work/badhigan"
fi
if [ -n "$boost" ]; then
  rm -rf "$work/bad" && mkdir "$work/bad" && cp "$boost"/*_x86_64_sysv_elf_gas.S "$work/bad"
  change jump_x86_64_sysv_elf_gas.S '/movq  %rbx, 0x30(%rsp)/d' &&
    build gcc -g -O2 -I"$p" "$p/boost.c" "$work"/bad/*_x86_64_sysv_elf_gas.S -o "$work/badboost" &&
    mistaken "Boost.Context without rbx" jump_fcontext,ontop_fcontext "kept rbx" "$work/badboost"
fi

echo "$tried recordings; $([ $failed -eq 0 ] && echo all are right || echo "$failed things are not right")"
[ $failed -eq 0 ]
