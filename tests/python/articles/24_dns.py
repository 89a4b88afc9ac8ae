"""article 4: jobs = [spawn(gethostbyname, url)]; joinall(jobs, timeout=2); [job.value ...].
No internet: (a) names from /etc/hosts via the default thread resolver; (b) the article's own names and addresses through
gevent's c-ares resolver against a DNS responder on 127.0.0.1 (dnsd.py)."""
import sys, os, gevent, re
from gevent import socket
print('resolver:', re.sub(r' .*', '', repr(gevent.get_hub().resolver)))
if len(sys.argv) > 1:
    urls = ['www.google.com', 'www.example.com', 'www.python.org']
else:
    urls = ['localhost', '127.0.0.1', 'no-such-name.invalid']
jobs = [gevent.spawn(socket.gethostbyname, url) for url in urls]
r = gevent.joinall(jobs, timeout=2)
print([job.value for job in jobs])
print('finished in time:', len(r), 'of', len(jobs), 'successful:', [bool(j.successful()) for j in jobs])
print('exceptions:', [type(j.exception).__name__ if j.exception else None for j in jobs])
