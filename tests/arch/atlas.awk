# Puts together arch/<cpu>/atlas.txt: what a CPU says of its switch (first file, of atlas_main.c), what the linker fills in
# (second file, `objdump -r` of switch.S's object), and the code in words (third file, `objdump -dl --no-show-raw-insn` of the
# program). Addresses become offsets from the first byte of the switch.
function hex(text, value, i) {
  value = 0
  for (i = 1; i <= length(text); ++i) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
  return value
}
FNR == 1 {
  ++file
  if (file == 1) {
    print "# What this CPU says of its switch (arch/arch.h), and the switch's code in words, for the atlas that every machine shows."
    print "# Made by tests/arch/atlas.cmake, which says how; tests hold it against the switch. A byte .. is the linker's."
  }
}

file == 1 && /^mark\t/ { split($0, part, "\t"); mark[part[2]] = part[4]; mark_line[part[2]] = part[3]; next }
file == 1 && /^bytes\t/ { bytes = substr($0, 7); size = length(bytes) / 2; next }
file == 1 { print; next }

# Whose symbol lies outside of switch.S: four bytes.
file == 2 && /^[0-9a-f]+ R_/ && $3 !~ /^[.*]/ { symbol[hex($1)] = $3; next }
file == 2 { next }

/^[0-9a-f]+ <.*>:$/ { within = /<arch_switch(_begin)?>:$/ || (within && !/<arch_enter>:$/); if (within && !begun) { base = hex($1); begun = 1 } next }
within && /switch\.S:[0-9]+/ { line = $0; sub(/.*switch\.S:/, "", line); sub(/ .*/, "", line); next }
within && /^ *[0-9a-f]+:\t/ {
  address = $1
  sub(/:$/, "", address)
  at = hex(address) - base
  if (at >= size) { within = 0; next }
  words = $0
  sub(/^ *[0-9a-f]+:\t/, "", words)
  sub(/[ \t]*[@#;] .*/, "", words)
  gsub(/[ \t]+/, " ", words)
  sub(/ $/, "", words)
  if (match(words, /(0x)?[0-9a-f]+ <[^>]*>/)) {
    target = substr(words, RSTART, RLENGTH)
    behind = substr(words, RSTART + RLENGTH)
    words = substr(words, 1, RSTART - 1)
    sub(/ <.*/, "", target)
    sub(/^0x/, "", target)
    words = words sprintf("0x%x", hex(target) - base) behind
  }
  ++count
  offset[count] = at; text[count] = words; source[count] = line
}

END {
  offset[count + 1] = size
  for (i = 1; i <= count; ++i) {
    shown = ""
    for (at = offset[i]; at < offset[i + 1]; ++at) {
      byte = substr(bytes, 2 * at + 1, 2)
      for (from = at - 3; from <= at; ++from) if (from in symbol) byte = ".."
      if (at in symbol) sub(/-?0x[0-9a-f]+/, symbol[at], text[i])
      shown = shown (shown == "" ? "" : " ") byte
    }
    if ((offset[i] in mark) && mark_line[offset[i]] != source[i]) { print "wrong line: " text[i]; exit 1 }
    printf "code\t%d\t%s\t%s\t%s\t%s\n", offset[i], shown, source[i], mark[offset[i]], text[i]
  }
}
