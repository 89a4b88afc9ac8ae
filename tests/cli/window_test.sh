#!/bin/sh
# The real window under Xvfb: opens, takes keys and a dropped file, draws, closes. Usage: window_test.sh GREENLENS [DROP_FILE]
# Exit 77: skipped, because Xvfb, xdotool or xwd is missing.
set -eu
greenlens=$1 drop_file=${2:-}
for tool in Xvfb xdotool xwd; do
  command -v $tool >/dev/null 2>&1 || { echo "skipped: $tool is missing; ./dev test installs it"; exit 77; }
done
folder=$(mktemp -d)
app=; server=
stop() { [ -z "$1" ] || { kill "$1" 2>/dev/null && wait "$1" 2>/dev/null; } || true; }
trap 'stop "$app"; stop "$server"; rm -rf "$folder"' EXIT
# The picture must depend on nothing but the keys: no theme, input method or settings of whoever runs this, no animation.
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY XMODIFIERS
export XDG_CONFIG_HOME="$folder" LIBGL_ALWAYS_SOFTWARE=1
mkdir "$folder/greenlens"
echo "animate = no" >"$folder/greenlens/settings.ini"

within() { # seconds, command...: whether the command succeeds in time
  deadline=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# A server that a client can talk to. It must not reset when the first client leaves: who connects meanwhile is refused.
named() { [ -s "$folder/display" ] || ! kill -0 "$server" 2>/dev/null; }
answers() { xdotool getdisplaygeometry >/dev/null 2>&1 || ! kill -0 "$server" 2>/dev/null; }
serve() {
  : >"$folder/display"
  Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 1400x900x24 3>"$folder/display" >"$folder/xvfb.log" 2>&1 &
  server=$!
  if within 10 named && [ -s "$folder/display" ]; then
    DISPLAY=":$(cat "$folder/display")"
    export DISPLAY
    if within 10 answers && kill -0 "$server" 2>/dev/null; then return 0; fi
  fi
  stop "$server"
  server=
  return 1
}
for attempt in 1 2 3; do
  serve && break
  echo "Xvfb let nobody in at attempt $attempt; its log says:"
  cat "$folder/xvfb.log"
done
[ -n "$server" ] || { echo "without a display the window cannot be tried"; exit 1; }

fail() {
  echo "$1; greenlens says:"
  cat "$folder/log"
  kill -0 "$server" 2>/dev/null || { echo "and Xvfb is gone; its log says:"; cat "$folder/xvfb.log"; }
  exit 1
}
mkdir "$folder/lesson"
cd "$folder/lesson" # where it saves
"$greenlens" run test1_test2 >"$folder/log" 2>&1 &
app=$!
gone() { ! kill -0 "$app" 2>/dev/null; }
found() { window=$(xdotool search --name greenlens 2>/dev/null | tail -1); [ -n "$window" ] || gone; }
within 30 found && [ -n "$window" ] || fail "no window came"

# A picture counts when it has stood still for half a second.
grab() { xwd -silent -id "$window" -out "$folder/$1" 2>/dev/null; }
still() {
  grab "$1" || return 1
  for _ in 1 2 3 4 5; do
    sleep 0.1
    grab again && cmp -s "$folder/$1" "$folder/again" || return 1
  done
}
colours() { od -An -v -tx4 -w4 -j 4096 "$folder/$1" | sort -u | head -500 | wc -l; }
drawn() { still first && [ "$(colours first)" -gt 50 ]; }
changed() { still "$2" && ! cmp -s "$folder/$1" "$folder/$2"; }
press() { xdotool key --window "$window" "$@"; }
xdotool windowfocus "$window" 2>/dev/null || true
within 20 drawn || fail "the window shows only $(colours first) colours"
press Right Right Right Right Right Right Right Right
within 20 changed first stepped || fail "stepping with the arrow key changed nothing"
press End
within 20 changed stepped last || fail "going to the end changed nothing"
press Home
within 20 changed last home || fail "going back to the beginning changed nothing"
press ctrl+q
within 20 changed home asked || fail "a run that is in no file was left without a question"
press Escape
within 20 changed asked stayed || fail "Esc did not lead back to the run"
press ctrl+r
within 20 changed stayed asked || fail "running it once more did not ask"
press d
dropped() { changed asked again_run && changed last again_run; }
within 20 dropped || fail "\"Drop it\" did not run it once more"
press End
within 20 changed again_run last || fail "what was run once more did not go on"
saved() { "$greenlens" check test1_test2.gltrace >/dev/null 2>&1; }
press ctrl+s
within 20 changed last saving || fail "Ctrl+S did not ask for a name"
press Return
within 20 saved || fail "nothing was saved that can be checked"
press alt+f
within 20 changed saving menu || fail "Alt+F opened no menu"
press Escape
within 20 changed menu closed || fail "Esc did not close the menu"
if [ -n "$drop_file" ]; then
  "$greenlens" record jump -o "$folder/lesson/a jump.gltrace" >/dev/null || fail "nothing was recorded to be dropped"
  still closed
  "$drop_file" "$window" "$folder/lesson/a%20jump.gltrace" || fail "the window did not take the file that was dropped on it"
  within 20 changed closed opened || fail "the file that was dropped was not opened"
fi
press ctrl+q 2>/dev/null || true # the release may find no window any more
within 20 gone || fail "Ctrl+Q did not close a window whose run is saved"
wait "$app" || fail "it ended badly"
app=
for kept in scale grain speed window; do
  grep -q "^$kept = " "$folder/greenlens/settings.ini" || fail "settings were not kept: $kept"
done
grep -q '^recent = .*/lesson/test1_test2.gltrace$' "$folder/greenlens/settings.ini" || fail "the file was not remembered"
[ -z "$drop_file" ] || grep -q '^recent = .*/lesson/a jump.gltrace$' "$folder/greenlens/settings.ini" || fail "another file than the dropped one was opened"
echo "the window opened, stepped both ways, asked, ran once more, saved and closed"
