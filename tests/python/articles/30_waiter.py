import gevent, sys, re
from gevent.hub import Waiter, get_hub
rx = lambda s: re.sub(r'0x[0-9a-f]+', '0x..', s)
hub = get_hub(); loop = hub.loop
w = Waiter()
print('fresh:', rx(str(w)), 'ready', w.ready(), 'successful', w.successful(), 'exc_info', w.exc_info)
# 1 value stored before get
w.switch('early'); print('stored:', rx(str(w)), 'ready', w.ready(), 'successful', w.successful()); print('get ->', w.get(), '| get again ->', w.get())
w.clear(); print('cleared ready', w.ready())
# 2 exception stored before get
w.throw(ValueError('early exc')); print('thrown: ready', w.ready(), 'successful', w.successful(), 'exc_info', w.exc_info)
try: w.get()
except ValueError as e: print('get raises', repr(e))
# 3 blocking get, woken by a timer running in the hub
w = Waiter(); t = loop.timer(0.01); t.start(w.switch, 'hello from Waiter'); print('blocking get ->', w.get(), '| ready after?', w.ready()); t.close()
# 4 blocking get, throw
w = Waiter(); t = loop.timer(0.01); t.start(w.throw, RuntimeError('from hub'))
try: w.get()
except RuntimeError as e: print('blocking get raised', repr(e))
t.close()
# 5 switch from a greenlet that is not the hub while somebody waits
w = Waiter()
g = gevent.spawn(w.get); gevent.sleep(0)
try: w.switch('x')
except AssertionError as e: print('AssertionError:', e)
try: w.throw(ValueError())
except AssertionError as e: print('AssertionError:', e)
# 6 second getter on the same waiter
try: w.get()
except AssertionError as e: print(type(e).__name__ + ':', rx(str(e)))
loop.run_callback(w.switch, 'done'); g.join(); print('g got', g.value)
# 7 switch with no argument is a TypeError (value no longer optional since 1.3b1); article has value=None
try: Waiter().switch()
except TypeError as e: print('TypeError:', e)
# 8 get() from the hub itself
w = Waiter()
def cb():
    try: w.get()
    except BaseException as e: print('get in hub callback:', type(e).__name__, e)
loop.run_callback(cb); gevent.sleep(0)
# 9 switch_args
w = Waiter(); w.switch_args(1, 2); print('switch_args ->', w.get())
# 10 link target: Waiter() called with a source
w = Waiter(); g = gevent.spawn(lambda: 42); g.rawlink(w); print('rawlink(waiter) ->', w.get())
def bad(): raise KeyError('k')
hub.exception_stream = None
w = Waiter(); g = gevent.spawn(bad); g.rawlink(w)
try: w.get()
except KeyError as e: print('rawlink(waiter) raises', repr(e))
# 11 error raised by the woken greenlet inside waiter.switch does not kill the hub
class R(greenlet_cls if False else object): pass
# 12 two switches: last value wins when nobody waits
w = Waiter(); w.switch(1); w.switch(2); print('last wins ->', w.get())
