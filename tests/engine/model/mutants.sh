#!/bin/sh
# A test of the test: puts one mistake at a time into the engine; the model must notice each.
# usage: mutants.sh SOURCE_DIR ARCH COMPILER C_COMPILER     (GREENLENS_ALL_TESTS=1: it takes a minute or two)
set -u
source=$1 arch=$2 cxx=$3 cc=$4
if [ -z "${GREENLENS_ALL_TESTS:-}" ]; then
  echo "skipped: this test is slow; set GREENLENS_ALL_TESTS=1 to run it"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cache=$(command -v ccache || true)
flags="-std=c++20 -O1 -w"

for file in chooser model play model_schedule; do
  $cache "$cxx" $flags -I"$source" -c "$source/tests/engine/model/$file.cc" -o "$work/$file.o" || exit 1
done
"$source/tests/arch/objects.sh" "$source" "$arch" "$work" "$cc" -O1 || exit 1

# Answers whether the model agrees with the engine in $work/engine.
agrees() {
  for file in "$work"/engine/core/*.cc "$work"/engine/cpp/*.cc; do echo "#include \"$file\""; done >"$work/all.cc"
  $cache "$cxx" $flags -I"$work" -I"$source" -c "$work/all.cc" -o "$work/all.o" || { failed=1; return 0; }
  "$cxx" "$work"/*.o -pthread -o "$work/model_schedule" || { failed=1; return 0; }
  timeout 60 "$work/model_schedule" 1 30000 >"$work/said" 2>&1
}

failed=0 mutants=0
cp -r "$source/engine" "$work/engine"
if ! agrees; then
  echo "the model does not even agree with the engine as it is:"
  tail -3 "$work/said"
  exit 1
fi

mistake() { # file of the core, sed expression, what it means
  cp "$source"/engine/core/* "$work/engine/core"
  sed -i "$2" "$work/engine/core/$1"
  mutants=$((mutants + 1))
  if cmp -s "$work/engine/core/$1" "$source/engine/core/$1"; then
    echo "$3: engine/core/$1 has no such line any more; adapt this script"
    failed=1
  elif agrees; then
    echo "$3: NOT NOTICED"
    failed=1
  else
    echo "$3: $(tail -1 "$work/said" | cut -c1-110)"
  fi
}

mistake slice.cc '/save(\*owner, owner->stack_stop/d' "what lies entirely in the way is not saved"
mistake slice.cc '/if (owner != &target) save/d' "what reaches beyond is not saved"
mistake slice.cc 's/owner.stack_start + saved, wanted - saved);/owner.stack_start + saved, wanted - saved - 8);/' "the last word is not saved"
mistake slice.cc 's/copy(target.stack_start, target.stack_copy, target.stack_saved);/copy(target.stack_start, target.stack_copy, target.stack_saved - 8);/' "the last word is not restored"
mistake slice.cc '/target.stack_prev = owner;/d' "stack_prev is not relinked"
mistake slice.cc 's/owner->stack_stop <= target.stack_stop) owner/owner->stack_stop < target.stack_stop) owner/' "stack_prev may name the greenlet itself"
mistake slice.cc 's/owner = current.stack_prev;  \/\/ dying: not saved/current.stack_start = sp;/' "the dying are saved"
mistake unwatched.cc 's/arch_copy_out(copy, sp, size);/arch_copy_out(copy, sp, size - 8);/' "unwatched, the last word is not saved"
mistake unwatched.cc 's/current.stack_prev != &target/false/' "unwatched, everything is taken for the common case"
mistake unwatched.cc 's/arch_exchange(target.stack_start, copy, size);/arch_exchange(target.stack_start, copy, size - 512);/' "of two that are exchanged, the upper bytes stay"
mistake unwatched.cc 's/arch_exchange(target.stack_start, copy, size);/arch_copy_in(target.stack_start, copy, size);/' "who is exchanged is not saved"
mistake unwatched.cc '/current.stack_start = sp;  .. one of the same place/d' "who is exchanged keeps its old stack_start"
mistake unwatched.cc '/  origin.stack_saved = size;/d' "who is exchanged has no size"
mistake switch.cc 's/slice.stack_prev = current.active() ? &current : current.stack_prev;/slice.stack_prev = \&current;/' "a dying greenlet becomes stack_prev"
mistake unwatched.cc '/swap_state(thread, origin, target);/d' "unwatched, the state of exceptions is not swapped"
mistake unwatched.cc 's/if (thread.needs_plain_path())/if (false)/' "a switch that was left unwatched is not told"
mistake switch.cc 's/while (target->dead()) {/if (target->dead()) {/' "a dead parent is not passed over"
mistake switch.cc '/slice(\*dying).stack_start = nullptr;/d' "the dead are not dead"
mistake switch.cc 's/begin == Begin::in_place_of_the_dead ? current.stack_stop : mark/mark/' "who begins in place of the dead has not all of its stack"
mistake thread_state.h '/ exceptions = CoreAccess::exceptions(target);/d' "exceptions stay when greenlets go"
mistake lifetime.cc 's/if (--CoreAccess::references(greenlet) > 0) return false;/--CoreAccess::references(greenlet);/' "a greenlet that saved itself is freed"
mistake lifetime.cc 's/: exchange_parent(greenlet, old_parent));/: old_parent);/' "the killer stays the parent"
mistake lifetime.cc '/thread.anything_dropped = true;/d' "what other threads drop is forgotten"
mistake lifetime.cc 's/is_or_descends_from(parent, greenlet) ? "cyclic parent chain" : nullptr/nullptr/' "parents may form a circle"

echo "$mutants mistakes"
exit $failed
