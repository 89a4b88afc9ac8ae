"""Each request starts a watcher that waits for something which never comes: they are never missed, and never go."""

import gevent
from gevent.event import Event

never = Event()


def watch(request):
    never.wait()


def handle(request):
    gevent.spawn(watch, request)
    gevent.sleep(0)
    return request


print([handle(request) for request in range(8)])
