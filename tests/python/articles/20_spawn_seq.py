"""article 3: three greenlets, no sleep => sequential. Then with sleep => round robin."""
import gevent, gtrace, sys
order = []
def test(n, who, pause=None):
    for i in range(n):
        order.append('%s:%d' % (who, i)); gtrace.note('%s runs i=%d' % (who, i))
        if pause is not None: gevent.sleep(pause)
def run(pause, title):
    del order[:]
    gs = [gtrace.name(gevent.spawn(test, 3, 'g%d' % k, pause), 'g%d' % k) for k in (1, 2, 3)]
    gtrace.start()
    for g in gs: g.join()
    gtrace.stop()
    print(title, '=>', ' '.join(order)); gtrace.dump(title)
run(None, 'no sleep')
run(0, 'sleep(0)')
run(0.02, 'sleep(0.02)')
