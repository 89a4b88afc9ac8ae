#!/bin/sh
# The real window under Xvfb: opens, takes keys, draws, closes. Usage: window_test.sh GREENLENS
# Exit 77: skipped, because Xvfb, xdotool or xwd is missing.
set -eu
greenlens=$1
for tool in Xvfb xdotool xwd; do
  command -v $tool >/dev/null 2>&1 || { echo "skipped: $tool is missing; ./dev test installs it"; exit 77; }
done
folder=$(mktemp -d)
trap 'kill $app $server 2>/dev/null || true; rm -rf "$folder"' EXIT
app=; server=
mkfifo "$folder/display"
exec 3<>"$folder/display"
Xvfb -displayfd 3 -screen 0 1400x900x24 >"$folder/xvfb.log" 2>&1 &
server=$!
read -r number <&3
export DISPLAY=":$number" XDG_CONFIG_HOME="$folder" LIBGL_ALWAYS_SOFTWARE=1
"$greenlens" run test1_test2 >"$folder/log" 2>&1 &
app=$!
window=
for _ in $(seq 100); do
  window=$(xdotool search --name greenlens 2>/dev/null | tail -1) && [ -n "$window" ] && break
  sleep 0.1
done
[ -n "$window" ] || { echo "no window came:"; cat "$folder/log"; exit 1; }

grab() { sleep 1; xwd -silent -id "$window" -out "$folder/$1"; }
different() { ! cmp -s "$folder/$1" "$folder/$2" || { echo "$3"; exit 1; }; }
xdotool windowfocus "$window" 2>/dev/null || true
grab first
xdotool key --window "$window" Right Right Right Right Right Right Right Right
grab stepped
different first stepped "stepping with the arrow key changed nothing"
xdotool key --window "$window" End
grab last
different stepped last "going to the end changed nothing"
xdotool key --window "$window" Home
grab home
different last home "going back to the beginning changed nothing"
kinds=$(od -An -v -tx4 -w4 -j 4096 "$folder/last" | sort -u | head -500 | wc -l)
[ "$kinds" -gt 50 ] || { echo "the window shows only $kinds colours"; exit 1; }
xdotool key --window "$window" ctrl+q 2>/dev/null || true  # the release may find no window any more
for _ in $(seq 50); do kill -0 $app 2>/dev/null || break; sleep 0.1; done
! kill -0 $app 2>/dev/null || { echo "Ctrl+Q did not close the window"; exit 1; }
wait $app || { echo "it ended badly:"; cat "$folder/log"; exit 1; }
[ -f "$folder/greenlens/settings.ini" ] || { echo "settings were not kept"; exit 1; }
echo "the window opened, stepped both ways and closed"
