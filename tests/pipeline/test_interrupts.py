import os
import signal
from contextlib import suppress
from threading import Timer

import pytest

from pipeline import interrupts, workers


@pytest.fixture(params=interrupts.SIGNALS)
def number(request):
    """A signal that is not ignored, also where who started the tests ignores it, as `nohup`
    does."""
    before = signal.signal(request.param, signal.default_int_handler)
    yield request.param
    signal.signal(request.param, before)


def test_each_signal_stops_with_the_status_that_shells_know(number):
    with pytest.raises(interrupts.Stopped) as stop, interrupts.heeded():
        os.kill(os.getpid(), number)
    assert interrupts.status(stop.value) == 128 + number
    assert signal.getsignal(number) is signal.default_int_handler


def test_what_is_postponed_comes_when_the_block_has_ended():
    done = []

    def work():
        with interrupts.postponed():
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
            done.append(True)
        done.append(False)

    with pytest.raises(interrupts.Stopped) as stop, interrupts.heeded():
        work()
    assert (done, stop.value.number) == ([True], signal.SIGTERM)


def test_what_the_caller_ignores_stays_ignored():
    usual = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interrupts.heeded(), interrupts.postponed():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, usual)


def test_an_interrupt_of_the_interpreters_own_is_one_too():
    assert interrupts.status(KeyboardInterrupt()) == 130


def test_a_query_that_a_signal_cuts_stops_the_run():
    """As DuckDB tells it; one that is really cut may hang."""

    def cut():
        with suppress(interrupts.Stopped):
            os.kill(os.getpid(), signal.SIGTERM)
        raise RuntimeError("Query interrupted")

    with pytest.raises(interrupts.Stopped) as stop, interrupts.heeded(), interrupts.understood():
        cut()
    assert stop.value.number == signal.SIGTERM


def test_a_thread_that_heeds_ends_with_the_first():
    def endless(_):
        while True:
            interrupts.heed()

    def work():
        Timer(0.05, os.kill, (os.getpid(), signal.SIGTERM)).start()
        list(workers.ordered(endless, range(5)))

    with pytest.raises(interrupts.Stopped) as stop, interrupts.heeded():
        work()
    assert stop.value.number == signal.SIGTERM
    interrupts.heed()


def test_another_failure_of_a_query_stays_what_it_is():
    with pytest.raises(RuntimeError, match="otra cosa"), interrupts.understood():
        raise RuntimeError("otra cosa")
