"""article 4 summary: main -> hub -> g1..g4; where does a finished greenlet go? (it goes to the HUB, its parent, not to main)"""
import gevent, gtrace
def job(who):
    gtrace.note('%s start' % who); gevent.sleep(0.01 * int(who[1])); gtrace.note('%s end' % who); return who
gs = [gtrace.name(gevent.spawn(job, 'g%d' % k), 'g%d' % k) for k in (1, 2, 3, 4)]
print('parent of g1 is hub:', gs[0].parent is gevent.get_hub(), '; hub parent is main:', gevent.get_hub().parent is gevent.getcurrent())
gtrace.start(); r = gevent.joinall(gs); gtrace.stop()
print('joinall returned (completion order):', [g.value for g in r])
gtrace.dump('joinall of 4 (timers 10..40 ms)')
gs = [gtrace.name(gevent.spawn(lambda k=k: k, ), 'h%d' % k) for k in (1, 2, 3)]
gtrace.start(); r = gevent.joinall(gs); gtrace.stop(); print([g.value for g in r]); gtrace.dump('joinall of 3 that finish at once')
