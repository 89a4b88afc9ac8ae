"""joinall, wait, iwait: in the order in which they end, with count, timeout, raise_error."""
import gevent, gtrace, time
from gevent.event import AsyncResult, Event
from gevent.hub import LoopExit, get_hub
from gevent.lock import Semaphore
hub = get_hub(); hub.exception_stream = None; loop = hub.loop
def job(n, seconds): gevent.sleep(seconds); return n
def fails(n, seconds): gevent.sleep(seconds); raise ValueError(n)
def three(): return [gevent.spawn(job, n, seconds) for n, seconds in enumerate((0.06, 0, 0.03))]
def values(all): return [g.value for g in all]
def over(all): gevent.killall([g for g in all if not g.dead])
print('joinall', values(gevent.joinall(three())), '| wait', values(gevent.wait(three())), '| iwait', values(gevent.iwait(three())))
# count
for count in (0, 1, 2, 3, 5):
    for name, way in (('wait', gevent.wait), ('joinall', gevent.joinall), ('iwait', gevent.iwait)):
        gs = three(); print('count=%d: %-7s' % (count, name), values(way(gs, count=count)), '| ended', [g.dead for g in gs]); over(gs)
# timeout: who has ended by then, and no error
gs = three(); print('wait(timeout=0.045)', values(gevent.wait(gs, timeout=0.045)), '| ended', [g.dead for g in gs]); print('   the others go on:', values(gevent.joinall([g for g in gs if not g.dead])))
for way in (gevent.joinall, gevent.wait, gevent.iwait): gs = three(); print('timeout=0.001 by %s:' % way.__name__, values(way(gs, timeout=0.001))); over(gs)
gs = three(); print('timeout and count=2:', values(gevent.wait(gs, timeout=0.001, count=2)), values(gevent.wait(gs, timeout=10, count=1))); over(gs)
# raise_error: the first one in the order of their ends; the others go on
def four(): return [gevent.spawn(fails, 'second', 0.03), gevent.spawn(fails, 'first', 0.001), gevent.spawn(job, 'slow', 0.06), gevent.spawn(job, 'good', 0)]
gs = four()
try: gevent.joinall(gs, raise_error=True)
except ValueError as e: print('raise_error:', repr(e), '| ended', [g.dead for g in gs])
over(gs); gs = four(); gevent.joinall(gs); print('without:', [(g.value, g.exception) for g in gs])
gs = four(); print('raise_error with count=1:', values(gevent.joinall(gs, raise_error=True, count=1))); over(gs)
# nothing to wait for; the same one twice; one that has ended already
print('of nothing', gevent.wait([]), gevent.joinall([]), list(gevent.iwait([])))
g = gevent.spawn(job, 'twice', 0); print(values(gevent.wait([g, g])), '| ended before', values(gevent.wait([g])), values(gevent.wait([g, gevent.spawn(job, 'new', 0.001)])))
# what else can be waited for
event, result, lock = Event(), AsyncResult(), Semaphore(0)
for one in (event.set, lambda: result.set(7), lock.release): loop.run_callback(lambda one=one: (one(), None))
names = {event: 'event', result: 'result', lock: 'semaphore'}; print('mixed', [names.get(one, 'greenlet') for one in gevent.wait([gevent.spawn(job, 1, 0.01), event, result, lock])])
try: gevent.wait(iter([g]))
except TypeError as e: print('TypeError:', e)
# It asks each to call it, and whoever has done so in the end not to; the limit is a timer of low priority.
class Thing:
    def __init__(self, name, answers): self.name, self.answers = name, answers
    def rawlink(self, callback): print('   rawlink', self.name); self.answers and loop.run_callback(callback, self)
    def unlink(self, callback): print('   unlink', self.name)
for way in (gevent.wait, gevent.iwait): print(way.__name__, [one.name for one in way([Thing('a', True), Thing('b', False)], timeout=0.01)])
with gevent.iwait([Thing('a', True), Thing('b', True), Thing('c', True)]) as all:
    for one in all: print('left after the first:', one.name); break
print('one that answers before the limit, which is due as well:', end=' ')
class Late:
    def rawlink(self, callback): self.timer = loop.timer(0.02); self.timer.start(callback, self); time.sleep(0.03)
    def unlink(self, callback): self.timer.stop()
print([type(one).__name__ for one in gevent.wait([Late()], timeout=0.001)])
# Who switches between two of them loses none (the article's own does: 50).
out = []
for g in gevent.iwait(three()): out.append(g.value); gevent.sleep(0.1)
print('switching between them', out)
# Nobody ever ends.
stuck = gevent.spawn(lambda: Event().wait())
for way in (gevent.wait, gevent.joinall):
    try: way([stuck])
    except LoopExit as e: print(way.__name__, 'LoopExit:', e.args[0])
stuck.kill()
gs = [gtrace.name(gevent.spawn(job, n, 0), n) for n in 'xyz']
gtrace.start(); gevent.joinall(gs, count=2); gtrace.stop(); gtrace.dump('joinall(count=2) of three')
