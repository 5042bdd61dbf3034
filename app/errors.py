"""The one exception of the program that is meant for the person in front of it."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can put right: one sentence saying what happened and what to do.

    The command line prints the sentence on stderr and exits with 2; a screen shows it as it is.
    """
