"""Where the program keeps its files: the platform's own places, or all under one folder.

Paths are worked out here and made only when something is about to be written, so that looking
at a setting or at the help leaves no trace on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from app.errors import UserError
from app.sentences import say

APPLICATION = "visavis"
HOME_VARIABLE = "VISAVIS_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """Absolute paths, none of which need exist yet.

    data: history, timers.  cache: may be deleted at any time.  logs: see `app.logs`.
    models: one folder a pack.  config: settings.
    """

    data: Path
    cache: Path
    logs: Path
    models: Path
    config: Path

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Folders:
        """The platform's folders, or $VISAVIS_HOME/{data,cache,logs,models,config} if it is set.

        Raises: UserError if VISAVIS_HOME cannot be a folder's path.
        """
        home = environ.get(HOME_VARIABLE, "")
        if home:
            return cls.under(_absolute(home))
        # No author: on Windows it would only add a second, equal level to every path.
        places = PlatformDirs(APPLICATION, appauthor=False)
        return cls(
            data=places.user_data_path,
            cache=places.user_cache_path,
            logs=places.user_log_path,
            models=places.user_data_path / "models",
            config=places.user_config_path,
        )

    @classmethod
    def under(cls, home: Path) -> Folders:
        """Everything in five folders below `home`."""
        return cls(
            data=home / "data",
            cache=home / "cache",
            logs=home / "logs",
            models=home / "models",
            config=home / "config",
        )


def ensure_folder(folder: Path) -> Path:
    """Make `folder` and its parents if they are missing; returns it.

    Raises: UserError if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            say(
                "The folder {folder} cannot be made ({reason}); make it by hand, or set "
                "{variable} to a folder that can be written to.",
                folder=folder,
                reason=reason,
                variable=HOME_VARIABLE,
            )
        ) from error
    return folder


def _absolute(home: str) -> Path:
    try:
        return Path(home).expanduser().absolute()
    except (OSError, RuntimeError, ValueError) as error:  # no such user, no current folder
        raise UserError(
            f"{HOME_VARIABLE} is {home!r}, which is not the path of a folder; "
            "set it to a folder that can be written to."
        ) from error
