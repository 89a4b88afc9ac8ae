"""Ten million switches, and two hundred thousand lives: no byte of memory more than at the beginning."""

import unittest

from greenlet import getcurrent, greenlet

PAGE = 4096
# What the allocators may still be arranging for themselves.
SOME = 1 << 20


def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * PAGE


class Soak(unittest.TestCase):
    def test_memory_is_flat(self):
        main = getcurrent()

        def body():
            value = 0
            while True:
                value = main.switch(value)

        def deep(left):
            if left > 0:
                return deep(left - 1)
            main.switch()
            return left

        all_of_them = [greenlet(body) for _ in range(1000)]
        for one in all_of_them:
            one.switch()

        def go_round(rounds):
            for number in range(rounds):
                for one in all_of_them:
                    one.switch(number)
            for number in range(20000):
                short = greenlet(deep)
                short.switch(number % 50)
                if number % 3 > 0:
                    short.switch()  # the others are ended by their last reference

        go_round(200)
        before = resident()
        for _ in range(5):
            go_round(1000)
        self.assertLess(resident() - before, SOME)


if __name__ == "__main__":
    unittest.main()
