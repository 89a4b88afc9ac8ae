"""Who makes greenlets ready to run: noted where gevent's loop is asked to call back, and eventlet's hub to
call a timer at once.

A loop, a hub of the same type, name and behaviour is used that says so. Only in programs that are
recorded from before their hub is made.
"""

import functools
import sys


def _looks_like(base, derived):
    derived.__name__, derived.__qualname__ = base.__name__, base.__qualname__
    derived.__module__, derived.__doc__ = base.__module__, base.__doc__
    derived._says_what_it_is_asked = True
    return derived


@functools.lru_cache(maxsize=None)
def _saying(base):
    control = sys.modules["greenlens._control"]
    note, forget = control.note_callback, control.forget_callbacks

    class loop(base):
        def __init__(self, *arguments, **options):
            forget(self)  # what another one was asked that lay in the same place
            base.__init__(self, *arguments, **options)

        def destroy(self):
            forget(self)
            return base.destroy(self)

        def run_callback(self, *args):
            callback = base.run_callback(self, *args)
            note(self, callback)
            return callback

        def run_callback_threadsafe(self, *args):
            callback = base.run_callback_threadsafe(self, *args)
            note(self, callback)
            return callback

    return _looks_like(base, loop)


def watch():
    """The loops that are made from here on are such."""
    from gevent import config

    base = config.loop
    if not getattr(base, "_says_what_it_is_asked", False):
        config.loop = _saying(base)


@functools.lru_cache(maxsize=None)
def _saying_hub(base):
    note = sys.modules["greenlens._control"].note_timer

    class Hub(base):
        def add_timer(self, timer):
            # What has to wait for its time is nobody's doing.
            if timer.seconds <= 0:
                note(timer)
            return base.add_timer(self, timer)

    return _looks_like(base, Hub)


def watch_eventlet(hub):
    """A hub that is being made."""
    base = type(hub)
    if "eventlet.hubs.hub" not in sys.modules:
        return
    if isinstance(hub, sys.modules["eventlet.hubs.hub"].BaseHub) and not getattr(base, "_says_what_it_is_asked", False):
        hub.__class__ = _saying_hub(base)
