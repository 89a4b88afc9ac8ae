"""hub.handle_error: what becomes of errors in greenlets, callbacks, watchers; which of them reach main."""
import gevent, gtrace, io, os, re, sys
from gevent import GreenletExit
from gevent.hub import get_hub
hub = get_hub(); loop = hub.loop
def said():
    text = hub.exception_stream.getvalue(); hub.exception_stream = io.StringIO()
    text = re.sub(r'\d{4}-\d\d-\d\dT[\d:]+Z', 'TIME', re.sub(r'0x[0-9a-f]+', '0x..', re.sub(r'fd=\d+', 'fd=..', text)))
    return [one for one in text.split('\n') if one and not one.startswith(' ')]
hub.exception_stream = io.StringIO()
def bad(error): raise error
def show(title): print(title + ':'); [print('    ' + one) for one in said()]
# An error that nobody catches is printed with what failed, and the loop goes on.
g = gevent.spawn(bad, ValueError('oops')); g.join(); show('a greenlet')
gevent.spawn_raw(bad, ValueError('raw')); gevent.sleep(0); show('a raw greenlet')
loop.run_callback(bad, ValueError('callback')); gevent.sleep(0); show('a callback')
t = loop.timer(0.001); t.start(bad, ValueError('timer')); gevent.sleep(0.01); show('a timer'); print('    active afterwards:', t.active)
r, w = os.pipe(); os.write(w, b'x'); i = loop.io(r, 1); n = []; i.start(lambda: (n.append(1), bad(ValueError('io')))); gevent.sleep(0.02); show('an io watcher, whose pipe stays readable'); print('    called once:', len(n) == 1, '| active afterwards:', i.active)
# These are no errors: not printed.
for error in (GreenletExit('bye'),): g = gevent.spawn(bad, error); g.join(); print('GreenletExit in a greenlet:', said(), repr(g.value))
# These end the program: they are thrown into main.
for error in (KeyboardInterrupt('stop'), SystemExit(3), SystemError('broken')):
    g = gtrace.name(gevent.spawn(bad, error), 'g'); gtrace.start()
    try: gevent.sleep(1); print('NEVER')
    except BaseException as e: gtrace.stop(); print('main gets', repr(e), '| the same object', e is error, '| g dead', g.dead)
    gtrace.dump('g raises ' + type(error).__name__); show('printed')
    print('    and then', g.ready(), g.successful(), repr(g.exception)); gevent.sleep(0)
loop.run_callback(bad, SystemExit(4))
try: gevent.sleep(1)
except SystemExit as e: print('in a callback: main gets', repr(e), said())
# Main may survive; so does whoever's error it was, if it has more to do.
def tells():
    try: 1 / 0
    except ZeroDivisionError: hub.handle_error(None, *sys.exc_info())
    print('    who told of it goes on'); return 'its end'
g = gtrace.name(gevent.spawn(tells), 'tells'); gtrace.start()
try: gevent.sleep(1)
except ZeroDivisionError as e: print('handle_error(None, ...): main gets', repr(e), '| the greenlet dead', g.dead)
print('    joined:', g.get()); gtrace.stop(); gtrace.dump('thrown into main, and the greenlet goes on later'); show('printed')
# One's own handler hears of all of them.
heard = []; hub.handle_error = lambda context, type, value, tb: heard.append((re.sub(r' at 0x.*?:', ':', repr(context))[:40], type.__name__, str(value), tb is not None))
gevent.spawn(bad, ValueError('a')); loop.run_callback(bad, KeyError('b')); gevent.sleep(0); gevent.sleep(0)
for one in heard: print('own handler:', re.sub(r'0x[0-9a-f]+', '0x..', str(one)))
del hub.handle_error
# Nothing is printed where there is no stream.
hub.exception_stream = None; g = gevent.spawn(bad, ValueError('quiet')); g.join(); print('no stream:', repr(g.exception)); hub.exception_stream = io.StringIO()
# Who asks for the result gets the error, with the line of its origin.
g = gevent.spawn(bad, ValueError('for get'))
try: g.get()
except ValueError as e: import traceback; print('get raises', repr(e), 'from', [frame.name for frame in traceback.extract_tb(e.__traceback__)][-1])
print('kept:', g.exc_info[0].__name__, str(g.exc_info[1]), g.exc_info[2] is not None)
