"""The starter models: are they here?  Answered without starting the program.

The program itself fetches, hashes and knows where models live; here it is asked for the folder
once, and from then on sizes are compared, which takes no time.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path

from bootstrap.environment import Environment
from bootstrap.words import SetupError, say

STARTER_SET = "starter"
COMMAND = "py run.py" if os.name == "nt" else "python3 run.py"
"""How a person starts the program from a checkout; its own advice says so."""
PLACE_VARIABLES = ("VISAVIS_HOME", "XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE")
"""What moves the models folder; while none of it changes, the folder is where it was."""


def child_variables(root: Path) -> dict[str, str]:
    """The variables of the program's process: where its packages are, what a person types.

    And that threads which wait for one another sleep: those of torch and others spin by default,
    which gains nothing on a quiet machine and takes fifty times as long on a busy one.
    """
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(root), known] if known else [str(root)])
    own = {"PYTHONPATH": path, "VISAVIS_COMMAND": COMMAND}
    return {"OMP_WAIT_POLICY": "PASSIVE", **os.environ, **own}


def program(environment: Environment, *arguments: str) -> list[str]:
    """The command that starts the program, from any current folder.

    -P: a folder named `app` in the person's current folder must not be taken for ours.
    """
    return [str(environment.python), "-P", "-m", "app", *arguments]


def models_folder(environment: Environment) -> Path:
    """Where this person's models live.

    Raises: SetupError if the program cannot say.
    """
    place = [os.environ.get(name) for name in PLACE_VARIABLES]
    known = environment.stamp.get("models")
    if isinstance(known, dict) and known.get("place") == place:
        return Path(known["folder"])
    answer = subprocess.run(
        program(environment, "models", "path"),
        env=child_variables(environment.root),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if answer.returncode:  # the program has said why on stderr
        raise SetupError("The models folder could not be found out.")
    folder = Path(answer.stdout.strip())
    environment.stamp.note(models={"place": place, "folder": str(folder)})
    return folder


def is_complete(manifest: Path, folder: Path) -> bool:
    """Whether every file of the starter set is in `folder` at its full size."""
    declared = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return all(
        _size(folder / name / file["name"]) == file["size"]
        for name in declared["sets"][STARTER_SET]
        for file in declared["packs"][name]["files"]
    )


def is_empty(manifest: Path, folder: Path) -> bool:
    """Whether no pack at all is here: a fresh machine."""
    declared = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return not any((folder / name).is_dir() for name in declared["packs"])


def fetch(environment: Environment) -> None:
    """Fetch the starter set; what is here already is kept.

    Raises: SetupError; the program has said on stderr what happened.
    """
    say("Fetching the starter models (about 0.8 GB, once)")
    command = program(environment, "models", "pull", STARTER_SET)
    if subprocess.run(command, env=child_variables(environment.root), check=False).returncode:
        raise SetupError("The starter models are not complete; this command fetches the rest.")


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
