import pytest

from omni_core.starter.hearing.transcript import loop_start


@pytest.mark.parametrize(
    "tokens",
    [
        [],
        [5],
        [5, 5, 5, 5, 5, 5, 5, 5, 5],  # a digit of a card number
        [1, 2, 1, 2, 1, 2, 1, 2],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ],
)
def test_people_repeat_themselves_a_little(tokens):
    assert loop_start(tokens) is None


@pytest.mark.parametrize(
    ("before", "phrase", "times"), [([], [7], 10), ([1, 2, 3], [7, 8], 5), ([9], [7, 8, 7, 6], 5)]
)
def test_a_loop_is_cut_to_one_phrase(before, phrase, times):
    assert loop_start(before + phrase * times) == len(before) + len(phrase)
