"""What greenlets that do not run wait for: looked up from what would wake them.

Whoever waits has left itself somewhere: with a watcher of the loop, in a queue, at an event, in the
links of another greenlet. So all objects are looked at that can be such a place, and from each it is
followed who is in there. Nothing of the program is called, and nothing changed.
"""

import collections
import functools
import gc
import sys
import types

from greenlet import greenlet

# Of a greenlet that has begun only the module that records tells.
_all_referents = getattr(sys.modules.get("greenlens._control"), "referents", gc.get_referents)

# kind: one of KINDS. what: in words, "fd 14, read". on: the greenlet whose end it is, or None.
# count: of as many of the kind, of which this is one.
Wait = collections.namedtuple("Wait", "kind what on count")

KINDS = ("io", "timer", "event", "result", "item", "room", "lock", "greenlet", "child", "signal", "thread", "other")

# Waits for the same greenlet: what it really asked for comes first, and a limit of time last.
_FIRST = {kind: number for number, kind in enumerate(
    ("greenlet", "item", "room", "lock", "event", "result", "io", "child", "signal", "thread", "other", "timer"))}

_CONTAINERS = (list, tuple, set, dict, collections.deque)
_METHODS = (types.BuiltinMethodType, types.MethodType)
_DEEPEST = 5


# Kinds of places by the types that are in "package.Name", of which a type may be derived.
_PLACES = {
    "gevent.io": "io", "gevent.child": "child", "gevent.timer": "timer", "gevent.signal": "signal",
    "gevent.async_": "thread", "gevent.stat": "other",
    "gevent.Queue": "item", "gevent.SimpleQueue": "item", "gevent.Channel": "item",
    "gevent.Event": "event", "gevent.AsyncResult": "result",
    "gevent.Semaphore": "lock", "gevent.RLock": "lock", "gevent.Condition": "lock",
    "gevent.Greenlet": "greenlet",
    "eventlet.LightQueue": "item", "eventlet.Event": "event", "eventlet.Semaphore": "lock",
    "eventlet.FdListener": "io", "eventlet.Timer": "timer",
}  # fmt: skip
_WATCHERS = ("io", "child", "timer", "signal", "thread", "other")
_WAITERS = ("Waiter", "MultipleWaiter", "_MultipleWaiter", "ItemWaiter", "SpawnedLink", "SuccessSpawnedLink", "FailureSpawnedLink")
_HUBS = ("gevent.Hub", "eventlet.BaseHub")


@functools.lru_cache(maxsize=None)
def _names(kind):
    names = []
    for base in kind.__mro__:
        module = getattr(base, "__module__", "")
        package = module.partition(".")[0] if isinstance(module, str) else ""
        if package in ("gevent", "eventlet"):
            names.append(package + "." + base.__name__)
    return names


@functools.lru_cache(maxsize=None)
def _place(kind):
    """What is waited for at an object of this type; "": it is no place to wait at."""
    return next((_PLACES[name] for name in _names(kind) if name in _PLACES), "")


@functools.lru_cache(maxsize=None)
def _is_waiter(kind):
    return any(name.partition(".")[2] in _WAITERS for name in _names(kind))


def _is_hub(one):
    return any(name in _HUBS for name in _names(type(one)))


def _words(value, place):
    """What else is to be said of a place; None: nobody waits there any more."""
    if place == "io" and hasattr(value, "evtype"):
        return "fd %s, %s" % (value.fileno, value.evtype)
    if place in _WATCHERS and not getattr(value, "active", True):
        return None
    if place == "io":
        ways = [word for bit, word in ((1, "read"), (2, "write")) if value.events & bit]
        return "fd %d, %s" % (value.fd, " or ".join(ways))
    if place == "child":
        return "process %d" % value.pid
    return "" if place in _WATCHERS or place == "greenlet" else type(value).__name__


def _referents(value):
    if isinstance(value, greenlet):
        # Who is to be told of its end; and not its frame, its arguments, its parent.
        return [one for one in _all_referents(value) if type(one) in (list, collections.deque)]
    return gc.get_referents(value)


def _who_waits(value, place, depth, seen):
    """(greenlet, kind of wait) of all that have left themselves there."""
    for one in _referents(value):
        kind = type(one)
        if id(one) in seen:
            continue
        seen.add(id(one))
        if kind in _METHODS:
            owner = one.__self__
            if isinstance(owner, greenlet):
                yield owner, "timer" if one.__name__ == "throw" else place
            elif _is_waiter(type(owner)) and depth < _DEEPEST:
                yield from _who_waits([owner], place, depth + 1, seen)
        elif isinstance(one, greenlet):
            yield one, place
        elif depth < _DEEPEST and (kind in _CONTAINERS or _is_waiter(kind)):
            yield from _who_waits(one, "room" if kind.__name__ == "ItemWaiter" else place, depth + 1, seen)


def _is_parked(one):
    return bool(one) and one.gr_frame is not None and not _is_hub(one)


def waits():
    """{greenlet: Wait} of all that are suspended and whose reason is known."""
    found = {}
    if "gevent" not in sys.modules and "eventlet" not in sys.modules:
        return found
    for value in gc.get_objects():
        place = _place(type(value))
        words = _words(value, place) if place else None
        if words is None:
            continue
        for who, kind in _who_waits(value, place, 0, {id(value)}):
            if who is value or not _is_parked(who):
                continue
            old = found.get(who)
            if old is None or _FIRST[kind] < _FIRST[old.kind]:
                found[who] = Wait(kind, words, value if place == "greenlet" else None, 1)
            elif kind == old.kind:
                found[who] = old._replace(count=old.count + 1)
    return found


def rows():
    """The same as a list of (greenlet, kind, what, on, count), for the module that records."""
    return [(who, *wait) for who, wait in waits().items()]
