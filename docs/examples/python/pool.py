"""Ten tasks, of which four run at a time."""

import gevent
from gevent.pool import Pool

running, most = 0, 0


def task(number):
    global running, most
    running += 1
    most = max(most, running)
    gevent.sleep(0.001 * (number % 3))
    running -= 1
    return number * number


print(list(Pool(4).imap(task, range(10))), "at most", most)
