import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.bookkeeping import CallGuard, Savepoints
from omni_core.conversation import StateError


@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=40))
def test_marks_are_alive_exactly_as_in_a_stack(steps):
    """None makes a mark, a number rewinds to the mark made at that place, if there is one."""
    marks, made, alive = Savepoints(), [], []
    for step in steps:
        if step is None:
            made.append(marks.make(len(made)))
            alive.append(made[-1])
        elif step < len(made):
            mark = made[step]
            if mark in alive:
                assert marks.rewind(mark) == step
                del alive[alive.index(mark) + 1 :]
            else:
                with pytest.raises(StateError):
                    marks.rewind(mark)
    marks.kill_all()
    for mark in made:
        with pytest.raises(StateError):
            marks.rewind(mark)


def test_a_mark_of_another_conversation_is_refused():
    one, other = Savepoints(), Savepoints()
    one.make("here")
    for stranger in (other.make("there"), object(), None):
        with pytest.raises(StateError):
            one.rewind(stranger)


def test_the_guard_refuses_calls_during_a_reply_and_after_close():
    guard = CallGuard()
    guard.check()
    with guard.replying():
        with pytest.raises(StateError, match="reply is open"):
            guard.check()
        with pytest.raises(StateError), guard.replying():
            pass
    guard.check()
    assert guard.close()
    assert not guard.close()
    with pytest.raises(StateError, match="closed"):
        guard.check()
