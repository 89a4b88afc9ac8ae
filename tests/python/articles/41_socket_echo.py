"""article 4: cooperative socket; accept/recv -> EAGAIN -> _wait(read_event) -> hub.wait. One client, one server, traced."""
import gevent, gtrace
from gevent import socket
lst = socket.socket(); lst.bind(('127.0.0.1', 0)); lst.listen(5); addr = lst.getsockname()
print('real socket is non-blocking:', lst._sock.gettimeout() == 0.0, '| cooperative timeout:', lst.timeout, '| events', lst._read_event.events_str, lst._write_event.events_str, '| hub kept on the socket:', lst.hub is gevent.get_hub())
def serve():
    gtrace.note('srv: accept()'); c, a = lst.accept(); gtrace.note('srv: accepted')
    while True:
        gtrace.note('srv: recv()'); d = c.recv(100); gtrace.note('srv: got %r' % d)
        if not d: break
        c.sendall(d.upper())
    c.close()
def client():
    s = socket.socket(); gtrace.note('cli: connect()'); s.connect(addr); gtrace.note('cli: connected')
    for m in (b'hello', b'world'):
        s.sendall(m); gtrace.note('cli: sent, recv()'); gtrace.note('cli: got %r' % s.recv(100))
    s.close()
srv = gtrace.name(gevent.spawn(serve), 'srv'); cli = gtrace.name(gevent.spawn(client), 'cli')
gtrace.start(); gevent.joinall([srv, cli]); gtrace.stop(); gtrace.dump('echo')
# _wait is only reached on EAGAIN: data already there => no switch
a, b = socket.socketpair(); b.sendall(b'x'); gtrace.start(); a.recv(1); gtrace.stop(); gtrace.dump('recv with data ready: no switch')
# timeout=0.0: raises EWOULDBLOCK itself
a.setblocking(0)
try: a.recv(1)
except BlockingIOError as e: print('timeout 0.0 ->', type(e).__name__, e.args)
# connect refused, reset
s = socket.socket()
try: s.connect(('127.0.0.1', 1))
except ConnectionRefusedError as e: print(type(e).__name__, e.args)
# big sendall with slow reader: writer waits on the write event
x, y = socket.socketpair(); n = 4 * 1024 * 1024; got = [0]; sw = [0]
def rd():
    while got[0] < n: got[0] += len(y.recv(65536))
r = gevent.spawn(rd); x.sendall(b'z' * n); r.join(); print('4 MiB through a socketpair:', got[0] == n)
# default timeout
socket.setdefaulttimeout(0.01); z, q = socket.socketpair(); print('default timeout taken:', z.timeout)
try: z.recv(1)
except socket.timeout as e: print('timed out text:', e)
