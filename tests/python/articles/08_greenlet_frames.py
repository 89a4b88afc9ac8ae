"""top_frame / frame chain per greenlet (article 4 diagram) seen from Python."""
import sys
from greenlet import greenlet, getcurrent
main = getcurrent()
def chain(f):
    out = []
    while f is not None: out.append(f.f_code.co_name); f = f.f_back
    return out
def leaf(tag): main.switch(tag); 
def mid(tag): leaf(tag)
def top(tag): mid(tag)
g1 = greenlet(top); g2 = greenlet(top)
g1.switch('a'); g2.switch('b')
print('main chain      ', chain(sys._getframe()))
print('g1.gr_frame     ', chain(g1.gr_frame))
print('g2.gr_frame     ', chain(g2.gr_frame))
print('running gr_frame', main.gr_frame)
def depth_probe(): return chain(sys._getframe())
print('inside greenlet ', greenlet(depth_probe).switch(), '<- chain ends at the greenlet entry: f_back of the first frame is cut')
# recursion depth is per greenlet
def rec(n):
    return 0 if n == 0 else 1 + rec(n - 1)
sys.setrecursionlimit(200)
def parked(n):
    if n == 0: main.switch('parked'); return 0
    return 1 + parked(n - 1)
gs = [greenlet(parked) for _ in range(5)]
for g in gs: g.switch(100)
print('5 greenlets parked at depth 100 with recursionlimit 200; rec(100) in main =', rec(100))
# exception state is per greenlet
def e1():
    try: raise KeyError('in g')
    except KeyError:
        main.switch(); return repr(sys.exc_info()[1])
g = greenlet(e1); g.switch(); print('exc_info in main while g handles KeyError:', sys.exc_info()[1]); print('exc_info back in g:', g.switch())
