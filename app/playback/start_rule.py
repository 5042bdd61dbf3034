"""When a reply may begin to sound so that it will not break off: the start rule."""

from __future__ import annotations

from collections import deque

MARGIN = 1.3
"""Buffered sound must outlast the predicted wait so many times; less breaks replies on machines
whose steps vary by a third, more is heard as slowness."""

REMEMBERED = 20
"""Waits of this conversation that a prediction rests on: a handful of replies."""

FEW = 8
"""Waits that say little yet: packets may still be growing, so the first packet's counts too."""

PLACES = 3
"""Packets grow with their place in a reply: the waits for the second one, the third, and each later
one are remembered apart."""

ENOUGH = 3
"""Waits for packets of one place that say more than those of all places."""

PESSIMISM = 0.9
"""The share of remembered waits that the prediction covers: one hiccup in ten is an outlier."""


class StartRule:
    """Sound starts once what is buffered is `margin` times the predicted time to the next packet.

    One object a conversation: it learns the engine's own times.  After an underrun the longest
    wait that is remembered is predicted, for the rest of that reply.
    """

    def __init__(self, margin: float = MARGIN) -> None:
        self._margin = margin
        self._waits: deque[float] = deque(maxlen=REMEMBERED)
        self._by_place = [deque[float](maxlen=REMEMBERED) for _ in range(PLACES)]
        self._last: float | None = None
        self._first_wait = 0.0
        self._packets = 0
        self._complete = False
        self._burnt = False

    def begin(self, now: float) -> None:
        """The engine begins a reply."""
        self._last = now
        self._packets = 0
        self._complete = self._burnt = False

    def packet(self, now: float) -> None:
        """A packet of speech came."""
        wait = now - self._last if self._last is not None else 0.0
        if self._packets == 0:
            self._first_wait = wait
        else:
            self._waits.append(wait)
            self._of_next().append(wait)
        self._last = now
        self._packets += 1

    def complete(self) -> None:
        """No more packets will come."""
        self._complete = True

    def underrun(self) -> None:
        """Sound broke off: the prediction was too good."""
        self._burnt = True

    def predicted(self) -> float:
        """Seconds from the newest packet to the next."""
        ordered = sorted(self._waits)
        if len(ordered) < FEW:
            # The first packet holds the prompt's cost too, so this is safe.
            ordered = sorted([*ordered, self._first_wait])
        if self._burnt:
            return ordered[-1]
        of_next = sorted(self._of_next())
        if len(of_next) >= ENOUGH:
            # One hiccup is much among few; all places together know it for what it is.
            return min(_nearly_longest(of_next), _nearly_longest(ordered))
        return _nearly_longest(ordered)

    def _of_next(self) -> deque[float]:
        """The waits for packets of the next one's place; the first packet is no such."""
        return self._by_place[min(max(self._packets, 1), PLACES) - 1]

    def ready(self, now: float, buffered: float) -> bool:
        """Whether to start at `now` with `buffered` seconds of sound at hand."""
        if self._complete:
            return True
        if self._packets == 0 or buffered <= 0 or self._last is None:
            return False
        predicted = self.predicted()
        waited = now - self._last
        if waited > predicted:
            return False  # this packet is late, so nothing is known of when it comes
        return buffered >= self._margin * (predicted - waited)


def _nearly_longest(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(PESSIMISM * len(ordered)))]
