import numpy as np
import pytest

from omni_core.media import AudioBlock, Image, MediaError, VideoFrame

SAMPLES = np.zeros(160, np.float32)
PIXELS = np.zeros((4, 5, 3), np.uint8)


def test_a_block_knows_its_length():
    assert AudioBlock(SAMPLES, 0.5).seconds == 0.01


@pytest.mark.parametrize(
    "samples",
    [
        SAMPLES.astype(np.float64),
        SAMPLES.reshape(2, 80),
        SAMPLES[:0],
        np.full(10, 1.01, np.float32),
        np.full(10, np.nan, np.float32),
        np.array([0.0, np.inf], np.float32),
    ],
)
def test_sound_that_is_none_is_refused(samples):
    with pytest.raises(MediaError, match=r"\.$"):
        AudioBlock(samples, 0.0)


@pytest.mark.parametrize("start", [-0.001, float("nan"), float("inf")])
def test_a_block_starts_within_the_conversation(start):
    with pytest.raises(MediaError):
        AudioBlock(SAMPLES, start)
    with pytest.raises(MediaError):
        VideoFrame(PIXELS, start)


@pytest.mark.parametrize(
    "pixels",
    [PIXELS.astype(np.float32), PIXELS[..., 0], PIXELS[..., :2], PIXELS[:0], PIXELS[:, :0]],
)
def test_a_picture_that_is_none_is_refused(pixels):
    with pytest.raises(MediaError, match=r"\.$"):
        Image(pixels)
    with pytest.raises(MediaError):
        VideoFrame(pixels, 0.0)
