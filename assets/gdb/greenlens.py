"""Greenlets in gdb, of a live process or of a core file.

    (gdb) source greenlens.py
    (gdb) info greenlets               all of them, thread by thread, and where they are suspended
    (gdb) greenlet 3                   the backtrace of the greenlet with id 3
    (gdb) greenlet 3 frame 5; info locals
                                       any commands of gdb, in its stack

A suspended greenlet's stack is put together from what of it lies in the stack and from the copy in
the heap (engine/core/slice.h), and its registers from the frame that arch_switch left at its lower
end. In a live process the bytes are put in their places for as long as the commands run, then all
is as it was; let nothing run meanwhile. A core file is copied, and the copy is changed.

Needs the debug information of the engine (greenlens::core::ThreadState and what it holds).
"""

import contextlib
import os
import re
import shutil
import struct
import tempfile

import gdb

WHERE_AT_MOST = 100  # greenlets: finding out where one is suspended takes a moment
OF_THE_ENGINE = re.compile(r"(^|/)(arch|engine/(core|cpp|c))/[^/]+(/[^/]+)?$")
OF_THE_LIBRARY = re.compile(r"/include/c\+\+/")

# Where a core file keeps the registers of a thread, as (offset in NT_PRSTATUS, index of the stack
# pointer, index of the program counter): <sys/procfs.h> and <sys/user.h> of the CPU.
IN_A_CORE = {62: (112, 19, 16), 183: (112, 31, 32)}  # EM_X86_64, EM_AARCH64


class Refused(gdb.GdbError):
    """A sentence for the user."""


# --- What the engine has --------------------------------------------------------------------------


def address(value):
    return int(value.cast(gdb.lookup_type("unsigned long")))


def pointer_to(type_name, at):
    return gdb.Value(at).cast(gdb.lookup_type(type_name).pointer())


def engine_type():
    try:
        return gdb.lookup_type("greenlens::core::ThreadState")
    except gdb.error:
        raise Refused("This program has no engine of greenlens, or no debug information of it: "
                      "build it with -g.")


class Greenlet:
    def __init__(self, core, thread, state):
        slice_ = core["slice_"]
        self.thread, self.lwp = thread.num, thread.ptid[1]
        self.id = int(core["id_"])
        self.start = address(slice_["stack_start"])
        self.stop = address(slice_["stack_stop"])
        self.copy = address(slice_["stack_copy"])
        self.saved = int(slice_["stack_saved"])
        self.is_main = bool(core["is_main_"])
        self.is_current = address(core.address) == address(state["current"])
        self.name = name_of(core) or "greenlet %d" % self.id

    @property
    def state(self):
        if self.is_current:
            return "running"
        if self.stop == 0:
            return "not started"
        return "suspended" if self.start != 0 else "dead"

    @property
    def size(self):
        """Of a suspended one, in bytes. main's slice has no end of its own."""
        if self.state != "suspended" or self.is_main:
            return None
        return self.stop - self.start


def name_of(core):
    """A string that it may have, without asking for libstdc++'s pretty printers."""
    held = address(core["name_"])
    if held == 0:
        return None
    text = pointer_to("std::string", held).dereference()
    return text["_M_dataplus"]["_M_p"].string("utf-8", "replace", int(text["_M_string_length"]))


def threads():
    """gdb's threads that have greenlets, each with its ThreadState."""
    engine_type()
    chosen = gdb.selected_thread()
    if chosen is None:
        raise Refused("There is no process to look at: run the program, attach to it, or load a "
                      "core file.")
    try:
        for thread in sorted(gdb.selected_inferior().threads(), key=lambda each: each.num):
            thread.switch()
            state = state_of_thread()
            if state is not None and address(state["main"]) != 0:
                yield thread, state
    finally:
        select_thread(chosen.num)


def select_thread(number_):
    """By number: when a core file is loaded again, gdb makes its threads anew."""
    next(each for each in gdb.selected_inferior().threads() if each.num == number_).switch()


def state_of_thread():
    try:
        at = address(gdb.parse_and_eval("'greenlens::core::this_thread'"))
        return pointer_to("greenlens::core::ThreadState", at).dereference() if at else None
    except gdb.error:
        return state_near_thread_pointer()  # a core file does not say where thread-local data is


def state_near_thread_pointer():
    """Thread-local data lies beside the thread's pointer. A ThreadState has a pointer to itself."""
    type_ = engine_type()
    inside = next(f.bitpos // 8 for f in type_.fields() if f.name == "unwatched")
    hooks = gdb.lookup_type("greenlens::core::UnwatchedHooks")
    inside += next(f.bitpos // 8 for f in hooks.fields() if f.name == "thread")
    word = gdb.lookup_type("unsigned long").sizeof
    here = thread_pointer()
    memory = gdb.selected_inferior()
    for page in range(16):
        for begin in (here - (page + 1) * 4096, here + page * 4096):
            with contextlib.suppress(gdb.MemoryError):
                block = memory.read_memory(begin, 4096).tobytes()
                for (candidate,) in struct.iter_unpack(order() + "QI"[word == 4], block):
                    if candidate < 4096 or candidate % word:
                        continue
                    with contextlib.suppress(gdb.MemoryError, OverflowError):
                        if number(memory.read_memory(candidate + inside, word)) == candidate:
                            return pointer_to(type_.name, candidate).dereference()
    return None


def thread_pointer():
    for register in ("fs_base", "tpidr"):
        with contextlib.suppress(gdb.error, ValueError):
            return int(gdb.newest_frame().read_register(register))
    raise Refused("gdb cannot say where this thread's data is: use a live process instead of a "
                  "core file.")


def order():
    return ">" if "big endian" in gdb.execute("show endian", to_string=True) else "<"


def number(memory):
    return int.from_bytes(memory.tobytes(), "big" if order() == ">" else "little")


def greenlets_of(thread, state):
    at = state["oldest"]
    while address(at) != 0:
        yield Greenlet(at.dereference(), thread, state)
        at = at.dereference()["newer_"]


def all_greenlets():
    return [greenlet for thread, state in threads() for greenlet in greenlets_of(thread, state)]


def core_file():
    """Its path; None for a live process."""
    target = gdb.execute("info target", to_string=True)
    said = re.search(r"Local core dump file:\s*`(.*)', file type", target)
    return said.group(1) if said else None


# --- Standing in a suspended one ------------------------------------------------------------------


@contextlib.contextmanager
def place_to_stand():
    """What standing_in() needs: None for a live process, else a copy of the core file."""
    path = core_file()
    if path is None:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="greenlens-gdb-")
    try:
        yield CoreCopy(path, shutil.copyfile(path, os.path.join(folder, "core")))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def standing_in(greenlet, copy):
    """Its thread is selected, and in it the stack and the registers are the greenlet's."""
    chosen, frame = gdb.selected_thread().num, 0
    with contextlib.suppress(gdb.error):
        frame = gdb.selected_frame().level()
    try:
        select_thread(greenlet.thread)
        if greenlet.is_current:
            yield
        else:
            with copy.changed_to(greenlet) if copy else in_its_place(greenlet):
                yield
    finally:
        select_thread(chosen)
        if frame:
            gdb.execute("frame %d" % frame, to_string=True)


def resumes_at():
    """There arch_switch has the frame with all registers at the stack pointer."""
    description = gdb.parse_and_eval("arch_this_cpu")
    for i in range(int(description["mark_count"])):
        mark = description["marks"][i]
        if mark["name"].string() == "reload":
            return address(mark["address"])
    raise Refused("This engine does not say where arch_switch reloads registers.")


@contextlib.contextmanager
def in_its_place(greenlet):
    memory, kept = gdb.selected_inferior(), b""
    gdb.newest_frame().select()
    names = ["pc", "sp"] + (["orig_rax"] if has_register("orig_rax") else [])
    # As numbers: gdb would print a pointer with the name of what is there.
    registers = {name: int(gdb.parse_and_eval("(unsigned long)$" + name)) for name in names}
    resume = resumes_at()
    try:
        if greenlet.saved:
            kept = memory.read_memory(greenlet.start, greenlet.saved).tobytes()
            memory.write_memory(greenlet.start, copied_bytes(greenlet))
        gdb.execute("set var $sp = %d" % greenlet.start)
        gdb.execute("set var $pc = %d" % resume)
        yield
    finally:
        select_thread(greenlet.thread)
        gdb.newest_frame().select()
        if kept:
            memory.write_memory(greenlet.start, kept)
        for name in ("sp", "pc", "orig_rax"):
            if name in registers:
                gdb.newest_frame().select()
                gdb.execute("set var $%s = %d" % (name, registers[name]))


def has_register(name):
    try:
        return not gdb.parse_and_eval("$" + name).type.code == gdb.TYPE_CODE_VOID
    except gdb.error:
        return False


def copied_bytes(greenlet):
    if greenlet.saved == 0:
        return b""
    return gdb.selected_inferior().read_memory(greenlet.copy, greenlet.saved).tobytes()


class CoreCopy:
    def __init__(self, original, path):
        self.original, self.path = original, path

    @contextlib.contextmanager
    def changed_to(self, greenlet):
        changes = list(self.changes(greenlet, copied_bytes(greenlet), resumes_at()))
        before = [(offset, self.exchange(offset, now)) for offset, now in changes]
        try:
            gdb.execute("core-file " + self.path, to_string=True)
            select_thread(greenlet.thread)
            yield
        finally:
            gdb.execute("core-file " + self.original, to_string=True)
            for offset, then in before:
                self.exchange(offset, then)

    def exchange(self, offset, now):
        with open(self.path, "r+b") as core:
            core.seek(offset)
            before = core.read(len(now))
            core.seek(offset)
            core.write(now)
        return before

    def changes(self, greenlet, bytes_, pc):
        """What is to be written where in the file: slice, stack pointer, program counter."""
        with open(self.path, "rb") as core:
            header = core.read(64)
            sign = "<" if header[5] == 1 else ">"
            machine = struct.unpack_from(sign + "H", header, 18)[0]
            if header[4] != 2 or machine not in IN_A_CORE:
                raise Refused("The stack of a suspended greenlet can be shown in core files of "
                              "x86-64 and AArch64 only, and in live processes of every CPU.")
            in_status, sp_index, pc_index = IN_A_CORE[machine]
            table = struct.unpack_from(sign + "Q", header, 32)[0]
            entry, count = struct.unpack_from(sign + "HH", header, 54)
            missing, sp = len(bytes_), greenlet.start
            for i in range(count):
                core.seek(table + i * entry)
                kind, _, offset, begin, _, in_file = struct.unpack(sign + "IIQQQQ", core.read(40))
                first, last = max(sp, begin), min(sp + len(bytes_), begin + in_file)
                if kind == 1 and first < last:  # PT_LOAD
                    yield offset + first - begin, bytes_[first - sp : last - sp]
                    missing -= last - first
                if kind == 4:  # PT_NOTE
                    core.seek(offset)
                    status = find_status(core.read(in_file), sign, greenlet.lwp)
                    if status is not None:
                        registers = offset + status + in_status
                        yield registers + 8 * sp_index, struct.pack(sign + "Q", sp)
                        yield registers + 8 * pc_index, struct.pack(sign + "Q", pc)
        if missing:
            raise Refused("The core file does not have the thread's stack: let the kernel write it "
                          "(/proc/PID/coredump_filter), or use a live process.")


def find_status(notes, sign, lwp):
    """Where in the notes the thread's NT_PRSTATUS begins."""
    at = 0
    while at + 12 <= len(notes):
        name, size, kind = struct.unpack_from(sign + "III", notes, at)
        content = at + 12 + (name + 3) // 4 * 4
        if kind == 1 and struct.unpack_from(sign + "I", notes, content + 32)[0] == lwp:
            return content
        at = content + (size + 3) // 4 * 4
    return None


def where(greenlet, copy):
    """The innermost frame that is the program's own, as "function() at file:line"."""
    with standing_in(greenlet, copy):
        frame = gdb.newest_frame()
        while frame is not None:
            file = frame.find_sal().symtab
            name = file.filename if file else ""
            if file and not OF_THE_ENGINE.search(name) and not OF_THE_LIBRARY.search(name):
                line = frame.find_sal().line
                return "%s at %s:%d" % (short(frame.name()), os.path.basename(name), line)
            frame = frame.older()
    return "?"


def short(function):
    return re.sub(r"\(.*\)$", "()", function or "?")


# --- The commands ---------------------------------------------------------------------------------


class InfoGreenlets(gdb.Command):
    """Lists the greenlets of all threads, and where they are suspended.

Usage: info greenlets

Of the bytes of its slice those in the heap are copied, the others are in place."""

    LINE = "  %5s  %-20s %-11s %9s %9s  %s"

    def __init__(self):
        super().__init__("info greenlets", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        thread, looked_at = None, 0
        with place_to_stand() as copy:
            for each in all_greenlets():
                if each.thread != thread:
                    thread = each.thread
                    print("Thread %d (LWP %d)" % (thread, each.lwp))
                    print(self.LINE % ("id", "name", "state", "bytes", "heap", "where"))
                looked_at += each.state == "suspended"
                is_told = each.state == "suspended" and looked_at <= WHERE_AT_MOST
                size = "-" if each.size is None else each.size
                print(self.LINE % (each.id, each.name, each.state, size, each.saved or "-",
                                   where(each, copy) if is_told else ""))


class GreenletCommand(gdb.Command):
    """Shows the stack of a greenlet.

Usage: greenlet ID [COMMAND [; COMMAND]...]

Runs the commands of gdb, or a backtrace, as if the greenlet with this id (info greenlets) ran: its
frames and their variables can be looked at. Let the process not go on with such a command."""

    def __init__(self):
        super().__init__("greenlet", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        id_, _, commands = argument.strip().partition(" ")
        if not id_.isdigit():
            raise Refused("Say which: greenlet ID, as info greenlets lists them.")
        found = [each for each in all_greenlets() if each.id == int(id_)]
        if not found:
            raise Refused("There is no greenlet %s: info greenlets lists them." % id_)
        greenlet = found[0]
        if greenlet.state in ("not started", "dead"):
            raise Refused("The greenlet %s is %s: it has no stack."
                          % (greenlet.name, greenlet.state))
        with place_to_stand() as copy, standing_in(greenlet, copy):
            for command in (commands or "backtrace").split(";"):
                gdb.execute(command.strip())


InfoGreenlets()
GreenletCommand()
