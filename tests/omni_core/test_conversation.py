import threading

import pytest

from omni_core.conversation import Cancel, Options


def test_set_calls_what_is_registered_while_it_is():
    cancel, calls = Cancel(), []
    with cancel.calling(lambda: calls.append("inside")):
        cancel.set()
    cancel.set()
    assert calls == ["inside"]
    assert cancel.is_set


def test_registering_late_calls_at_once():
    cancel, calls = Cancel(), []
    cancel.set()
    with cancel.calling(lambda: calls.append("late")):
        assert calls == ["late"]


def test_cancels_chain_across_threads():
    outer, inner = Cancel(), Cancel()
    with outer.calling(inner.set):
        thread = threading.Thread(target=outer.set)
        thread.start()
        thread.join()
    assert inner.is_set


@pytest.mark.parametrize(
    "wrong", [{"speed": 0.4}, {"speed": 2.1}, {"volume": 1.1}, {"max_reply_tokens": 0}]
)
def test_options_are_checked(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        Options(**wrong)
