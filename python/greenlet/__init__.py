"""Greenlets on greenlens's engine: what the package of that name offers, unchanged to its users."""

import os as _os
import sys as _sys

if _sys.version_info[:2] != (3, 11):
    raise ImportError(
        "greenlens's greenlet is for CPython 3.11, and this is %d.%d: take its folder from PYTHONPATH, "
        "or run the program with python3.11" % _sys.version_info[:2]
    )

# Who is recorded has the same module with a recorder in it, and so has who may want to be later.
if "greenlens" in _sys.modules or any(
    _name in _os.environ for _name in ("GREENLENS_RING", "GREENLENS_TRACE", "GREENLENS_OFFER")
):
    try:
        from . import _recording
    except ImportError as _missing:
        _sys.stderr.write("greenlens: this program cannot be recorded: %s\n" % _missing)
    else:
        _sys.modules[__name__ + "._greenlet"] = _greenlet = _recording

from ._greenlet import (
    _C_API,
    CLOCKS_PER_SEC,
    GREENLET_USE_CONTEXT_VARS,
    GREENLET_USE_GC,
    GREENLET_USE_STANDARD_THREADING,
    GREENLET_USE_TRACING,
    GreenletExit,
    enable_optional_cleanup,
    error,
    get_clocks_used_doing_optional_cleanup,
    get_pending_cleanup_count,
    get_total_main_greenlets,
    getcurrent,
    gettrace,
    greenlet,
    settrace,
)

# Which release of greenlet it behaves like; the part behind the plus sign says that it is not that.
__version__ = "3.5.0+greenlens"

__all__ = [
    "__version__",
    "_C_API",
    "GreenletExit",
    "error",
    "getcurrent",
    "greenlet",
    "gettrace",
    "settrace",
]
