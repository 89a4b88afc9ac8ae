"""What greenlets keep for themselves, whatever happens around them."""

import contextvars
import ctypes
import gc
import random
import sys
import threading
import traceback
import unittest
import weakref

import greenlet as package
from greenlet import GreenletExit, getcurrent, greenlet


def to_parent(*values):
    return getcurrent().parent.switch(*values)


class Switches(unittest.TestCase):
    def test_it_is_ours(self):
        self.assertTrue(package.__version__.endswith("+greenlens"))

    def test_many_greenlets_keep_their_locals_at_every_depth(self):
        # C frames lie between the Python ones: a sort calls back.
        chosen = random.Random(7)

        def body(seed, depth):
            mine = [seed * 1000 + i for i in range(depth + 1)]

            def deeper(left):
                if left == 0:
                    return to_parent(seed)
                kept = list(mine)
                got = sorted([left, left], key=lambda _: 0) and deeper(left - 1)
                assert kept == mine, "locals"
                return got

            while True:
                got = sorted([0], key=lambda _: deeper(depth))
                assert got == [0]
                if mine[0] != seed * 1000:
                    return "broken"
                if to_parent("round") == "end":
                    return "ended %d" % seed

        all_of_them = {}
        for seed in range(40):
            one = greenlet(body)
            self.assertEqual(one.switch(seed, chosen.randrange(12)), seed)
            all_of_them[seed] = [one, False]
        for _ in range(3000):
            seed = chosen.choice(list(all_of_them))
            one, waits = all_of_them[seed]
            got = one.switch("go on")
            self.assertEqual(got, seed if waits else "round")
            all_of_them[seed][1] = not waits
        for seed, (one, waits) in all_of_them.items():
            if not waits:
                self.assertEqual(one.switch(None), "round")
            self.assertEqual(one.switch("end"), "ended %d" % seed)
            self.assertTrue(one.dead)

    def test_what_is_handled_is_each_ones_own(self):
        def body(error):
            self.assertEqual(sys.exc_info(), (None, None, None))
            try:
                raise error
            except type(error):
                to_parent()
                self.assertIs(sys.exc_info()[1], error)
                try:
                    raise ValueError("inner")
                except ValueError:
                    to_parent()
                self.assertIs(sys.exc_info()[1], error)
            self.assertEqual(sys.exc_info(), (None, None, None))

        try:
            raise OSError("of main")
        except OSError as own:
            a, b = greenlet(body), greenlet(body)
            a.switch(KeyError(1))
            b.switch(IndexError(2))
            a.switch()
            b.switch()
            self.assertIs(sys.exc_info()[1], own)
            a.switch()
            b.switch()
            self.assertTrue(a.dead and b.dead)

    def test_generators_may_be_left_in_the_middle_of_a_handler(self):
        def numbers():
            try:
                raise KeyError("in the generator")
            except KeyError:
                to_parent("inside")
                yield sys.exc_info()[0]

        def body():
            return list(numbers())

        g = greenlet(body)
        self.assertEqual(g.switch(), "inside")
        self.assertEqual(sys.exc_info(), (None, None, None))
        self.assertEqual(g.switch(), [KeyError])

    def test_contexts_do_not_mix(self):
        number = contextvars.ContextVar("number", default=0)

        def body(value):
            self.assertEqual(number.get(), 0)
            number.set(value)
            to_parent()
            return number.get()

        number.set(-1)
        all_of_them = [greenlet(body) for _ in range(5)]
        for i, one in enumerate(all_of_them):
            one.switch(i)
        self.assertEqual([one.switch() for one in all_of_them], list(range(5)))
        self.assertEqual(number.get(), -1)

    def test_recursion_limits_are_each_ones_own(self):
        def deep(left):
            return to_parent("there") if left == 0 else deep(left - 1)

        limit = sys.getrecursionlimit()
        parked = [greenlet(deep) for _ in range(20)]
        for one in parked:
            self.assertEqual(one.switch(limit // 4), "there")

        def too_deep():
            return too_deep()

        self.assertRaises(RecursionError, greenlet(too_deep).switch)
        self.assertEqual([one.switch(one) for one in parked], parked)

    def test_a_traceback_has_the_frames_of_both(self):
        def fails():
            raise LookupError("below")

        def body():
            greenlet(fails).switch()

        try:
            greenlet(body).switch()
        except LookupError as error:
            names = [one.name for one in traceback.extract_tb(error.__traceback__)]
        self.assertEqual(names[-2:], ["body", "fails"])

    def test_the_frames_of_a_suspended_one_can_be_walked(self):
        def inner():
            to_parent()

        def outer():
            inner()

        g = greenlet(outer)
        g.switch()
        frame, names = g.gr_frame, []
        while frame is not None:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        self.assertEqual(names, ["to_parent", "inner", "outer"])
        g.switch()
        self.assertIsNone(g.gr_frame)

    def test_profilers_follow(self):
        seen = []

        def profile(frame, event, arg):
            if event in ("call", "return") and frame.f_code.co_name in ("a", "b"):
                seen.append((event, frame.f_code.co_name))

        def a():
            to_parent()

        def b():
            to_parent()

        one, other = greenlet(a), greenlet(b)
        sys.setprofile(profile)
        try:
            one.switch()
            other.switch()
            one.switch()
            other.switch()
        finally:
            sys.setprofile(None)
        self.assertEqual(
            seen, [("call", "a"), ("call", "b"), ("return", "a"), ("return", "b")]
        )

    def test_an_unstarted_one_follows_its_parent_to_another_thread(self):
        made = greenlet(lambda: (threading.get_ident(), getcurrent().parent))
        found = []

        def thread():
            made.parent = getcurrent()
            found.append(made.switch())
            found.append((threading.get_ident(), getcurrent()))

        t = threading.Thread(target=thread)
        t.start()
        t.join()
        self.assertEqual(found[0], found[1])

    def test_the_last_reference_is_dropped_elsewhere(self):
        told, parked, dropped = [], threading.Event(), threading.Event()
        kept = []

        def body():
            try:
                to_parent()
            except GreenletExit:
                told.append(threading.get_ident())
                raise

        def thread():
            kept.append(greenlet(body))
            kept[0].switch()
            parked.set()
            dropped.wait()
            told.append("before")
            getcurrent()
            told.append("after")

        t = threading.Thread(target=thread)
        t.start()
        parked.wait()
        name = t.ident
        del kept[:]
        gc.collect()
        self.assertEqual(told, [])
        dropped.set()
        t.join()
        self.assertEqual(told, ["before", name, "after"])

    def test_hundreds_of_threads_leave_nothing(self):
        def thread():
            parked = [greenlet(to_parent) for _ in range(5)]
            for one in parked:
                one.switch()

        for _ in range(200):
            t = threading.Thread(target=thread)
            t.start()
            t.join()
        gc.collect()
        self.assertLess(package.get_total_main_greenlets(), 5)

    def test_a_weak_reference_lasts_until_the_end(self):
        seen = []

        def body():
            try:
                to_parent()
            finally:
                seen.append(reference() is getcurrent())

        g = greenlet(body)
        reference = weakref.ref(g, lambda _: seen.append("gone"))
        g.switch()
        del g
        self.assertEqual(seen, [True, "gone"])

    def test_who_ends_another_one_lives_as_long_as_that_takes(self):
        log, main = [], getcurrent()

        def victim():
            try:
                main.switch()
            finally:
                main.switch(getcurrent())
                log.append("the victim goes on")

        def killer():
            g = greenlet(victim, main)
            g.switch()
            del g
            log.append("the killer goes on")

        one = greenlet(killer)
        one.switch()
        other = one.switch()
        self.assertIs(other.parent, one)
        del one
        log.append("dropped")
        other.switch()
        self.assertEqual(log, ["dropped", "the victim goes on", "the killer goes on"])

    def test_a_finalizer_may_be_the_first_to_use_greenlets_in_a_thread(self):
        class Uses:
            def __del__(self):
                getcurrent()

        same = []

        def thread():
            circle = [Uses()]
            circle.append(circle)
            del circle
            gc.set_threshold(1)
            main = getcurrent()
            gc.set_threshold(700)
            greenlet(lambda: 5).switch()
            same.append(getcurrent() is main)

        t = threading.Thread(target=thread)
        t.start()
        t.join()
        self.assertEqual(same, [True])

    def test_the_trace_function_is_not_traced(self):
        seen = []

        def traces(event, greenlets):
            pass

        g = greenlet(to_parent)
        package.settrace(traces)
        sys.setprofile(lambda frame, event, _: seen.append(frame.f_code.co_name))
        try:
            g.switch()
            g.switch()
        finally:
            sys.setprofile(None)
            package.settrace(None)
        self.assertIn("to_parent", seen)
        self.assertNotIn("traces", seen)

    def test_a_generator_outlives_the_thread_that_ended_in_it(self):
        kept = {}

        def thread():
            switch = getcurrent().switch

            def inner():
                switch()
                yield 1

            def deep(left):
                if left > 0:
                    return deep(left - 1)
                kept["generator"] = inner()
                next(kept["generator"])

            kept["greenlet"] = greenlet(lambda: deep(300))
            kept["greenlet"].switch()

        t = threading.Thread(target=thread)
        t.start()
        t.join()
        while not kept["greenlet"].dead:
            pass
        del kept["greenlet"]
        gc.collect()
        self.assertIsNone(kept["generator"].gi_frame.f_back)

    def test_it_may_give_itself_away_when_it_is_to_end(self):
        saved = []

        def body():
            try:
                to_parent()
            except GreenletExit:
                saved.append(getcurrent())
                to_parent("saved")
            return "ended"

        class Kind(greenlet):
            pass

        for kind in (greenlet, Kind):
            count = sys.getrefcount(kind)
            g = kind(body)
            g.switch()
            del g
            self.assertFalse(saved[0].dead)
            self.assertEqual(saved[0].switch(), "ended")
            del saved[:]
            gc.collect()
            self.assertEqual(sys.getrefcount(kind), count)

    def test_its_size_is_what_binaries_were_built_with(self):
        self.assertEqual(greenlet.__basicsize__, 40)
        get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
        get_pointer.restype = ctypes.c_void_p
        get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
        slots = (ctypes.c_void_p * 12).from_address(get_pointer(package._C_API, b"greenlet._C_API"))
        self.assertEqual(slots[0], id(greenlet))
        self.assertEqual(slots[1], id(package.error))
        self.assertEqual(slots[2], id(GreenletExit))
        self.assertTrue(all(slots))

    def test_a_switch_that_fails_has_changed_nothing(self):
        g = package._greenlet.UnswitchableGreenlet(lambda first: to_parent(first) + 1)
        g.force_switch_error = True
        for call in (lambda: g.switch(1), lambda: g.throw(ValueError)):
            with self.assertRaisesRegex(SystemError, "into a greenlet for the first time"):
                call()
        g.force_switch_error = False
        self.assertEqual(g.switch(1), 1)
        g.force_switch_error = True
        for call in (lambda: g.switch(2), lambda: g.throw(ValueError)):
            with self.assertRaisesRegex(SystemError, "into a running greenlet"):
                call()
        g.force_switch_error = False
        self.assertEqual(g.switch(2), 3)
        self.assertTrue(g.dead)
        # The collector knows what it refers to, as of any greenlet.
        g.itself = g
        gone = weakref.ref(g)
        del g, call
        gc.collect()
        self.assertIsNone(gone())

    def test_bad_calls_are_refused_and_change_nothing(self):
        g = greenlet(lambda: 1)
        for text, error, call in (
            ("callable", TypeError, lambda: greenlet(5).switch()),
            ("throw", TypeError, lambda: g.throw(1, 2, 3, 4)),
            ("traceback", TypeError, lambda: g.throw(ValueError, 1, 1)),
            ("exceptions must be", TypeError, lambda: g.throw("text")),
            ("run", AttributeError, lambda: greenlet().switch()),
            ("GreenletChecker", TypeError, lambda: setattr(g, "parent", 3)),
            ("cyclic", ValueError, lambda: setattr(g, "parent", g)),
            ("__dict__", TypeError, lambda: setattr(g, "__dict__", 3)),
            ("context", TypeError, lambda: setattr(g, "gr_context", 3)),
        ):
            with self.subTest(text), self.assertRaisesRegex(error, text):
                call()
        self.assertEqual(g.switch(), 1)


if __name__ == "__main__":
    unittest.main()
