"""Unmodified programs of eventlet are recorded: who makes whom ready, and what they wait for."""

import importlib.util
import json
import unittest

from recorded import GREENLENS, Recorded


@unittest.skipUnless(importlib.util.find_spec("eventlet"), "python3-eventlet is not installed")
class RecordedEventlet(Recorded):
    def wakes(self, facts):
        """(who, by whom, the call) of each, by the names of what they run."""
        names = {one["greenlet"]: one["greenlet_name"] for one in self.of(facts, "greenlet_renamed")}
        names.update({one["greenlet"]: "main" for one in self.of(facts, "greenlet_created")[:1]})
        word = lambda one: names.get(one, "-").rsplit("-", 1)[0]
        return [(word(one["greenlet"]), word(one["by"]), one["call"]) for one in self.of(facts, "wake_seen")]

    def test_who_makes_whom_ready_is_told_when_the_hub_lets_it_run(self):
        facts = self.record("""
            import time
            import eventlet
            from eventlet.event import Event
            from eventlet.queue import Queue
            from eventlet.semaphore import Semaphore

            queue, event, lock = Queue(), Event(), Semaphore(0)

            def consumer():
                print(queue.get())

            def waiter():
                event.wait()

            def locked():
                lock.acquire()

            def sleeper():
                eventlet.sleep(0)
                eventlet.sleep(0.01)

            def producer():
                queue.put("x")
                event.send()
                lock.release()
                time.sleep(0.05)

            first = [eventlet.spawn(consumer), eventlet.spawn(waiter), eventlet.spawn(locked), eventlet.spawn(sleeper)]
            eventlet.sleep(0.02)
            made = eventlet.spawn(producer)
            for one in first + [made]:
                one.wait()
            """)
        wakes = self.wakes(facts)
        for expected in (
            ("consumer", "main", "eventlet.spawn(consumer)"),
            ("sleeper", "sleeper", "eventlet.sleep(0)"),
            ("producer", "main", "eventlet.spawn(producer)"),
            ("waiter", "producer", "event.send()"),
            ("locked", "producer", "lock.release()"),
        ):
            self.assertIn(expected, wakes)
        # Who has got an item wakes who waits for one.
        self.assertIn(("consumer", "producer"), [wake[:2] for wake in wakes])
        # Who waits for another one's end is woken by that one, which has no line any more.
        self.assertIn(("main", "consumer"), [wake[:2] for wake in wakes])
        # A timer is nobody's doing.
        self.assertEqual([wake for wake in wakes if wake[0] == "sleeper"],
                         [("sleeper", "main", "eventlet.spawn(sleeper)"), ("sleeper", "sleeper", "eventlet.sleep(0)")])
        # The producer kept them waiting.
        late = [one for one in self.of(facts, "wake_seen") if one["call"] in ("event.send()", "lock.release()")]
        self.assertEqual([one["ready_ns"] > 50_000_000 for one in late], [True, True])
        self.assertEqual([one["at"]["line"] > 0 for one in late], [True, True])

    def test_the_hub_of_a_recorded_program_looks_and_does_as_ever(self):
        self.record("""
            import eventlet
            from eventlet.hubs import epolls, get_hub, timer
            hub = get_hub()
            print(type(hub).__module__, type(hub).__qualname__, isinstance(hub, epolls.Hub), sorted(vars(hub)) == sorted(vars(epolls.Hub())))
            got = []
            made = hub.schedule_call_global(0, got.append, 1)
            local = hub.schedule_call_local(0, got.append, 2)
            cancelled = hub.schedule_call_global(0, got.append, 3)
            cancelled.cancel()
            own = timer.Timer(0, got.append, 4).schedule()
            print(type(made) is timer.Timer, type(local) is timer.LocalTimer, sorted(vars(made)), made.pending)
            eventlet.sleep(0.01)
            print(sorted(got), made.pending, cancelled.pending, own.pending)
            """)
        self.assertEqual(self.output.splitlines()[:3], [
            "eventlet.hubs.epolls Hub True True",
            "True True ['called', 'seconds', 'tpl'] True",
            "[1, 2, 4] False False False",
        ])  # fmt: skip

    def test_what_is_noted_of_timers_keeps_nothing_alive_and_blames_nobody(self):
        facts = self.record("""
            import gc, threading, weakref
            import eventlet
            from eventlet import hubs

            class Big: pass
            seen = []

            def keep(big): seen.append(weakref.ref(big))

            for _ in range(50):
                hub, big = hubs.get_hub(), Big()
                for make in (hub.schedule_call_global, hub.schedule_call_local):
                    one = make(0, print, big)
                    keep(big)
                    one.cancel()
                    del one
                    hub.schedule_call_local(0, keep, big)
                del big, make
                eventlet.sleep(0)
                eventlet.sleep(0.001)
            gc.collect()
            print(sum(one() is not None for one in seen), len(seen))
            """)
        self.assertEqual(self.output.splitlines()[0], "0 200")
        # Main lets others go first, and comes back once: nobody else has made anybody ready.
        self.assertEqual(set(self.wakes(facts)), {("main", "main", "eventlet.sleep(0)")})

    def test_each_thread_has_a_hub_that_says_so(self):
        facts = self.record("""
            import threading
            import eventlet

            def worker():
                eventlet.sleep(0)

            def thread():
                eventlet.spawn(worker).wait()

            for _ in range(3):
                one = threading.Thread(target=thread)
                one.start()
                one.join()
            """)
        spawned = [wake for wake in self.wakes(facts) if wake[2] == "eventlet.spawn(worker).wait()" or "spawn(worker)" in wake[2]]
        self.assertEqual([wake[0] for wake in spawned], ["worker"] * 3)

    def test_a_hub_of_the_programs_own_says_so_as_well(self):
        facts = self.record("""
            import eventlet
            from eventlet.hubs import poll, use_hub

            class Own(poll.Hub):
                counted = 0
                def add_timer(self, timer):
                    Own.counted += 1
                    return super().add_timer(timer)

            use_hub(Own)

            def worker(): eventlet.sleep(0)
            eventlet.spawn(worker).wait()
            print(type(eventlet.hubs.get_hub()).__name__, Own.counted >= 3)
            """)
        self.assertEqual(self.output.splitlines()[0], "Own True")
        self.assertIn(("worker", "main"), [wake[:2] for wake in self.wakes(facts)])

    def test_what_eventlets_greenlets_wait_for_when_nothing_goes_on(self):
        self.record("""
            import eventlet
            from eventlet.event import Event
            from eventlet.queue import Queue
            from eventlet.semaphore import Semaphore

            event, lock, empty = Event(), Semaphore(0), Queue()
            def on_event(): event.wait()
            def on_lock(): lock.acquire()
            def on_item(): empty.get()
            def on_time(): eventlet.sleep(60)
            all = [eventlet.spawn(one) for one in (on_event, on_lock, on_item, on_time)]
            eventlet.sleep(0.01)
            """)
        groups = json.loads(self.run_command(GREENLENS, "parked", self.at("app.gl"), "--json"))["groups"]
        waits = {
            one["name"].rsplit("-", 1)[0]: one["waits_for"]["kind"]
            for group in groups for one in group["greenlets"] if one["waits_for"]
        }  # fmt: skip
        self.assertEqual(waits, {"on_event": "event", "on_lock": "lock", "on_item": "item", "on_time": "timer"})


if __name__ == "__main__":
    unittest.main()
