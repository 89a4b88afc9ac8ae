"""hub.join, gevent.wait() and LoopExit: what happens when the loop has nothing more to do."""
import gevent, gtrace, re
from gevent.event import Event
from gevent.hub import LoopExit, get_hub
rx = lambda s: re.sub(r'0x[0-9a-f]+', '0x..', s)
hub = get_hub(); loop = hub.loop; log = []
def job(name, seconds): gevent.sleep(seconds); log.append(name)
print('nothing to do: hub.join', hub.join(), '| gevent.wait', gevent.wait(), '| hub dead', hub.dead)
gs = [gtrace.name(gevent.spawn(job, name, seconds), name) for name, seconds in (('slow', 0.03), ('quick', 0), ('middle', 0.015))]
gtrace.start(); done = gevent.wait(); gtrace.stop(); print('gevent.wait() waits for all:', done, log, [g.dead for g in gs]); gtrace.dump('until all have finished')
# A limit: False, and who has not finished goes on.
del log[:]; g = gevent.spawn(job, 'slow', 0.03); print('hub.join(timeout=0.001):', hub.join(timeout=0.001), log); print('gevent.wait(timeout=0.001):', gevent.wait(timeout=0.001), log); print('then', gevent.wait(), log)
# The limit itself keeps no loop alive.
print('hub.join(timeout=10) with nothing to do:', hub.join(timeout=10))
# What keeps it: timers, watchers with ref; not those without.
fired = []; t = loop.timer(0.01); t.start(fired.append, 'timer'); print('a timer keeps it:', gevent.wait(), fired)
t = loop.timer(10, ref=False); t.start(fired.append, 'NEVER'); print('a timer without ref does not:', gevent.wait(), fired); t.stop(); t.close()
s = gevent.signal_handler(10, lambda: None); print('a signal handler does not:', gevent.wait()); s.cancel()
# Nobody will ever wake main.
def never():
    try: Event().wait()
    except LoopExit as e: return e
gtrace.start(); e = never(); gtrace.stop(); gtrace.dump('main waits for ever'); print(len(e.args), repr(e.args[0]), '| the hub', e.args[1] is hub, '| handles', e.args[2]); print(re.sub(r'<Hub .*>', '<Hub ..>', str(e).expandtabs(4)))
print('the hub is alive:', bool(hub), hub.dead, '| and usable:', gevent.spawn(lambda: 'still here').get())
e = never(); print('again:', type(e).__name__)
# Only main is told. Who is parked for ever stays parked.
stuck = gevent.spawn(never)
print('wait() with one that is stuck:', gevent.wait(), '| stuck', 'dead' if stuck.dead else 'suspended', stuck.ready())
try: stuck.join()
except LoopExit: print('LoopExit for main, which joins it; stuck', 'dead' if stuck.dead else 'suspended')
stuck.kill(); print('killed:', repr(stuck.value))
# With a limit it is no error.
print('join(timeout) of one that never ends:', gevent.spawn(never).join(timeout=0.005))
# Only from main.
def elsewhere():
    try: hub.join()
    except AssertionError as e: return str(e)
print('hub.join elsewhere:', gevent.spawn(elsewhere).get())
# Two of them, each of which waits for the other one.
a = gevent.spawn(lambda: b.join()); b = gevent.spawn(lambda: a.join())
try: a.join()
except LoopExit: print('two that wait for each other: LoopExit', a.dead, b.dead)
a.kill(block=False); b.kill(block=False); print('at the end', gevent.wait(), a.dead, b.dead)
