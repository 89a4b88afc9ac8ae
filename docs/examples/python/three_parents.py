"""An error that nobody catches goes to the parent, and on to that one's parent, until somebody does."""

from greenlet import greenlet


def youngest():
    raise LookupError("nothing here")


def middle():
    greenlet(youngest).switch()


def eldest():
    greenlet(middle).switch()


try:
    greenlet(eldest).switch()
except LookupError as error:
    print("main caught", error)
