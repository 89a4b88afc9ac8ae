# Writes every single mistake that is tried in a switch.S as a source file of its own: OUT/<number>.S, and a row about each in
# OUT/rows: number, line, what was done.
# usage: awk -v OUT=dir -v WORD=<bytes of a pointer> -v REGISTERS="rbx rbp ..." -f mutate.awk switch.S
BEGIN {
  count = split(REGISTERS, registers, " ")
  # Done twice, any other instruction makes no difference. (A CPU whose words are not among these is tried a little less.)
  moves_sp = "(^(add|addi|sub|daddu|daddiu|agr|aghi) [%$]?(sp|r1|r15),|^stdu|^(add|sub)[ql] .*sp$)"
  calls = "^(call|blr |blx|jalr|basr|bctrl)"
  # Of these the numbers are bits, not places.
  tests_bits = "^(test|tst|tbn?z|andi|tmll|mtcrf|mtfsf)"
}

{ lines[NR] = $0 }
/^arch_switch:/ { inside = 1 }
/\.size +arch_switch,/ { if (inside) last = NR; inside = 0 }
inside && /^ +[a-z]/ { instruction[NR] = 1 }

# What the mutants do not need: arch_enter and the table of marks.
function write_out(changed, with, did,    file, i, text) {
  number++
  file = OUT "/" number ".S"
  for (i = 1; i <= last; i++) {
    text = i == changed ? with : lines[i]
    gsub(/arch_switch/, "arch_mutant_" number, text)
    print text > file
  }
  print "        .section .note.GNU-stack, \"\"" > file
  close(file)
  print number "\t" changed "\t" did > (OUT "/rows")
}

# The register of the same kind that comes two places after this one in the list.
function neighbour(register,    i, n, same, at) {
  n = 0
  for (i = 1; i <= count; i++) {
    if (substr(registers[i], 1, 1) != substr(register, 1, 1)) continue
    same[n] = registers[i]
    if (registers[i] == register) at = n
    n++
  }
  return n < 3 ? "" : same[(at + 2) % n]
}

# Where `pattern` stands in `code` next, from `from` on; 0 if nowhere. Sets RLENGTH.
function find(code, pattern, from,    rest) {
  rest = substr(code, from)
  if (!match(rest, pattern)) return 0
  return from + RSTART - 1
}

function mutate(line,    code, at, from, text, i, before, after, delta, other) {
  code = lines[line]
  sub(/ *\/\/.*$/, "", code)
  sub(/^ +/, "", code)
  gsub(/ +/, " ", code)
  write_out(line, "", "delete: " code)
  if (code ~ moves_sp || code ~ calls) write_out(line, lines[line] "\n        " code, "twice: " code)
  if (match(code, /\.L[a-z_]+/)) {
    text = substr(code, 1, RSTART - 1) "." substr(code, RSTART + RLENGTH)
    write_out(line, "        " text, "instead of " code ": " text)
  }
  if (code !~ tests_bits) {
    from = index(code, " ") + 1
    while (from > 1 && (at = find(code, "([0-9]+|FRAME|SAVE|LINK)", from))) {
      before = substr(code, at - 1, 1)
      after = substr(code, at + RLENGTH, 1)
      from = at + RLENGTH
      if (before ~ /[A-Za-z0-9_%]/ || after ~ /[A-Za-z0-9_+]/) continue
      if (before == "$" && code ~ /\$(sp|t0)/) continue  # a register's number
      for (i = 1; i <= 4; i++) {
        delta = i == 1 ? "-16" : i == 2 ? "-" WORD : i == 3 ? "+" WORD : "+16"
        text = substr(code, 1, at - 1) "(" substr(code, at, RLENGTH) delta ")" substr(code, at + RLENGTH)
        write_out(line, "        " text, "instead of " code ": " text)
      }
    }
  }
  for (i = 1; i <= count; i++) {
    other = neighbour(registers[i])
    if (other == "" || code !~ ("[^a-z0-9]" registers[i] "([^a-z0-9]|$)")) continue
    match(code, "[^a-z0-9]" registers[i] "([^a-z0-9]|$)")
    text = substr(code, 1, RSTART) other substr(code, RSTART + 1 + length(registers[i]))
    write_out(line, "        " text, "instead of " code ": " text)
  }
}

END {
  for (i = 1; i <= last; i++) if (i in instruction) mutate(i)
}
