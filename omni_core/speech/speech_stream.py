"""One reply's sound, as its codes come: diffusion blocks, then the vocoder, packet after packet.

What does not change is in `Synthesis`, which any number of replies share; a `SpeechStream` is one
reply.  Neither knows of threads: `omni_core.omni.speech_worker` runs them on one.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omni_core.conversation import Cancel
from omni_core.speech.block_decoder import BlockDecoder
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.conditioning import Voice
from omni_core.speech.mel_stream import MelStream
from omni_core.speech.noise import Noise
from omni_core.speech.ode import Solver
from omni_core.speech.schedule import AHEAD_BLOCKS
from omni_core.speech.step import Vocoder
from omni_core.speech.tempo import Tempo
from omni_core.speech.vocoder_stream import PacketContext, VocoderStream


@dataclass(frozen=True, slots=True, eq=False)
class Synthesis:
    """The speaking parts of one checkpoint, and how they are used on this machine.

    voices: by name.  samples_per_frame: of mel.  growth: the most blocks of the first packet of a
    reply, the second and so on, the last for all after it; of `CHUNKS` alone.  The first must be
    small, for somebody waits for it; larger ones compute fewer blocks twice.
    """

    decoder: BlockDecoder
    vocoder: Vocoder
    voices: Mapping[str, Voice]
    solver: Solver
    samples_per_frame: int
    growth: tuple[int, ...] = CHUNKS
    context: PacketContext = field(default_factory=PacketContext)

    def noise(self, seed: int) -> Noise:
        """What a conversation's replies are drawn out of."""
        return Noise(seed, self.mel_bins)

    def stream(self, voice: str, noise: Noise, speed: float = 1.0) -> SpeechStream:
        """A reply in this voice.

        Raises: KeyError for an unknown voice.
        """
        return SpeechStream(self, self.voices[voice], noise, speed)

    @property
    def mel_bins(self) -> int:
        """Of the mel between the two networks."""
        return self.decoder.config.mel_bins


@dataclass(frozen=True, slots=True)
class FirstPacket:
    """What somebody waited for.

    codes: known by then.  blocks: of one evaluation.  evaluations, vocoder_calls: how many it took.
    """

    codes: int
    blocks: int
    evaluations: int
    vocoder_calls: int
    diffusion_s: float
    vocoder_s: float


@dataclass(slots=True)
class SpeechCost:
    """What a reply's sound has taken so far: seconds, and how much of what.

    packets: made.  blocks, blocks_computed: handed out, and computed for them; the look-ahead is
    computed twice.  evaluations: of the diffusion transformer, each over a whole window of blocks.
    """

    diffusion_s: float = 0.0
    vocoder_s: float = 0.0
    packets: int = 0
    blocks: int = 0
    blocks_computed: int = 0
    evaluations: int = 0
    vocoder_calls: int = 0
    first: FirstPacket | None = None


class SpeechStream:
    """Takes codes, hands out sound; see `MelStream` and `VocoderStream` for the two halves.

    cost: so far.  keeps_mel: whether `mel` is asked for.
    """

    def __init__(self, synthesis: Synthesis, voice: Voice, noise: Noise, speed: float) -> None:
        decoder = synthesis.decoder
        self._mel = MelStream(decoder, voice, noise, synthesis.solver)
        self._noise = noise
        self._frames_a_code = decoder.config.repeats
        self._codes_a_block = decoder.codes_per_block
        self._samples_a_frame = synthesis.samples_per_frame
        self._tempo = Tempo(speed)
        self._vocoder = VocoderStream(
            synthesis.vocoder, synthesis.mel_bins, synthesis.samples_per_frame, synthesis.context
        )
        self._growth = synthesis.growth
        self._finished = False
        self.cost = SpeechCost()
        self.keeps_mel = False
        self._kept: list[Tensor] = []

    def push(self, codes: Sequence[int]) -> None:
        """Add the next codes.

        Raises: StateError after `finish`.
        """
        self._mel.push(codes)

    def finish(self) -> None:
        """No more codes come."""
        self._mel.finish()
        self._finished = True

    def samples_of(self, codes: int) -> int:
        """How long a reply of so many codes sounds, at this speed."""
        return self._tempo.frames_of(codes * self._frames_a_code) * self._samples_a_frame

    @property
    def mel(self) -> NDArray[np.float32]:
        """All mel so far, [frames, bins], at the voice's own speed; if it was kept."""
        return torch.cat([self._noise.frames(0, 0), *self._kept]).numpy(force=True)

    def noise_of(self, frames: int) -> NDArray[np.float32]:
        """The noise that the first frames were drawn out of, [frames, bins]."""
        return self._noise.frames(0, frames).numpy()

    @property
    def ready(self) -> bool:
        """Whether `next_packet` has something to compute."""
        return self._chunk() > 0

    @property
    def codes_of_use(self) -> int:
        """Codes from the reply's start that this packet and the next one can make use of."""
        packets = self.cost.packets
        soon = sum(self._most(packet) for packet in (packets, packets + 1))
        return (self.cost.blocks + soon + AHEAD_BLOCKS) * self._codes_a_block

    @property
    def ended(self) -> bool:
        """Whether all is handed out."""
        return self._finished and self._mel.blocks_left == 0

    def next_packet(self, cancel: Cancel) -> NDArray[np.float32]:
        """The next sound, float32 [n], 24 kHz: what waits already, but no more than is due.

        A first packet may be all context and thus empty.
        Raises: DecodingCancelledError, after which the stream is of no use; ValueError if nothing
            is `ready`.
        """
        chunk = self._chunk()
        started = time.monotonic()
        mel = self._mel.decode(chunk, cancel) if chunk else None
        if mel is None:
            raise ValueError("No block is ready to be decoded.")
        decoded = time.monotonic()
        if self.keeps_mel:
            self._kept.append(mel)
        pieces = [self._vocoder.push(self._tempo.push(mel))]
        if self.ended:
            if (rest := self._tempo.finish()) is not None:
                pieces.append(self._vocoder.push(rest))
            pieces.append(self._vocoder.finish())
        samples = np.concatenate([piece.numpy() for piece in pieces])
        self._count(decoded - started, time.monotonic() - decoded)
        return samples

    def _count(self, diffusion_s: float, vocoder_s: float) -> None:
        """One more packet took so long."""
        cost = self.cost
        cost.diffusion_s += diffusion_s
        cost.vocoder_s += vocoder_s
        cost.packets += 1
        cost.blocks, cost.blocks_computed = self._mel.blocks_done, self._mel.blocks_computed
        cost.evaluations, cost.vocoder_calls = self._mel.evaluations, self._vocoder.calls
        if cost.first is None:
            cost.first = FirstPacket(
                codes=self._mel.codes,
                blocks=cost.blocks_computed,
                evaluations=cost.evaluations,
                vocoder_calls=cost.vocoder_calls,
                diffusion_s=diffusion_s,
                vocoder_s=vocoder_s,
            )

    def _chunk(self) -> int:
        """Blocks to decode now: as many as wait and may be taken together, 0 for none.

        Of few sizes, so that each can have a captured graph.
        """
        waiting = self._mel.blocks_left - (0 if self._finished else AHEAD_BLOCKS)
        most = self._most(self.cost.packets)
        return max((size for size in CHUNKS if size <= min(waiting, most)), default=0)

    def _most(self, packet: int) -> int:
        """Blocks of this packet of the reply at most."""
        return self._growth[min(packet, len(self._growth) - 1)]
