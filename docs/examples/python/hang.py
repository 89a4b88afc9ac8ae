"""Two greenlets take two locks in two orders, and a third waits for both: nobody can go on."""

import gevent
from gevent.lock import Semaphore

first, second = Semaphore(), Semaphore()


def one():
    with first:
        gevent.sleep(0)
        with second:
            print("never")


def other():
    with second:
        gevent.sleep(0)
        with first:
            print("never")


both = [gevent.spawn(one), gevent.spawn(other)]
try:
    gevent.joinall(both)
except gevent.exceptions.LoopExit as error:
    print(type(error).__name__)
