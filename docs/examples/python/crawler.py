"""A crawler without a network: workers take pages from a queue and put what those link to into it."""

import gevent
from gevent.queue import JoinableQueue

PAGES = {"/": ["/a", "/b"], "/a": ["/b", "/c"], "/b": ["/"], "/c": ["/d"], "/d": []}
queue, seen = JoinableQueue(), set()


def fetch(page):
    gevent.sleep(0.001)  # as long as the network takes
    return PAGES[page]


def worker():
    while True:
        page = queue.get()
        for link in fetch(page):
            if link not in seen:
                seen.add(link)
                queue.put(link)
        queue.task_done()


seen.add("/")
queue.put("/")
workers = [gevent.spawn(worker) for _ in range(3)]
queue.join()
gevent.killall(workers)
print(sorted(seen))
