"""What the arbiter reads first: with greenlet it is recorded as its workers are."""

import greenlet
