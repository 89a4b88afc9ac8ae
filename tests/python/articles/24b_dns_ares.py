"""The article's names and addresses, looked up by c-ares from a name server in the same loop; and once more where it never answers for the third."""
import gevent, socket as system, struct, time
from gevent import socket
from gevent.resolver.ares import Resolver
from gevent.server import DatagramServer
ADDRESSES = {'www.google.com': '74.125.79.106', 'www.example.com': '208.77.188.166', 'www.python.org': '82.94.164.162'}; mute = set(); asked = []
def name_in(question):
    labels, at = [], 12
    while question[at]: labels.append(question[at + 1:at + 1 + question[at]].decode()); at += question[at] + 1
    return '.'.join(labels).lower(), question[12:at + 5], struct.unpack('!H', question[at + 1:at + 3])[0]
def answer(question, address):
    name, asks, kind = name_in(question); asked.append(name); ip = ADDRESSES.get(name)
    if name in mute: return
    rest = b'\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04' + system.inet_aton(ip) if ip and kind == 1 else b''
    server.sendto(question[:2] + (b'\x81\x80' if ip else b'\x81\x83') + struct.pack('!HHHH', 1, 1 if rest else 0, 0, 0) + asks + rest, address)
server = DatagramServer(('127.0.0.1', 0), answer); server.start()
hub = gevent.get_hub(); hub.resolver = Resolver(hub=hub, servers=['127.0.0.1'], udp_port=server.address[1])
print('resolver', type(hub.resolver).__module__)
urls = ['www.google.com', 'www.example.com', 'www.python.org']
jobs = [gevent.spawn(socket.gethostbyname, url) for url in urls]
r = gevent.joinall(jobs, timeout=2)
print([job.value for job in jobs]); print('in time:', len(r), '| asked for', sorted(set(asked)))
mute.add('www.python.org'); t = time.monotonic()
jobs = [gevent.spawn(socket.gethostbyname, url) for url in urls]
r = gevent.joinall(jobs, timeout=2); t = time.monotonic() - t
print([job.value for job in jobs]); print('in time:', len(r), '| two seconds:', 1.9 < t, '| the third', 'ended' if jobs[2].dead else 'waits')
gevent.killall(jobs); server.stop()
