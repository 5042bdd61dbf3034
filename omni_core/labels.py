"""Words of the program's own, told apart from what a person said: only these may be logged."""

from __future__ import annotations


class Label(str):
    """A word of the program's own, such as a pack's, a file's or an engine's name.

    The log writes it as it is, and every other text as `<private>`.  Never made of anything that
    was heard, typed or chosen by a person.
    """

    __slots__ = ()
