"""Being told to stop, and being thanked."""

from __future__ import annotations

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import pattern, plain

# "not now" arrives as "not": `plain` takes "now" for a courtesy.
_STOP = pattern(
    r"(?:just )?(?:stop(?: it| that| talking| speaking| now)?|be (?:quiet|silent)|quiet|silence"
    r"|hush|shush|shut up|enough|that is enough|stop stop|cancel|cancel that|never ?mind|forget it"
    r"|not|hold on|wait|no stop|be still)"
)
_ENOUGH = pattern(
    r"(?:(?:no )?(?:thank you|thanks)(?: (?:very|so) much| a lot)? )?"
    r"(?:that is all|that will be all|that was all|nothing else|I am done|I am fine)"
    r"(?: for (?:now|today))?"
)
_THANKS = pattern(r"(?:thank you|thanks|many thanks|cheers)(?: (?:very|so) much| a lot| again)?")
_GOODBYE = pattern(
    r"(?:good ?bye|bye|bye bye|see you(?: (?:later|soon|tomorrow))?|good ?night)(?: (?:then|bye))?"
)


class Stop:
    """Falls silent when told to; the reply that was being spoken is already cut by then."""

    def answer(self, words: str, _context: Context, /) -> Answer | None:
        """Answer with nothing to say, or with a few words to thanks; None for all else."""
        text = plain(words)
        if _STOP.fullmatch(text):
            return Answer("")
        if _ENOUGH.fullmatch(text) or _THANKS.fullmatch(text):
            return Answer("You are welcome.")
        return Answer("Goodbye.") if _GOODBYE.fullmatch(text) else None
