"""What the servers serve, each answer by a greenlet of its own: the process's number; /slow/SECONDS sleeps first, /boom fails,
/handler says what tornado's handlers call themselves."""

import os
import time

from greenlet import greenlet


def server_header():
    """What tornado's own handlers say they are, which a WSGI program's answers do not pass."""
    from tornado import httputil, web

    class Connection:
        def set_close_callback(self, callback):
            pass

    request = httputil.HTTPServerRequest(method="GET", uri="/", connection=Connection())
    return web.RequestHandler(web.Application(), request)._headers["Server"].encode()


def answer(path):
    if path == "/handler":
        return server_header()
    if path.startswith("/slow/"):
        time.sleep(float(path.split("/")[2]))
    if path == "/boom":
        raise RuntimeError("boom")
    return b"pid %d\n" % os.getpid()


def app(environ, start_response):
    body = greenlet(answer).switch(environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
