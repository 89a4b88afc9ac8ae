"""article 3: `from gevent import monkey; monkey.patch_all()` turns blocking library calls into cooperative ones."""
import sys
PATCH = len(sys.argv) > 1
if PATCH:
    from gevent import monkey; monkey.patch_all()
import gevent, time, socket, threading, select, subprocess, os
order = []
def worker(n):
    for i in range(3): order.append('%s%d' % (n, i)); time.sleep(0.02)
t = time.time(); gs = [gevent.spawn(worker, n) for n in 'abc']; gevent.joinall(gs); dt = time.time() - t
print('patched' if PATCH else 'unpatched', '->', ' '.join(order)); print('wall ~', '0.06 s (overlapped)' if dt < 0.12 else '0.18 s (serial)')
print('time.sleep', time.sleep.__module__, '| socket.socket', socket.socket.__module__, '| threading.Thread ident is a greenlet:', end=' ')
box = []
th = threading.Thread(target=lambda: box.append(type(gevent.getcurrent()).__name__)); th.start(); th.join(); print(box)
a, b = socket.socketpair(); log = []
def rd(): log.append('rd waits'); log.append(a.recv(5))
if PATCH:
    g = gevent.spawn(rd); gevent.sleep(0); log.append('main still runs'); b.sendall(b'hello'); g.join(); print(log)
    from gevent import monkey
    print('saved originals:', monkey.is_module_patched('socket'), monkey.is_object_patched('time', 'sleep'), monkey.get_original('time', 'sleep').__name__, sorted(k for k in monkey.saved if not k.startswith('_'))[:20])
