"""Threads and processes that end in every state: nothing crashes, and nothing hangs."""

import signal
import subprocess
import sys
import textwrap
import unittest


class Ends(unittest.TestCase):
    def run_program(self, text, expected, code=0):
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(text)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout.splitlines(), expected, done.stderr)
        return done.stderr

    def test_a_stack_that_is_lost_ends_the_process(self):
        said = self.run_program(
            """
            import resource
            from greenlet import _greenlet
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            one = _greenlet.UnswitchableGreenlet(lambda: print("never"))
            one.force_slp_switch_error = True
            print("goes", flush=True)
            one.switch()
            """,
            ["goes"],
            -signal.SIGABRT,
        )
        self.assertIn("a switch failed half way", said)

    def test_main_ends_while_daemon_threads_have_suspended_greenlets(self):
        self.run_program(
            """
            import threading, time
            from greenlet import greenlet, getcurrent
            ready = threading.Barrier(5)
            def body():
                try:
                    getcurrent().parent.switch()
                finally:
                    print("never")
            def thread():
                suspended = [greenlet(body) for _ in range(10)]
                for one in suspended:
                    one.switch()
                ready.wait()
                while True:
                    time.sleep(0.001)
            for _ in range(4):
                threading.Thread(target=thread, daemon=True).start()
            ready.wait()
            print("main ends")
            """,
            ["main ends"],
        )

    def test_main_ends_while_a_daemon_thread_runs_in_a_greenlet(self):
        # The interpreter ends such a thread by pthread_exit, which unwinds the greenlet's stack.
        self.run_program(
            """
            import threading, time
            from greenlet import greenlet
            runs = threading.Event()
            def spin():
                runs.set()
                while True:
                    time.sleep(0.0001)
            def deeper():
                greenlet(spin).switch()
            def thread():
                greenlet(deeper).switch()
            for _ in range(4):
                threading.Thread(target=thread, daemon=True).start()
            runs.wait()
            time.sleep(0.05)
            print("main ends")
            """,
            ["main ends"],
        )

    def test_a_fork_in_a_greenlet_goes_on_in_both(self):
        self.run_program(
            """
            import os, sys
            from greenlet import greenlet, getcurrent
            def body():
                child = os.fork()
                got = getcurrent().parent.switch("child" if child == 0 else "parent")
                if child == 0:
                    print("child", got, flush=True)
                    os._exit(0)
                os.waitpid(child, 0)
                print("parent", got, flush=True)
            forks = greenlet(body)
            who = forks.switch()
            forks.switch("back from " + who)
            """,
            ["child back from child", "parent back from parent"],
        )

    def test_a_child_does_not_have_the_greenlets_of_other_threads(self):
        self.run_program(
            """
            import gc, os, threading
            from greenlet import greenlet, getcurrent, error
            others, parked, done = [], threading.Event(), threading.Event()
            def thread():
                one = greenlet(lambda: getcurrent().parent.switch())
                one.switch()
                others.append(one)
                parked.set()
                done.wait()
            t = threading.Thread(target=thread)
            t.start()
            parked.wait()
            child = os.fork()
            if child == 0:
                try:
                    others[0].switch()
                except error as e:
                    print(e, others[0].dead, flush=True)
                del others[:]
                gc.collect()
                print(greenlet(lambda: "works").switch(), flush=True)
                os._exit(0)
            code = os.waitpid(child, 0)[1]
            done.set()
            t.join()
            print(code)
            """,
            [
                "cannot switch to a different thread (which happens to have exited) True",
                "works",
                "0",
            ],
        )

    def test_threads_that_c_made(self):
        # Each call from C has a thread state of its own, one after the other in one thread.
        self.run_program(
            """
            import ctypes, gc
            from greenlet import greenlet, getcurrent
            libc = ctypes.CDLL(None)
            callback = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
            kept = []
            def body(x):
                y = getcurrent().parent.switch(x + 1)
                return y * 2
            def thread(_):
                g = greenlet(body)
                print(g.switch(1), g.switch(21))
                suspended = greenlet(body)
                suspended.switch(1)
                kept.append(suspended)
                return None
            c_thread = callback(thread)
            for _ in range(3):
                name = ctypes.c_ulong()
                libc.pthread_create(ctypes.byref(name), None, c_thread, None)
                libc.pthread_join(name, None)
            print([g.dead for g in kept])
            del kept[:]
            gc.collect()
            print(greenlet(lambda: "works").switch())
            """,
            ["2 42", "2 42", "2 42", "[True, True, True]", "works"],
        )

    def test_a_thread_of_c_that_calls_twice(self):
        self.run_program(
            """
            import ctypes, os
            from greenlet import greenlet, getcurrent
            libc = ctypes.CDLL(None)
            twice = ctypes.CDLL(os.environ["GREENLENS_TWICE"]).call_twice
            kept = []
            def body():
                getcurrent().parent.switch(7)
                return 8
            def called():
                getcurrent()  # notices that the first call's thread state is no more
                if kept:
                    print("the first call's are dead:", kept[0].dead)
                    print("main is another one:", kept[1] is not getcurrent(), kept[1].dead)
                g = greenlet(body)
                print(g.switch(), g.switch())
                suspended = greenlet(body)
                suspended.switch()
                kept[:] = [suspended, getcurrent()]
            c_called = ctypes.CFUNCTYPE(None)(called)
            name = ctypes.c_ulong()
            libc.pthread_create(ctypes.byref(name), None, twice, c_called)
            libc.pthread_join(name, None)
            """,
            [
                "7 8",
                "the first call's are dead: True",
                "main is another one: True True",
                "7 8",
            ],
        )

    def test_a_sub_interpreter_is_refused_in_a_sentence(self):
        err = self.run_program(
            """
            import greenlet
            import _xxsubinterpreters as sub
            one = sub.create()
            try:
                sub.run_string(one, "import greenlet")
            except sub.RunFailedError as error:
                print("sub-interpreter" in str(error))
            print(greenlet.greenlet(lambda: 5).switch())
            """,
            ["True", "5"],
        )
        self.assertNotIn("Fatal", err)

    def test_the_end_with_parked_greenlets(self):
        self.run_program(
            """
            from greenlet import greenlet, getcurrent
            def body():
                try:
                    getcurrent().parent.switch()
                except BaseException as error:
                    print("ended with", type(error).__name__)
                    raise
            parked = [greenlet(body) for _ in range(3)]
            for one in parked:
                one.switch()
            circle = greenlet(body)
            circle.me = circle
            circle.switch()
            print("end of the program")
            """,
            ["end of the program"],  # as in the original, nothing is thrown into them then
        )

    def test_exit_in_a_greenlet_ends_the_program(self):
        self.run_program(
            """
            import sys
            from greenlet import greenlet
            def inner():
                sys.exit(3)
            def outer():
                greenlet(inner).switch()
                print("never")
            greenlet(outer).switch()
            print("never")
            """,
            [],
            code=3,
        )


if __name__ == "__main__":
    unittest.main()
