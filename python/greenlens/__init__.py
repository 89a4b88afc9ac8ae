"""Recording a program's greenlets, and looking at them, from inside of it.

    import greenlens                  # before greenlet, gevent or eventlet
    greenlens.start("x.gltrace")
    ...
    greenlens.dump()                  # all greenlets now, as text
    greenlens.stop()

`greenlens record app.py` and GREENLENS_TRACE=x.gltrace do the same from outside, and nothing is
changed in the program then.
"""

import signal as _signal
import sys as _sys
import threading as _threading
import traceback as _traceback

__all__ = ["start", "stop", "dump", "waits"]

# From here on `greenlet` is the module that can record, if it was not there before
# (python/greenlet/__init__.py).
from greenlet import greenlet as _greenlet

# Which the module that records has made.
_control = _sys.modules.get(__name__ + "._control")


def _needs_recording():
    if _control is None:
        raise RuntimeError(
            "greenlens was imported after greenlet, which has no recorder then: "
            "import greenlens first, or start the program with `greenlens record app.py`"
        )
    return _control


def start(file, *, last="", when_asked=False, signal=0, detail="auto", bytes="hash", locals=False, lines=False, program=None):
    """Records into `file` ("%p" in it is the process's number) from here on.

    last: "30s" or "100MB": so much of the end is kept. when_asked: write only when asked or when the
    program ends badly. signal: one that asks. detail: "full", "phases", "switches", "auto". bytes: of
    saved slices "full", "hash", "none". locals: with the locals of all frames, by their repr. lines: every line of the program's own
    files. program: the main source, where it is not that of __main__.
    """
    number = getattr(_signal, "SIG" + signal) if isinstance(signal, str) and signal else int(signal or 0)
    _needs_recording().start(str(file), str(last), bool(when_asked), number, detail, bytes, bool(locals), bool(lines), program or "")


def stop():
    """Ends the recording: the file is complete when this returns."""
    _needs_recording().stop()


def waits():
    """{greenlet: what it waits for} of those of gevent and eventlet that are suspended."""
    from . import _waits

    return _waits.waits()


def _all_greenlets():
    import gc

    return [one for one in gc.get_objects() if isinstance(one, _greenlet) and (one or not one.dead)]


def _title(one, waiting):
    # What a spawned function is called, where it is one.
    name = getattr(getattr(one, "_run", None) or getattr(one, "run", None), "__name__", None)
    name = name or (one.gr_frame.f_code.co_name if one.gr_frame is not None else "main" if one.parent is None else "")
    if not one and not one.dead:
        return "%s %s, not started" % (name, hex(id(one)))
    wait = waiting.get(one)
    if wait is None:
        return "%s %s, suspended" % (name, hex(id(one)))
    what = wait.kind + (" (%s)" % wait.what if wait.what else "")
    return "%s %s, waits for %s%s" % (name, hex(id(one)), what, " of %r" % wait.on if wait.on is not None else "")


def dump(file=None):
    """Writes all greenlets as they are now: those that run with their threads, then all others."""
    file = file or _sys.stderr
    waiting = waits()
    names = {one.ident: one.name for one in _threading.enumerate()}
    for thread, frame in _sys._current_frames().items():
        print("thread %s, running" % names.get(thread, thread), file=file)
        file.writelines(_traceback.format_stack(frame))
    for one in _all_greenlets():
        if one.gr_frame is None and one:
            continue  # it runs, and is among the threads
        print(_title(one, waiting), file=file)
        if one.gr_frame is not None:
            file.writelines(_traceback.format_stack(one.gr_frame))
