"""The contract between the program and whatever answers: engines, conversations and events.

An `Engine` owns weights and is loaded once.  A `Conversation` owns everything that changes:
caches, positions, pending sound, the random generator.  Three engines keep this contract (omni,
starter, remote); `tests/conformance` checks it for each of them.

Rules every engine keeps:

* One thread owns a conversation.  Only `Cancel.set` may be called from elsewhere.
* Items enter the prompt in the order of their first call.  Sound gaps of up to `MAX_FILLED_GAP`
  are filled with silence, longer ones raise `GapError`, an overlap raises `OverlapError`.
* While a reply is open every call but `close` raises `StateError`.  A reply is open from the
  first `next` of its iterator until `ReplyDone`, an error, or the iterator's own `close`.
* A reply has no effect outside: timers and the like come as `Action` events.
* When `reply` raises `EngineError` the conversation is as it was before the reply, and usable.
* Marks nest.  A mark dies when the conversation is rewound to an earlier one, when its content
  is evicted, and when a later reply runs to its end (`end` or `length`).  A cancelled reply
  leaves earlier marks alive: that is how a speculative reply is taken back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from omni_core.media import AudioBlock, Image, VideoFrame

MAX_FILLED_GAP = 0.1
"""Seconds of missing sound that are filled with silence instead of refused."""


class ConversationError(Exception):
    """Base of everything a conversation raises; the message is one sentence for people."""


class StateError(ConversationError):
    """A call that does not fit the moment: during a reply, after close, with a dead mark."""


class GapError(ConversationError):
    """More than `MAX_FILLED_GAP` seconds of sound are missing before this block."""


class OverlapError(ConversationError):
    """This block starts before the end of the sound already heard."""


ErrorKind = Literal["memory", "model", "device", "network", "input", "internal"]


class EngineError(ConversationError):
    """An engine failed; `kind` says where to look, the message is one sentence for people."""

    def __init__(self, kind: ErrorKind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind: ErrorKind = kind


class Cancel:
    """Stops one reply.  `set` may be called from any thread, any number of times."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    def set(self) -> None:
        """Ask the reply to stop; returns at once."""
        with self._lock:
            self._event.set()
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback()

    @property
    def is_set(self) -> bool:
        """Whether the reply has been asked to stop."""
        return self._event.is_set()

    @contextmanager
    def calling(self, stop: Callable[[], None]) -> Iterator[None]:
        """Within this block `set` also calls `stop`, which must be quick and safe on any thread.

        If `set` came first, `stop` is called on entry.
        """
        with self._lock:
            self._callbacks.append(stop)
            already_set = self._event.is_set()
        try:
            if already_set:
                stop()
            yield
        finally:
            with self._lock:
                self._callbacks.remove(stop)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, for the screen to offer.

    voices: names accepted by `Options.voice`, the default first.
    languages: ISO 639-1 codes it understands.
    computes: on the thread that calls it, for long at a time; that thread should give way.
    """

    name: str
    voices: tuple[str, ...]
    languages: tuple[str, ...]
    sees: bool
    speaks: bool
    transcribes: bool
    computes: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """How one conversation is held; fixed at `open`.

    voice: a name of `Capabilities.voices`; None takes the engine's default.
    speed: of speech, 0.5 .. 2.0, 1 is the voice's own.
    volume: of speech, 0 .. 1, linear.
    persona: a sentence or two added to the system prompt.
    greedy: take the likeliest token always.
    seed: of the random generator; None draws one.
    max_reply_tokens: a reply longer than this ends with reason `length`.
    speaks: False asks for text alone.
    """

    voice: str | None = None
    speed: float = 1.0
    volume: float = 1.0
    persona: str = ""
    greedy: bool = False
    seed: int | None = None
    max_reply_tokens: int = 256
    speaks: bool = True

    def __post_init__(self) -> None:
        if not 0.5 <= self.speed <= 2.0:
            raise ValueError("The speed of speech must lie between 0.5 and 2.")
        if not 0.0 <= self.volume <= 1.0:
            raise ValueError("The volume of speech must lie between 0 and 1.")
        if self.max_reply_tokens < 1:
            raise ValueError("A reply must be allowed at least one token.")


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One exchange of an earlier conversation, as text."""

    user: str
    reply: str


class Mark(Protocol):
    """A savepoint of one conversation.  Opaque: only its own conversation reads it."""


@dataclass(frozen=True, slots=True)
class UserText:
    """What the engine understood the person to say (only engines that transcribe).

    whole: how likely these words are all of what the person wants to say, 0..1, by the engine's
        language model; None if it was not asked.
    """

    text: str
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the reply's text."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class SpeechDelta:
    """The next piece of the reply's sound.

    samples: float32 [n], mono, 24 kHz, -1..1.
    text_end: characters of the reply's text spoken by the end of this piece; never decreases.
    exact: whether `text_end` is known or estimated.
    """

    samples: NDArray[np.float32]
    text_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Action:
    """Something the reply asks the program to do, e.g. set a timer; done on confirmation only."""

    kind: str
    data: Mapping[str, Any]


DoneReason = Literal["end", "length", "cancelled"]


@dataclass(frozen=True, slots=True)
class ReplyDone:
    """The last event of every reply that did not raise.

    stats: named seconds, counts and ratios; which there are, the engine decides.
    """

    reason: DoneReason
    stats: Mapping[str, float] = field(default_factory=dict[str, float])


ReplyEvent = UserText | TextDelta | SpeechDelta | Action | ReplyDone


class Conversation(Protocol):
    """One conversation.  See the module's rules for threads, order, marks and errors."""

    def hear(self, block: AudioBlock) -> None:
        """Take sound of the person's turn; may recognise or prefill at once."""
        ...

    def see(self, frame: VideoFrame) -> None:
        """Take a frame of the live camera; frames merge with the sound around them."""
        ...

    def show(self, image: Image) -> None:
        """Take a still picture; any number a turn."""
        ...

    def read(self, text: str) -> None:
        """Take typed text as part of the person's turn."""
        ...

    def mark(self) -> Mark:
        """Make a savepoint, in constant time."""
        ...

    def rewind(self, mark: Mark) -> None:
        """Forget everything since `mark`, in constant time.

        Raises: StateError if the mark is dead or belongs to another conversation.
        """
        ...

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        """End the person's turn and answer it.  Work starts at the first `next`.

        Raises: EngineError; the conversation is then as it was before the reply.
        """
        ...

    def keep_heard(self, chars: int) -> None:
        """Cut the last reply's text to its first `chars` characters: what was heard aloud.

        0 goes back to the end of the person's turn.  Without this call all emitted text is kept.
        Raises: StateError if there is no reply since the person's last words.
        """
        ...

    def close(self) -> None:
        """Free everything.  May be called twice, and while a reply is open (which it ends)."""
        ...


class Engine(Protocol):
    """Weights, loaded once, that any number of conversations share."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""
        ...

    def open(self, options: Options, history: Sequence[PastTurn] = ()) -> Conversation:
        """Begin a conversation that remembers `history`."""
        ...

    def close(self) -> None:
        """Free the weights; its conversations must be closed first."""
        ...
