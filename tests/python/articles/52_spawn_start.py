"""spawn, start, start_later: made, not yet run; it runs in this iteration of the loop, after what was there before."""
import gevent, gtrace, time
from gevent import Greenlet, getcurrent
from gevent.hub import get_hub
hub = get_hub(); loop = hub.loop; log = []
def job(name): log.append(name); return name
# spawn makes and starts, and returns at once.
g = gevent.spawn(job, 'g'); print('spawn returns a', type(g).__name__, '| run', log, '| started', g.started, '| parent is the hub', g.parent is hub, '| args', g.args)
before = loop.iteration; gevent.sleep(0); print('after one sleep(0):', log, '| dead', g.dead, '| value', g.value)
# In this iteration: before timers and io are looked at, together with what it spawns itself.
def iteration(name): log.append((name, loop.iteration - before))
def spawns(name): iteration(name); gevent.spawn(spawned, name + "'s child")
def spawned(name): iteration(name); gevent.spawn(iteration, name + "'s child")
del log[:]; gevent.sleep(0.001); timer = loop.timer(0); timer.start(iteration, 'a timer that is due'); gevent.spawn(spawns, 'g'); gevent.spawn(iteration, 'h'); before = loop.iteration; gevent.sleep(0.02)
first = log[0][1]; print('iterations:', [(name, n - first) for name, n in log if not name.startswith('a timer')], '| then', log[-1][0])
# The order is that of starting, not of making; callbacks are in the same row.
del log[:]; a, b = Greenlet(job, 'made first'), Greenlet(job, 'made second'); b.start(); loop.run_callback(job, 'callback'); a.start(); gevent.spawn(job, 'spawned'); gevent.sleep(0); print('order:', log)
# Once only.
del log[:]; g = Greenlet(job, 'once'); print('before start', g.started, bool(g)); g.start(); g.start(); print('started', g.started, bool(g)); gevent.sleep(0); g.start(); gevent.sleep(0); print('start three times:', log, '| started', g.started)
# Not started: nobody runs it.
del log[:]; g = Greenlet(job, 'never'); gevent.sleep(0); print('only made:', log, g.started, g.dead)
# start_later: a timer.
del log[:]; g = Greenlet(job, 'later'); t = time.monotonic(); g.start_later(0.02); print('start_later: started', g.started, log); gevent.spawn(job, 'spawned afterwards'); g.join(); print('   ', log, '| not before its time', time.monotonic() - t >= 0.019)
del log[:]; g = gevent.spawn_later(0.01, job, 'spawn_later'); h = gevent.spawn_later(0.001, job, 'sooner'); gevent.joinall([g, h]); print('spawn_later:', log)
del log[:]; g = gevent.spawn_later(0.001, job, 'NEVER'); g.kill(); gevent.sleep(0.01); print('killed before its time:', log, repr(g.value))
del log[:]; g = gevent.spawn_later(10, job, 'g'); g.start(); print('start() of one that comes later, at once:', log); gevent.sleep(0); print('    and it waits for its time:', log, g.started); g.kill()
# A subclass says what it runs in _run; spawn is a method of the class.
class Own(Greenlet):
    def __init__(self, n): Greenlet.__init__(self); self.n = n
    def _run(self): return 'own %d' % self.n
print('a class:', Own.spawn(7).get(), '|', type(Own.spawn(8)).__name__, '| Greenlet.spawn is gevent.spawn', Greenlet.spawn.__name__ == gevent.spawn.__name__)
print('arguments:', gevent.spawn(lambda *args, **kwargs: (args, kwargs), 1, 2, key=3).get())
for wrong in ((), (5,), (None,)):
    try: g = gevent.spawn(*wrong); g.join(); print('spawn%r' % (wrong,), g.value)
    except (TypeError, AttributeError) as e: print('spawn%r' % (wrong,), type(e).__name__ + ':', e)
# spawn_raw: a plain greenlet in the same row.
del log[:]; raw = gevent.spawn_raw(job, 'raw'); gevent.spawn(job, 'g'); print('spawn_raw makes a', type(raw).__name__, '| parent is the hub', raw.parent is hub); gevent.sleep(0); print('    order', log)
# The way of it.
del log[:]; gs = [gtrace.name(Greenlet(lambda: gtrace.note('a runs') or gtrace.name(gevent.spawn(lambda: gtrace.note('child runs')), 'child')), 'a'), gtrace.name(Greenlet(lambda: gtrace.note('b runs')), 'b')]
gtrace.start(); gtrace.note('start b'); gs[1].start(); gtrace.note('start a'); gs[0].start(); gevent.sleep(0); gtrace.note('back in main'); gevent.sleep(0); gtrace.stop(); gtrace.dump('b, a, and the child of a')
