"""Which exception is being handled is each greenlet's own, over hub switches as well."""
import gevent, sys, traceback
from gevent import getcurrent
from gevent.event import Event
from gevent.hub import get_hub
hub = get_hub(); hub.exception_stream = None
def now(): return repr(sys.exc_info()[1])
class Leaves(gevent.Greenlet):
    def switch_out(self): self.seen = now()
print('main before', now())
# A switch to the hub inside of a handler: the same exception afterwards.
def handles(name, seconds, log):
    try: raise ValueError(name)
    except ValueError:
        log.append((name, 'before', now())); gevent.sleep(seconds); log.append((name, 'after', now()))
        try: raise
        except ValueError as e: log.append((name, 'raised again', repr(e)))
    log.append((name, 'handled', now()))
log = []; gs = [gevent.spawn(handles, name, seconds, log) for name, seconds in (('a', 0.02), ('b', 0), ('c', 0.04))]
try: raise KeyError('main')
except KeyError: gevent.joinall(gs); print('main after others have handled theirs:', now())
for name in 'abc': print([one for one in log if one[0] == name])
print('main outside', now())
# A new one handles nothing, whoever has made it or waits for it while handling something.
try: raise KeyError('main')
except KeyError: print('spawned while main handles one:', gevent.spawn(now).get(), '| main', now())
# Nor does the hub, whose callbacks run while main is in a handler.
seen = []
try: raise KeyError('main')
except KeyError: hub.loop.run_callback(lambda: seen.append(now())); t = hub.loop.timer(0.001); t.start(lambda: seen.append(now())); gevent.sleep(0.01)
print('in the hub:', seen)
# switch_out still sees it: it is called before the switch.
def leaves():
    try: raise ValueError('leaving')
    except ValueError: gevent.sleep(0)
g = Leaves(leaves); g.start(); g.join(); print('switch_out saw', g.seen)
# An error in flight passes a switch in finally and in __exit__.
class Manager:
    def __enter__(self): return self
    def __exit__(self, *error): gevent.sleep(0); self.seen = (repr(error[1]), now())
def flies():
    try:
        with Manager() as m: raise ValueError('in flight')
    finally: gevent.sleep(0); g.seen = m.seen + (now(),)
g = gevent.spawn(flies); other = gevent.spawn(handles, 'other', 0, []); g.join(); print('in flight', g.seen, '->', repr(g.exception))
# What is raised while another one is handled has it as its context, and no other greenlet's.
def chained(name):
    try: raise ValueError(name)
    except ValueError:
        gevent.sleep(0)
        try: raise KeyError(name)
        except KeyError as e: gevent.sleep(0); return repr(e), repr(e.__context__), repr(sys.exc_info()[1].__context__)
print('context', [g.get() for g in [gevent.spawn(chained, name) for name in 'xy']])
# One thrown in while it handles another one.
def thrown():
    try: raise ValueError('first')
    except ValueError:
        try: gevent.sleep(10)
        except RuntimeError as e: inside = now(), repr(e.__context__)
        return inside, now()
g = gevent.spawn(thrown); gevent.sleep(0); g.kill(RuntimeError('thrown in')); print('thrown in', g.value)
# Handlers inside of handlers, each with a switch.
def nested(depth):
    if depth == 0: gevent.sleep(0); return [now()]
    try: raise ValueError(depth)
    except ValueError: gevent.sleep(0); below = nested(depth - 1); gevent.sleep(0); return below + [now()]
print('nested', [g.get() for g in [gevent.spawn(nested, depth) for depth in (3, 2)]])
# A generator that is in a handler, moved on by two greenlets.
def generator():
    for n in range(3):
        try: raise ValueError(n)
        except ValueError: yield now()
shared = generator()
def takes():
    try: raise KeyError('taker')
    except KeyError: one = next(shared); gevent.sleep(0); return one, now()
print('a generator', [g.get() for g in [gevent.spawn(takes) for _ in range(3)]])
# An event that many wait for in handlers.
event = Event()
def waits(n):
    try: raise ValueError(n)
    except ValueError: event.wait(); return now()
gs = [gevent.spawn(waits, n) for n in range(4)]; gevent.sleep(0); event.set(); gevent.joinall(gs); print('waiters', [g.value for g in gs]); print('main at the end', now())
