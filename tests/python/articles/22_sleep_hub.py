"""article 3: sleep = hub.wait(loop.timer(s)); the hub is created lazily and its loop starts only on the first wait."""
import gevent, gtrace, time
from gevent._hub_local import get_hub_if_exists
print('hub before any gevent call:', get_hub_if_exists())
hub = gevent.get_hub(); loop = hub.loop
print('hub created:', type(hub).__name__, 'started:', bool(hub), 'dead:', hub.dead, 'loop.iteration:', loop.iteration, 'parent is main:', hub.parent is gevent.getcurrent())
print('singleton:', gevent.get_hub() is hub)
gtrace.start(); t = time.time(); gevent.sleep(0.05); dt = time.time() - t; gtrace.stop()
print('slept >= 0.05:', dt >= 0.05, 'hub started:', bool(hub), 'iterations>0:', loop.iteration > 0)
gtrace.dump('sleep(0.05) in main')
gtrace.start(); gevent.sleep(0); gtrace.stop(); gtrace.dump('sleep(0) in main')
# hand-written three-line sleep from the article
def my_sleep(seconds=0):
    hub = gevent.get_hub(); loop = hub.loop
    hub.wait(loop.timer(seconds))
gtrace.start(); my_sleep(0.01); my_sleep(0); gtrace.stop(); gtrace.dump("article's 3-line sleep(0.01), sleep(0) (sleep(0) is a 0-timer here)")
# hand-written hub.wait from the article
from gevent.hub import Waiter
def my_wait(watcher):
    waiter = Waiter(); watcher.start(waiter.switch, 'evt'); return waiter.get()
print('article hub.wait returns', repr(my_wait(loop.timer(0.01))))
