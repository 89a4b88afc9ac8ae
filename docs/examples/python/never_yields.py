"""One of four computes and never waits, so the clock of the others stands still meanwhile."""

import time

import gevent

late = []


def tick():
    for _ in range(3):
        before = time.monotonic()
        gevent.sleep(0.01)
        late.append(time.monotonic() - before > 0.1)


def compute():
    gevent.sleep(0.005)
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        pass


gevent.joinall([gevent.spawn(tick) for _ in range(3)] + [gevent.spawn(compute)])
print(any(late))
