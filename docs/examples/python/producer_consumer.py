"""Two producers and two consumers over a queue that holds two things; None says that there is no more."""

import gevent
from gevent.queue import Queue

queue, eaten = Queue(2), []


def produce(name, count):
    for number in range(count):
        queue.put((name, number))
    queue.put(None)


def consume():
    while (item := queue.get()) is not None:
        eaten.append(item)
        gevent.sleep(0)


gevent.joinall([gevent.spawn(produce, name, 4) for name in "ab"] + [gevent.spawn(consume) for _ in range(2)])
print(sorted(eaten))
