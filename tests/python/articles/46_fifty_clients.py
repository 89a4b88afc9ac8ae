"""A server and fifty clients in one thread: whoever waits is switched away, and the others run. Nobody sleeps or names the loop."""
import gevent
from gevent import socket
from gevent.event import Event
from gevent.pool import Pool
from gevent.server import StreamServer
CLIENTS, MESSAGES = 50, 4; at_once = [0, 0]; everybody_is_there = Event()
def serve(connection, address):
    at_once[0] += 1; at_once[1] = max(at_once)
    if at_once[0] == CLIENTS: everybody_is_there.set()
    while True:
        line = connection.recv(100)
        if not line: break
        connection.sendall(line.upper())
    at_once[0] -= 1
def client(n):
    said = []
    with socket.create_connection(server.address) as s:
        everybody_is_there.wait()
        for m in range(MESSAGES): s.sendall(b'client %d message %d\n' % (n, m)); said.append(s.recv(100))
    return said == [b'CLIENT %d MESSAGE %d\n' % (n, m) for m in range(MESSAGES)]
server = StreamServer(('127.0.0.1', 0), serve, backlog=CLIENTS); server.start()
clients = [gevent.spawn(client, n) for n in range(CLIENTS)]
print('served at once:', gevent.joinall(clients) is not None and at_once[1], '| all answers right:', all(g.value for g in clients)); server.stop()
# A bounded server: the others wait until it has room.
gate, busy = Event(), [0, 0]
def slowly(connection, address): busy[0] += 1; busy[1] = max(busy); gate.wait(); connection.sendall(b'done'); busy[0] -= 1
server = StreamServer(('127.0.0.1', 0), slowly, spawn=Pool(3), backlog=CLIENTS); server.start()
def asks(n):
    with socket.create_connection(server.address) as s: return s.recv(100)
clients = [gevent.spawn(asks, n) for n in range(10)]
while busy[0] < 3: gevent.sleep(0.001)
gevent.sleep(0.01); print('in a pool of three:', busy[0], 'are served,', sum(g.dead for g in clients), 'are done'); gate.set(); gevent.joinall(clients); print('then all', len(clients), 'are:', [g.value for g in clients] == [b'done'] * 10, '| never more than', busy[1]); server.stop()
# One that is cut off in the middle, and one that says nothing until its limit.
def patient(connection, address):
    try:
        with gevent.Timeout(0.2): print('the server got', connection.recv(100))
    except gevent.Timeout: connection.sendall(b'too slow')
server = StreamServer(('127.0.0.1', 0), patient); server.start()
with socket.create_connection(server.address) as s: print('who says nothing hears', s.recv(100))
with socket.create_connection(server.address) as s: pass
gevent.sleep(0.01); server.stop()
try: socket.create_connection(server.address)
except ConnectionRefusedError as e: print('afterwards', type(e).__name__)
