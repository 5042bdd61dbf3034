"""Do the words say that more is coming?  "Set a timer for", "can you tell me", "if it rains".

A person who stops to think in the middle of a sentence may sound as if it were over; what they have
said so far often shows that it is not.  The words are a recogniser's, which writes a full stop or a
question mark behind whatever it is given, so marks prove little.  English alone is known here; in
other languages nothing is unfinished, and how it sounded decides.
"""

from __future__ import annotations

import re

from app.turns.words import plain_words, word_set

_NEVER_LAST = word_set(
    "a an and divided er erm every hm hmm her minus multiplied my or our plus than the their uh um "
    "very whose your"
)
"""Words that end nothing, not even a question."""

_VERBS = word_set("are is was were would")
_PREPOSITIONS = word_set("about at by for from in into of to with")
_LAST_OF_QUESTIONS = _VERBS | _PREPOSITIONS | word_set("as because but if whether which who")
"""Words that end a question at most ("what is it for?"), or a clause that a word of `_LINKING`
began ("I know who they are", "all I can think of")."""

_LINKING = word_set(
    "all anything everything how nothing one something that thing what where which who why"
)

_BEGUN = re.compile(
    r"(?:(?:and|but|now|oh|ok|okay|please|so|well|yes) )*(?:"
    r"so|well"
    # asking for something, before saying what
    r"|(?:can|could|will|would) you(?: please)?(?: (?:describe|explain|tell|help|remind|repeat"
    r"|(?:give|explain to|help|read|remind|show|tell) me))?(?: to| please)?"
    r"|(?:can|could|may|shall|should) (?:i|we)(?: ask you| have| get)?"
    r"|(?:describe|explain|give|read|remind|show|tell)(?: to)?(?: me)?"
    r"(?: later| tomorrow| to morrow| tonight)?"
    r"|(?:do|would) you mind|(?:do|don't) you (?:know|think)|(?:do you )?have you any idea"
    r"|(?:don't|do not)(?: let me)? forget(?: to)?"
    r"|(?:make|set|start)(?: me)?(?: an?)? (?:alarm|reminder|timer)(?: at| for| in)?"
    r"|wake me(?: up)?(?: at| in)?|remind me (?:about|at|in|of|to)"
    # speaking of oneself
    r"|i(?: would|'d)?(?: just| really)? (?:like|love|need|want|wanted)(?: to(?: ask(?: you)?"
    r"| find out| hear| know| see| understand)?)?"
    r"|(?:i am|i'm|i was|i've been|i have been)(?: just)? (?:asking myself|looking for|trying to"
    r"|thinking about|wondering)"
    r"|(?:i'll|what if|how about|what about)"
    r"|i (?:believe|bought|found|guess|heard|hope|said|think)(?: that)?"
    r"|(?:my|the) (?:idea|name|problem|question|thing|point)(?: i(?: \w+)?(?: to)? \w+)?"
    r"(?: is| was| would be)?"
    # asking, before the noun
    r"|(?:how|what|when|where|which|who|why)(?:'s| \w+)?"
    r" (?:are|can|could|did|do|does|is|was|were|will|would)"
    r"|what(?: is|'s) (?:\d+|\w+teen|\w+ty|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|half)(?: hundred| per cent| percent| thousand)?"
    r"|how (?:can|do|should|would) (?:i|we|you)(?: call| say| spell)?"
    r"|what(?: is|'s| are| was) the(?: best way| \w+est| best| first| most| next| second"
    r"| capital| distance| meaning| number| opposite| population| price| size| sum)"
    r"|(?:when|where|who) (?:are|did|is|was|were) the (?:\w+est|first|most|next|second)"
    r")"
)
"""How sentences begin before they have said anything."""

_BEFORE_A_NOUN = re.compile(
    r".*\b(?:a|an|any|my|some|the|this|your) (?:bad|big|certain|different|good|great|new|nice|old"
    r"|\w+ (?:about|between|for|from|of|with))"
    r"|.*\b(?:believes?|hopes?|knows?|means?|said|says?|thinks?) that"
)
"""They end as what stands before a noun or a clause does, question or not: "the capital of"."""

_SUBORDINATE = word_set("although because before after if since unless until when whenever while")
_AUXILIARY = word_set("am are can could did do does had has have is may should was were will would")
_CLAUSES = re.compile(r"[,.;!?]")
_LEAST_OF_A_CLAUSE = 3
"""Words after the comma of "if it rains, what should I wear" that make it a sentence."""


def unfinished(text: str) -> bool:
    """Whether what was said so far, as a recogniser wrote it, must go on."""
    words, written = plain_words(text), text.rstrip()
    if len(words) == 0:
        return False
    if written.endswith((",", "-", "\N{HORIZONTAL ELLIPSIS}", "...")):
        return True
    said = " ".join(words)
    if words[-1] in _NEVER_LAST or _BEGUN.fullmatch(said) or _BEFORE_A_NOUN.fullmatch(said):
        return True
    if words[-1] in _LAST_OF_QUESTIONS and not written.endswith("?"):
        return not (words[-1] in _VERBS | _PREPOSITIONS and _LINKING.intersection(words[:-2]))
    return _lacks_its_main_clause(words, written)


def _lacks_its_main_clause(words: tuple[str, ...], written: str) -> bool:
    first, *others = words
    asked = len(others) > 0 and others[0] in _AUXILIARY  # "when did it begin?"
    if first not in _SUBORDINATE or asked:
        return False
    clauses = [plain_words(clause) for clause in _CLAUSES.split(written)]
    return all(len(clause) < _LEAST_OF_A_CLAUSE for clause in clauses[1:])
