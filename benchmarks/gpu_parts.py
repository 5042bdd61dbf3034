"""What the parts of a spoken answer cost on a device, one by one; see `benchmarks.gpu`.

Every run waits until the device has done what it was asked for.  Milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from benchmarks import report
from omni_core.conversation import EngineError
from omni_core.omni.engine import OmniEngine
from omni_core.omni.talking import Talking
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.runtime import SpeechNetworks, step_run, vocoder_run
from omni_core.speech.schedule import AHEAD_BLOCKS
from omni_core.speech.vocoder_stream import CONTEXT_FRAMES
from omni_core.transformer.decode_step import decode_step
from omni_core.transformer.sampling import Sampler

Table = dict[str, list[float]]
"""Milliseconds of every round, by what was run."""

LEFT_TOKENS = 50
"""Of two seconds of sound, the most that is left to read at the end of a turn."""

CAMERA = (360, 640)
FULL = (1_000, 8_000, 30_000)
"""Tokens a context holds when a step is timed; as many of them as fit."""

KNOWN_CODES = 24
"""Codes that the choice of the next one looks back at."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where it runs, and how many times each part is run."""

    torch: torch.device
    rounds: int

    def times(self, runs: Mapping[str, Callable[[], object]]) -> Table:
        """Of these parts, in turn."""
        return report.taking_turns(
            {name: self._to_its_end(run) for name, run in runs.items()}, self.rounds
        )

    def _to_its_end(self, run: Callable[[], object]) -> Callable[[], None]:
        def whole() -> None:
            with torch.inference_mode():
                run()
            self.wait()

        return whole

    def wait(self) -> None:
        """Until everything asked of the device is done."""
        if self.torch.type == "cuda":
            torch.cuda.synchronize(self.torch)
        elif self.torch.type == "mps":
            torch.mps.synchronize()


def perceiving(engine: OmniEngine, device: Device) -> Table:
    """What may be left of a turn, encoded: a block of sound and a pair of frames."""
    frames, senses = engine.senses.mel.block_frames, engine.senses
    random = np.random.default_rng(0)
    mel = random.standard_normal((engine.config.audio.mel_bins, frames)).astype(np.float32)
    picture = random.integers(0, 256, (*CAMERA, 3), np.uint8)
    size = senses.fit_frame(picture)
    return device.times(
        {
            "2 s of sound encoded": lambda: senses.encode_sound(mel),
            "a pair of frames encoded": lambda: senses.encode_grid((picture, picture), size),
        }
    )


def reading(engine: OmniEngine, device: Device) -> Table:
    """The tokens of that sound, read by both decoders behind a context of ordinary length."""
    thinker, talking = engine.thinker, _talking(engine)
    cache, spoken = engine.new_cache(), talking.new_cache(engine.limit)
    embeds = thinker.model.embed(torch.arange(LEFT_TOKENS, device=device.torch))
    length = min(FULL[0], engine.limit - LEFT_TOKENS)
    at = torch.arange(length, length + LEFT_TOKENS, device=device.torch).expand(3, -1)
    for each in (cache, spoken):
        each.reserve(length + LEFT_TOKENS)
        each.advance(length)

    def by_thinker() -> None:
        cache.truncate(length)
        thinker.model(embeds, at, cache)

    def by_talker() -> None:
        spoken.truncate(length)
        talking.talker.model(talking.talker.inputs(embeds), at, spoken)

    return device.times(
        {
            f"Thinker reads {LEFT_TOKENS} tokens": by_thinker,
            f"Talker reads {LEFT_TOKENS} tokens": by_talker,
        }
    )


THINKER_STEP, THINKER_CHOICE = "Thinker, a token behind {}", "Thinker, choosing it"
TALKER_STEP, TALKER_CHOICE = "Talker, a code behind {}", "Talker, choosing it"


def stepping(engine: OmniEngine, device: Device) -> Table:
    """One token and one code, as a reply repeats them, in contexts of several lengths."""
    talking = _talking(engine)
    talker = talking.talker
    row = engine.thinker.model.embed(torch.tensor([0], device=device.torch))
    made: Table = {}
    for network, inputs, settings, new_cache, names in (
        (
            engine.thinker,
            lambda: row,
            engine.sampling,
            engine.new_cache,
            (THINKER_STEP, THINKER_CHOICE),
        ),
        (
            talker,
            lambda: talker.inputs(row),
            talking.settings.sampling,
            lambda: talking.new_cache(engine.limit),
            (TALKER_STEP, TALKER_CHOICE),
        ),
    ):
        for length in contexts(engine):
            cache = new_cache()
            step = decode_step(network, cache)
            cache.reserve(length + 1)
            cache.advance(length)
            with torch.inference_mode():
                step.make_ready()

            def once(cache=cache, step=step, inputs=inputs, length=length) -> None:  # noqa: ANN001
                cache.truncate(length)
                step(inputs(), length)

            made |= device.times({names[0].format(length): once})
        sampler, generator = Sampler(settings), torch.Generator().manual_seed(0)
        scores = torch.randn(network.model.config.vocab_size, device=device.torch)
        seen = torch.arange(KNOWN_CODES, device=device.torch)
        made |= device.times(
            {names[1]: lambda s=sampler, c=scores, k=seen, g=generator: s.choose(c, k, g)}
        )
    return made


def contexts(engine: OmniEngine) -> Sequence[int]:
    """The lengths of context at which steps are timed."""
    return [length for length in FULL if length < engine.limit] or [engine.limit - 1]


STEP, VOCODER = "diffusion, {} blocks, {}", "vocoder, {} frames, {}"


def speaking(networks: Mapping[str, SpeechNetworks], device: Device) -> Table:
    """Both networks of speech at the lengths that occur, everything that runs them in turn."""
    steps = {name: step_run(each) for name, each in networks.items()}
    vocoders = {name: vocoder_run(each) for name, each in networks.items()}
    size = next(iter(networks.values())).dit.block_size
    made: Table = {}
    for blocks in (chunk + AHEAD_BLOCKS for chunk in CHUNKS):
        made |= device.times(
            {STEP.format(blocks, name): lambda r=run, b=blocks: r(b) for name, run in steps.items()}
        )
    for frames in packets(size):
        made |= device.times(
            {
                VOCODER.format(frames, name): lambda r=run, f=frames: r(f)
                for name, run in vocoders.items()
            }
        )
    return made


def packets(block_frames: int) -> list[int]:
    """Frames the vocoder is given: for a first packet, and for later ones with their context."""
    return [block_frames, *(chunk * block_frames + 2 * CONTEXT_FRAMES for chunk in CHUNKS)]


def _talking(engine: OmniEngine) -> Talking:
    """Raises: EngineError for a checkpoint that does not speak."""
    if engine.talking is None:
        raise EngineError("input", "This checkpoint does not speak; measure one that does.")
    return engine.talking
