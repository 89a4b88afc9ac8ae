"""Unmodified programs of gevent are recorded: its hub, and what its greenlets wait for."""

import importlib.util
import json
import os
import pty
import sys
import textwrap
import time
import unittest

from recorded import GREENLENS, Recorded


@unittest.skipUnless(importlib.util.find_spec("gevent"), "python3-gevent is not installed")
class RecordedGevent(Recorded):
    WAITING = """
        import socket
        import gevent
        from gevent.event import AsyncResult, Event
        from gevent.lock import Semaphore
        from gevent.queue import Queue

        event, result, lock, empty, full = Event(), AsyncResult(), Semaphore(0), Queue(), Queue(1)
        full.put(1)
        here, there = socket.socketpair()

        def on_event(): event.wait()
        def on_result(): result.get()
        def on_lock(): lock.acquire()
        def on_item(): empty.get()
        def on_room(): full.put(2)
        def on_other(other): other.join()
        def on_two(a, b): gevent.joinall([a, b])
        def on_limit():
            with gevent.Timeout(60):
                event.wait()

        all = [gevent.spawn(one) for one in (on_event, on_result, on_lock, on_item, on_room)]
        all.append(gevent.spawn(on_other, all[0]))
        all.append(gevent.spawn(on_two, all[0], all[1]))
        """

    def test_who_makes_whom_ready_is_told_when_the_hub_lets_it_run(self):
        facts = self.record("""
            import time
            import gevent
            from gevent.event import Event
            from gevent.queue import Queue

            queue, event = Queue(), Event()

            def consumer():
                print(queue.get())

            def waiter():
                event.wait()

            def sleeper():
                gevent.sleep(0)
                gevent.sleep(0.01)

            def producer():
                queue.put("x")
                event.set()
                time.sleep(0.05)

            first = [gevent.spawn(consumer), gevent.spawn(waiter), gevent.spawn(sleeper)]
            gevent.sleep(0.02)
            made = gevent.spawn(producer)
            gevent.joinall(first + [made])
            """)
        names = {one["greenlet"]: one["greenlet_name"] for one in self.of(facts, "greenlet_renamed")}
        names.update({one["greenlet"]: "main" for one in self.of(facts, "greenlet_created")[:1]})
        word = lambda one: names.get(one, "-").rsplit("-", 1)[0]
        wakes = [(word(one["greenlet"]), word(one["by"]), one["call"]) for one in self.of(facts, "wake_seen")]
        for expected in (
            ("consumer", "main", "gevent.spawn(consumer)"),
            ("sleeper", "sleeper", "gevent.sleep(0)"),
            ("producer", "main", "gevent.spawn(producer)"),
            ("consumer", "producer", 'queue.put("x")'),
            ("waiter", "producer", "event.set()"),
        ):
            self.assertIn(expected, wakes)
        # Who waits for another one's end is woken by that one, which has no line any more.
        self.assertIn(("main", "producer"), [wake[:2] for wake in wakes])
        # A timer is nobody's doing.
        self.assertEqual([wake for wake in wakes if wake[0] == "sleeper"],
                         [("sleeper", "main", "gevent.spawn(sleeper)"), ("sleeper", "sleeper", "gevent.sleep(0)")])
        # The producer kept them waiting.
        late = [one for one in self.of(facts, "wake_seen") if word(one["greenlet"]) in ("consumer", "waiter")
                and word(one["by"]) == "producer"]
        self.assertEqual([one["ready_ns"] > 50_000_000 for one in late], [True, True])
        self.assertEqual([one["at"]["line"] > 0 for one in late], [True, True])

    def test_a_loop_that_is_gone_keeps_nothing_alive_and_blames_nobody(self):
        facts = self.record("""
            import gc, threading, weakref
            import gevent

            class Big: pass
            seen = []

            def thread():
                gevent.get_hub().loop.run_callback(None)
                gevent.spawn(lambda: None).join()
                big = Big()
                seen.append(weakref.ref(big))
                gevent.spawn(print, big)
                del big
                gevent.get_hub().destroy(destroy_loop=True)

            for _ in range(5):
                one = threading.Thread(target=thread)
                one.start()
                one.join()
            gc.collect()
            print(sum(one() is not None for one in seen))
            """)
        self.assertEqual(self.output.splitlines()[0], "0")
        calls = [one["call"] for one in self.of(facts, "wake_seen") if one["call"]]
        self.assertEqual(set(calls), {"gevent.spawn(lambda: None)", "gevent.spawn(lambda: None).join()"} & set(calls))
        self.assertGreaterEqual(calls.count("gevent.spawn(lambda: None)"), 5)

    def test_who_had_woken_them_is_known_where_switches_are_only_noted(self):
        facts = self.record(
            """
            import gevent
            from gevent.queue import Queue
            q = Queue()
            def consumer():
                while True:
                    q.get()
            def producer():
                for i in range(9):
                    q.put(i)
                    gevent.sleep(0)
            all = [gevent.spawn(consumer) for _ in range(3)]
            gevent.sleep(0)
            all.append(gevent.spawn(producer))
            gevent.joinall(all)
            """,
            "--detail",
            "switches",
            code=4,
        )
        main = 1  # whom the last one that it waits for has woken
        woken = [one for one in self.of(facts, "wake_seen") if one["greenlet"] != main]
        names = {one["greenlet"]: one["greenlet_name"] for one in self.of(facts, "greenlet_renamed")}
        self.assertEqual(
            {(names[one["greenlet"]].split("-")[0], names[one["by"]].split("-")[0]) for one in woken},
            {("consumer", "producer")},
        )
        self.assertEqual(len(woken), 3)
        self.assertTrue(all(one["is_past"] for one in woken))
        self.assertEqual({one["call"] for one in woken}, {"q.put(i)"})
        findings = json.loads(self.run_command(GREENLENS, "findings", self.at("app.gl"), "--json"))["findings"]
        self.assertEqual([one["kind"] for one in findings], ["never_woken"])
        cause = findings[0]["cause"]
        self.assertEqual((cause["greenlet"].split("-")[0], cause["count"], cause["has_ended"]), ("producer", 3, True))

    def test_the_loop_of_a_recorded_program_looks_as_ever(self):
        self.record("""
            import gevent
            from gevent import get_hub
            loop = get_hub().loop
            print(type(loop).__module__, type(loop).__name__, repr(loop)[:6])
            got = []
            callback = loop.run_callback(got.append, 1)
            stopped = loop.run_callback(got.append, 2)
            stopped.stop()
            loop.run_callback_threadsafe(got.append, 3)
            gevent.sleep(0)
            print(got, callback.pending, stopped.pending)
            """)
        self.assertEqual(self.output.splitlines()[:2],
                         ["gevent.libev.corecext loop <loop ", "[1, 3] False False"])

    def test_what_gevents_greenlets_wait_for_when_nothing_goes_on(self):
        self.record(
            self.WAITING
            + """
        try:
            gevent.joinall(all)
        except BaseException as error:
            print(type(error).__name__)
        """
        )
        self.assertEqual(self.output.splitlines()[0], "LoopExit")
        groups = json.loads(self.run_command(GREENLENS, "parked", self.at("app.gl"), "--json"))["groups"]
        waits = {
            one["name"].rsplit("-", 1)[0]: one["waits_for"] for group in groups for one in group["greenlets"]
        }
        self.assertEqual(
            {name: wait["kind"] for name, wait in waits.items() if wait},
            {"on_event": "event", "on_result": "result", "on_lock": "lock", "on_item": "item", "on_room": "room",
             "on_other": "greenlet", "on_two": "greenlet"},
        )  # fmt: skip
        self.assertTrue(waits["on_other"]["on"].startswith("on_event"))
        self.assertEqual(waits["on_two"]["count"], 2)
        calls = {group["call"] for group in groups}
        self.assertIn("empty.get()", calls)
        findings = json.loads(self.run_command(GREENLENS, "findings", self.at("app.gl"), "--json"))["findings"]
        self.assertEqual([one["kind"] for one in findings], ["never_woken"])
        self.assertEqual(findings[0]["count"], 7)

    def test_loop_exit_that_is_caught_is_known_where_switches_are_only_noted(self):
        facts = self.record(
            self.WAITING
            + """
        for _ in range(2):
            try:
                gevent.joinall(all)
            except BaseException as error:
                print(type(error).__name__)
        gevent.sleep(0.001)
        print("goes on")
        """,
            "--detail",
            "switches",
        )
        self.assertEqual(self.output.splitlines()[:3], ["LoopExit", "LoopExit", "goes on"])
        findings = json.loads(self.run_command(GREENLENS, "findings", self.at("app.gl"), "--json"))["findings"]
        self.assertEqual([one["kind"] for one in findings], ["never_woken"] * len(findings))
        self.assertEqual(findings[0]["count"], 7)
        thrown = [one for one in self.of(facts, "switch_requested") if one["what"].startswith("LoopExit")]
        self.assertEqual(len(thrown), 2)
        self.assertEqual(len(self.of(facts, "detail_changed")), 1)  # all others are noted as before

    def test_a_program_that_hangs_is_looked_at_when_ctrl_c_ends_it(self):
        program = self.WAITING + """
        def on_io(): gevent.socket.wait_read(here.fileno())
        import gevent.socket
        all.append(gevent.spawn(on_io))
        print("begun", flush=True)
        gevent.joinall(all)
        """
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(program))
        child, terminal = pty.fork()
        if child == 0:
            os.execve(
                GREENLENS, [GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl")], self.environment
            )
        said = b""
        while b"begun" not in said:
            said += os.read(terminal, 4096)
        time.sleep(0.5)  # it waits by now, in nothing that Python code could be asked in
        os.write(terminal, b"\x03")
        try:
            while os.read(terminal, 4096):
                pass
        except OSError:
            pass  # the terminal's end
        os.waitpid(child, 0)
        os.close(terminal)
        groups = json.loads(self.run_command(GREENLENS, "parked", self.at("app.gl"), "--json"))["groups"]
        kinds = {
            one["name"].rsplit("-", 1)[0]: one["waits_for"]["kind"]
            for group in groups
            for one in group["greenlets"]
            if one["waits_for"]
        }
        self.assertEqual(kinds["on_io"], "io")
        self.assertEqual(kinds["on_item"], "item")

    def test_what_is_asked_for_while_it_goes_on(self):
        program = "import greenlens\n" + textwrap.dedent(self.WAITING) + textwrap.dedent(
            """
            import gevent.socket
            def on_io(): gevent.socket.wait_read(here.fileno())
            def on_time(): gevent.sleep(60)
            for one in (on_io, on_time, on_limit):
                all.append(gevent.spawn(one))
            gevent.sleep(0.01)
            waits = greenlens.waits()
            print(sorted(waits[one].kind for one in all))
            print([waits[one].what for one in all if waits[one].kind == "io"] == ["fd %d, read" % here.fileno()])
            gevent.killall(all)
            """
        )
        said = self.run_command(sys.executable, "-c", program)
        self.assertEqual(
            said.splitlines(),
            ["['event', 'event', 'greenlet', 'greenlet', 'io', 'item', 'lock', 'result', 'room', 'timer']", "True"],
        )

    THREE = """
        import gevent

        def worker(n):
            before = n
            gevent.sleep(0.01)
            after = n

        jobs = [gevent.spawn(worker, n) for n in range(3)]
        gevent.joinall(jobs)
        """

    def test_the_hub_is_a_greenlet_whose_slices_are_copied_as_others_are(self):
        facts = self.record(self.THREE, "--detail", "full")
        called = {one["greenlet"]: one["greenlet_name"].rsplit("-", 1)[0] for one in self.of(facts, "greenlet_renamed")}
        hub = [one for one, name in called.items() if name == "Hub"][0]
        workers = {one for one, name in called.items() if name == "worker"}
        self.assertEqual(len(workers), 3)
        parents = {one["greenlet"]: one["parent"] for one in self.of(facts, "greenlet_created")}
        parents.update({one["greenlet"]: one["new_parent"] for one in self.of(facts, "parent_changed")})
        self.assertEqual(parents, {1: 0, hub: 1, **{one: hub for one in workers}})
        # Every switch leads to the hub or away from it.
        ways = [(one["origin"], one["target"]) for one in self.of(facts, "target_found")]
        self.assertEqual({hub in way for way in ways}, {True})
        self.assertIn((hub, 1), ways)
        saved = {one["owner"]: one for one in self.of(facts, "slice_saved")}
        self.assertEqual(set(saved), {1, hub} | workers)
        self.assertEqual({one["target"] for one in self.of(facts, "slice_restored")}, {1, hub} | workers)

    def test_who_waits_leaves_at_a_line_and_comes_back_to_it(self):
        facts = self.record(self.THREE, "--lines", "--detail", "full")
        called = {one["greenlet"]: one["greenlet_name"].rsplit("-", 1)[0] for one in self.of(facts, "greenlet_renamed")}
        hub = [one for one, name in called.items() if name == "Hub"][0]
        for worker in [one for one, name in called.items() if name == "worker"]:
            did, current = [], 1
            for one in facts:
                if one["name"] == "delivered":
                    current = one["target"]
                    if worker in (one["origin"], current):
                        did.append("leaves" if one["origin"] == worker else "comes")
                elif one["name"] == "line_begun" and current == worker:
                    did.append(one["at"]["line"])
            self.assertEqual(did, ["comes", 5, 6, "leaves", "comes", 7, "leaves"])
        waits = [one for one in self.of(facts, "switch_requested") if one["origin"] != hub and one["requested"] == hub]
        self.assertGreaterEqual(len(waits), 4)

    def test_gevent_is_shown_with_its_hub_and_what_it_spawns(self):
        facts = self.record(
            """
            import gevent

            def worker(n):
                for _ in range(3):
                    gevent.sleep(0.001 * n)
                return n

            jobs = [gevent.spawn(worker, n) for n in range(1, 4)]
            gevent.joinall(jobs)
            print([job.value for job in jobs])
            """
        )
        names = {one["greenlet_name"].rsplit("-", 1)[0] for one in self.of(facts, "greenlet_renamed")}
        self.assertEqual(names, {"Hub", "worker"})
        self.assertEqual([one["text"] for one in self.of(facts, "printed")], ["[1, 2, 3]"])


if __name__ == "__main__":
    unittest.main()
