"""The loop: libev's, wrapped in C; which one is a setting; its methods make libev's watchers."""
import gevent, gevent.core, os, signal, threading
from gevent import config
from gevent.hub import get_hub
hub = get_hub(); loop = hub.loop
print('the hub', type(hub).__name__, '| its loop', type(loop).__name__, 'of', type(loop).__module__, '| libev', gevent.core.get_version(), '| default', loop.default, '| backend', loop.backend)
# Which class of loop is a setting (GEVENT_LOOP in the environment), and so is libev's way to ask the system.
def other(title):
    def thread():
        hub = get_hub(); log = []; gevent.joinall([gevent.spawn(lambda n=n: (gevent.sleep(0), log.append(n))) for n in range(3)])
        print('%-24s %s of %s | backend %s | default %s | %s' % (title, type(hub.loop).__name__, type(hub.loop).__module__, hub.loop.backend, hub.loop.default, log)); hub.destroy(destroy_loop=True)
    one = threading.Thread(target=thread); one.start(); one.join()
for backend in ('epoll', 'poll', 'select'): config.libev_backend = backend; other('backend ' + backend)
config.libev_backend = None
counted = []
class Counting(gevent.core.loop):
    def run_callback(self, *args): counted.append(args); return gevent.core.loop.run_callback(self, *args)
config.loop = Counting; other('a class of our own'); print('    it was asked to call back:', len(counted) > 3)
config.loop = 'libev-cext'; other('GEVENT_LOOP=libev-cext')
try: config.loop = 'no.such.loop'
except ImportError as e: print(type(e).__name__ + ':', e)
# Each method makes a watcher, which does nothing until it is started.
r, w = os.pipe(); os.write(w, b'x'); log = []
watchers = [loop.io(r, 1), loop.timer(0.001), loop.signal(signal.SIGUSR1), loop.async_(), loop.prepare(), loop.check(), loop.idle(), loop.stat('/'), loop.fork()]
for one in watchers: print('    %-8s active %-5s pending %-5s priority %s ref %s' % (type(one).__name__, one.active, one.pending, one.priority, one.ref))
def fired(one): log.append(type(one).__name__); one.stop()
for one in watchers[:7]: one.start(fired, one)
print('active', [one.active for one in watchers[:7]]); os.kill(os.getpid(), signal.SIGUSR1); watchers[3].send(); gevent.sleep(0.05)
print('fired', sorted(log), '| active', [one.active for one in watchers[:7]])
for one in watchers: one.close()
loop.install_sigchld(); pid = os.fork()
if pid == 0: os._exit(7)
c = loop.child(pid); c.start(lambda: log.append('child')); gevent.wait(timeout=10); print('child', log[-1], c.rpid == pid, c.rstatus >> 8); c.close()
# The loop lets main go on when nothing keeps it: a watcher that was started, unless it has no ref.
for ref in (True, False): t = loop.timer(0.02, ref=ref); log = []; t.start(log.append, 1); gevent.wait(); print('a timer with ref=%s:' % ref, 'waited for' if log else 'not waited for'); t.stop(); t.close()
