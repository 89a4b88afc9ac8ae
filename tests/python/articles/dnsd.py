"""tiny UDP DNS responder on 127.0.0.1:PORT, A records of the article; stops after N seconds. arg3: name that never answers"""
import socket, struct, sys, time
port, secs = int(sys.argv[1]), float(sys.argv[2]); mute = sys.argv[3] if len(sys.argv) > 3 else ''
A = {'www.google.com': '74.125.79.106', 'www.example.com': '208.77.188.166', 'www.python.org': '82.94.164.162'}
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', port)); s.settimeout(0.2); end = time.time() + secs
while time.time() < end:
    try: d, a = s.recvfrom(512)
    except socket.timeout: continue
    qid = d[:2]; i = 12; labels = []
    while d[i]: labels.append(d[i+1:i+1+d[i]].decode()); i += d[i] + 1
    q = d[12:i+5]; name = '.'.join(labels).lower(); qtype = struct.unpack('!H', d[i+1:i+3])[0]
    if name == mute: continue
    ip = A.get(name)
    if ip and qtype == 1:
        s.sendto(qid + b'\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00' + q + b'\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04' + socket.inet_aton(ip), a)
    elif ip:
        s.sendto(qid + b'\x81\x80\x00\x01\x00\x00\x00\x00\x00\x00' + q, a)
    else:
        s.sendto(qid + b'\x81\x83\x00\x01\x00\x00\x00\x00\x00\x00' + q, a)
