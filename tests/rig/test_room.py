import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.rig.correlation import find
from tests.rig.room import BlockConvolver, Room


@given(
    response=st.integers(1, 70), blocks=st.integers(1, 9), block=st.sampled_from([1, 8, 30]),
    seed=st.integers(0, 99),
)  # fmt: skip
def test_convolving_a_stream_is_convolving_the_whole(response, blocks, block, seed):
    random = np.random.default_rng(seed)
    path = random.standard_normal(response).astype(np.float32)
    sound = random.standard_normal(blocks * block).astype(np.float32)
    convolver = BlockConvolver(path, block)
    streamed = np.concatenate([convolver.push(part) for part in np.split(sound, blocks)])
    assert np.allclose(streamed, np.convolve(sound, path)[: sound.size], atol=1e-4)


def test_an_echo_has_its_level_and_its_delay():
    random = np.random.default_rng(0)
    sound = random.standard_normal(48_000).astype(np.float32)
    for seed in range(4):
        path = Room(seed, delay=0.06, echo_db=-6).impulse_response(16_000)
        echo = np.convolve(sound, path)[: sound.size]
        assert abs(20 * np.log10(echo.std() / sound.std()) + 6) < 0.5
        assert not path[: round(0.06 * 16_000)].any()


def test_a_sound_is_found_within_another():
    random = np.random.default_rng(0)
    whole = (0.01 * random.standard_normal(9_000)).astype(np.float32)
    part = random.standard_normal(700).astype(np.float32)
    whole[4_321 : 4_321 + part.size] += 0.3 * part
    match = find(part, whole)
    assert match.at == 4_321
    assert match.likeness > 0.99
