"""Greenlets on greenlens's engine: what the package of that name offers, unchanged to its users."""

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
