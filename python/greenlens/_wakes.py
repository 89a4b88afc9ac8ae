"""Who makes greenlets of gevent's ready to run: noted where a loop is asked to call back.

A loop of the same type, name and behaviour is used that says so. Only in programs that are recorded
from before their hub is made.
"""

import functools
import sys


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

    loop.__name__, loop.__qualname__ = base.__name__, base.__qualname__
    loop.__module__, loop.__doc__ = base.__module__, base.__doc__
    loop._says_what_it_is_asked = True
    return loop


def watch():
    """The loops that are made from here on are such."""
    from gevent import config

    base = config.loop
    if not getattr(base, "_says_what_it_is_asked", False):
        config.loop = _saying(base)
