"""rawlink and link: who hears of a greenlet's end, in which order, and from where."""
import gevent, gtrace
from gevent import Greenlet
from gevent.hub import get_hub
hub = get_hub(); hub.exception_stream = None; log = []
def says(what): return lambda source: log.append('%s of %s%s' % (what, source.name, ', in the hub' if gevent.getcurrent() is hub else ', in a %s of its own' % type(gevent.getcurrent()).__name__))
def fails(source): log.append('the link that fails'); raise RuntimeError('link')
def named(name, run, *args): g = Greenlet(run, *args); g.name = name; return g
def bad(): raise ValueError('oops')
def run(title, g):
    del log[:]; g.start(); g.join(); print('%s:' % title); [print('   ', one) for one in log]
# The order is that of adding, raw ones and others mixed; each is called with the greenlet.
g = named('g', lambda: 5); g.rawlink(says('raw 1')); g.link(says('link 2')); g.rawlink(says('raw 3')); g.link(says('link 4')); run('order', g)
# A raw one runs in the hub, another one in a greenlet that the hub begins at once.
g = named('g', lambda: 5); g.link_value(says('link_value')); g.link_exception(says('link_exception')); g.link(says('link')); run('it returns', g)
g = named('g', bad); g.link_value(says('link_value')); g.link_exception(says('link_exception')); g.link(says('link')); run('it raises', g)
g = named('g', gevent.sleep, 10); g.link_value(says('link_value')); g.link_exception(says('link_exception')); del log[:]; g.start(); gevent.sleep(0); g.kill(); gevent.sleep(0); print('killed (GreenletExit is a value):', log)
# Unlinked ones are not called; each adding is one call.
g = named('g', lambda: 5); one, two = says('one'), says('two'); g.rawlink(one); g.rawlink(two); g.rawlink(two); g.unlink(one); run('one was unlinked, two is there twice', g)
g = named('g', lambda: 5); one, two = says('one'), says('two'); g.link(one); g.rawlink(two); g.unlink_all(); run('unlink_all', g)
# One that fails does not keep the others from being called.
g = named('g', lambda: 5); g.rawlink(fails); g.rawlink(says('raw 2')); g.link(fails); g.link(says('link 4')); run('links that fail', g)
# At the end they are not called there and then, but by the loop.
g = named('g', lambda: log.append('the body ends')); g.rawlink(says('raw')); del log[:]; g.start(); other = gevent.spawn(lambda: log.append('one that was spawned before the end')); gevent.joinall([g, other]); print('when:', log)
# A link that comes too late is called as well, by the loop and not from link().
del log[:]; g.rawlink(says('late')); g.link(says('later')); print('after the end, at once:', log); gevent.sleep(0); print('   then', log)
# A link may add another one.
g = named('g', lambda: 5); g.rawlink(lambda source: (log.append('first'), source.rawlink(says('added by the first')))); g.rawlink(says('second')); run('a link adds one', g)
# What may be linked: another greenlet's switch, a queue's put, a result.
from gevent.event import AsyncResult
from gevent.queue import Queue
result, queue = AsyncResult(), Queue(); g = named('g', lambda: 5); g.link(result); g.link(queue.put); g.start(); print('AsyncResult', result.get(), '| queue', queue.get() is g, '| g.value', g.value)
# The way of it.
waiting = gtrace.name(gevent.spawn(lambda: gevent.getcurrent().worker.join()), 'waiting'); worker = gtrace.name(gevent.spawn(lambda: gtrace.note('worker ends')), 'worker'); waiting.worker = worker
worker.link(lambda source: gtrace.note('link runs'))
gtrace.start(); waiting.join(); gtrace.stop(); gtrace.dump('main joins waiting, which joins worker, which has a link')
