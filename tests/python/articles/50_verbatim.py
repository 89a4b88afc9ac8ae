"""The article's own (gevent 1.0) iwait / hub.wait / sleep / joinall / Waiter, ported word for word to Python 3, run on the real loop.
Shows (a) they work, (b) the known defect of the one-slot Waiter in iwait: a completion that arrives while the caller is
switched away between items overwrites the previous one => lost wakeup => LoopExit (fixed in gevent 1.1a2 by MultipleWaiter)."""
import sys, gevent
from gevent.hub import get_hub, LoopExit
from greenlet import getcurrent
_NONE = object()
class Waiter(object):
    def __init__(self, hub=None):
        self.hub = get_hub() if hub is None else hub
        self.greenlet = None; self.value = None; self._exception = _NONE
    def clear(self): self.greenlet = None; self.value = None; self._exception = _NONE
    def switch(self, value=None):
        if self.greenlet is None: self.value = value; self._exception = None
        else:
            assert getcurrent() is self.hub, "Can only use Waiter.switch method from the Hub greenlet"
            try: self.greenlet.switch(value)
            except: self.hub.handle_error(self.greenlet.switch, *sys.exc_info())
    def get(self):
        if self._exception is not _NONE:
            if self._exception is None: return self.value
            else: getcurrent().throw(*self._exception)
        else:
            assert self.greenlet is None, 'This Waiter is already used by %r' % (self.greenlet, )
            self.greenlet = getcurrent()
            try: return self.hub.switch()
            finally: self.greenlet = None
def hub_wait(hub, watcher):
    waiter = Waiter(); unique = object(); watcher.start(waiter.switch, unique)
    try:
        result = waiter.get(); assert result is unique, 'Invalid switch into %s: %r (expected %r)' % (getcurrent(), result, unique)
    finally: watcher.stop()
def sleep(seconds=0):
    hub = get_hub(); hub_wait(hub, hub.loop.timer(seconds))
def iwait(objects, timeout=None):
    waiter = Waiter(); switch = waiter.switch
    if timeout is not None:
        timer = get_hub().loop.timer(timeout, priority=-1); timer.start(waiter.switch, _NONE)
    try:
        count = len(objects)
        for obj in objects: obj.rawlink(switch)
        for _ in range(count):
            item = waiter.get(); waiter.clear()
            if item is _NONE: return
            yield item
    finally:
        if timeout is not None: timer.stop()
        for obj in objects: obj.unlink(switch)
def wait(objects, timeout=None, count=None):
    result = []
    if count is None: return list(iwait(objects, timeout))
    for obj in iwait(objects=objects, timeout=timeout):
        result.append(obj); count -= 1
        if count <= 0: break
    return result
def job(n, d): sleep(d); return n
def mk(): return [gevent.spawn(job, i, d) for i, d in enumerate((0.03, 0.01, 0.02))]
print('article iwait        ', [g.value for g in iwait(mk())])
print('article wait count=1 ', [g.value for g in wait(mk(), count=1)], '(count=0 returns one item too:', len(wait(mk(), count=0)), ')')
print('article wait timeout ', [g.value for g in wait(mk(), timeout=0.015)])
print('article sleep in main', sleep(0.001))
out = []
try:
    for g in iwait(mk()): out.append(g.value); gevent.sleep(0.05)
    print('switch between items', out)
except LoopExit as e: print('switch between items: got', out, 'then LoopExit:', e.args[0])
