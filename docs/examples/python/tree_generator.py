"""A generator made of a recursion: the recursion runs in a greenlet, and hands out each value from wherever it is."""

from greenlet import getcurrent, greenlet

TREE = (((None, 1, None), 2, (None, 3, None)), 4, (None, 5, None))


def walk(node):
    if node is not None:
        left, value, right = node
        walk(left)
        getcurrent().parent.switch(value)
        walk(right)


def values(tree):
    walker = greenlet(walk)
    value = walker.switch(tree)
    while not walker.dead:
        yield value
        value = walker.switch()


print(list(values(TREE)))
