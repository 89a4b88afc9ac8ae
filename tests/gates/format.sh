#!/bin/sh
# Every C and C++ file is as clang-format would write it.  usage: format.sh SOURCE_DIR
# Versions differ in what they write: it is 14, Debian 12's. A table is guarded by `// clang-format off` and `on`.
set -u
cd "$1" || exit 1
tool=$(command -v clang-format-14 || command -v clang-format)
case "$($tool --version 2>/dev/null)" in
  *"version 14."*) ;;
  *) echo "skipped: clang-format 14 is not installed (apt install clang-format brings it on Debian 12)"; exit 77 ;;
esac
files() {
  git ls-files -co --exclude-standard -- '*.c' '*.cc' '*.h' 2>/dev/null ||
    find . -path ./build -prune -o \( -name '*.c' -o -name '*.cc' -o -name '*.h' \) -print # not a clone, or another user's
}
count=$(files | wc -l)
[ "$count" -gt 100 ] || { echo "only $count files were found"; exit 1; }
# A file that git lists and that was just deleted is no mistake of its format.
said=$(files | while read -r file; do [ -e "$file" ] && echo "$file"; done | xargs "$tool" --dry-run -Werror 2>&1)
[ -z "$said" ] && { echo "$count files"; exit 0; }
places=$(echo "$said" | sed -n 's/^\([^ :]*:[0-9]*\):[0-9]*: error: .*/\1/p' | sort -u -t : -k 1,1)
[ -n "$places" ] || { echo "$said"; exit 1; }
echo "$places" | sed 's/$/: from here on it is not as clang-format would write it/'
echo "To mend it: $(basename "$tool") -i $(echo "$places" | cut -d : -f 1 | tr '\n' ' ')"
exit 1
