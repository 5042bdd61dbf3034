"""Visavis from a fresh checkout: `python3 run.py` sets everything up and starts the program.

    python3 run.py                     set up, fetch the starter models, start
    python3 run.py test [--fast] ...   set up for development, run every check (rest: to pytest)
    python3 run.py rig                 all tests on a virtual microphone and speaker (Linux)
    python3 run.py setup [omni] [cuda|directml|plain]
                                       set up and start nothing; omni: with the official model's;
                                       cuda, directml: with an ONNX Runtime for such a card
    python3 run.py talk ...            and every other command of the program: `run.py help`

`--no-system` before the command keeps the system's own packages untouched.
Needs Python 3.11 and nothing else.  Set-up happens once: a start with nothing to do goes straight
on to the program.  The work is done in bootstrap/, with the standard library alone.
"""

import os
import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    # Before anything is imported that an older Python could not read.
    version = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        f"Visavis needs Python {OLDEST[0]}.{OLDEST[1]} or newer and this is {version}; "
        "install a newer one and start this file with it."
    )

import subprocess
from pathlib import Path

from bootstrap import checks, starter, system
from bootstrap.environment import FLAVOURS, PLAIN, Environment
from bootstrap.words import SetupError, say

ROOT = Path(__file__).resolve().parent
SYSTEM_LOG = ROOT / "build" / "system-packages.log"
MANIFEST = ROOT / "resources" / "models.toml"
WINDOW = ["gui", "--or-sample"]
DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
QUESTIONS = {"-h", "--help"}
OURS = {"test", "rig", "setup"}
"""Commands that the program does not know."""


def main(arguments: list[str]) -> int:
    """Do what the command line says.

    Returns: the exit code, unless the program has taken this process over.
    """
    may_change_system = not os.environ.get(system.SKIP_VARIABLE)
    if arguments[:1] == ["--no-system"]:
        may_change_system = False
        os.environ[system.SKIP_VARIABLE] = "1"  # the tests' own needs are meant too
        arguments = arguments[1:]
    command = arguments[0] if arguments else ""
    if command in QUESTIONS or (command in OURS and QUESTIONS.intersection(arguments)):
        print((__doc__ or "").strip())
        return DONE
    try:
        environment = Environment(ROOT)
        if command == "test":
            return run_tests(environment, arguments[1:], may_change_system)
        if command == "rig":
            return run_rig(environment, arguments[1:], may_change_system)
        if command == "setup":
            return add_set(environment, arguments[1:], may_change_system)
        set_up(environment, "base", may_change_system)
        if not arguments:
            return start(environment)
        if command == "talk" and not QUESTIONS.intersection(arguments):
            fetch_on_a_fresh_machine(environment)
        return hand_over(environment, arguments)
    except SetupError as error:
        say(str(error))
    except OSError as error:  # a full disk, a folder that can't be written to
        say(f"Set-up stopped: {error.strerror or error} ({error.filename or ROOT}).")
    return FAILED


def set_up(
    environment: Environment, lock: str, may_change_system: bool, flavour: str | None = None
) -> None:
    """Bring the environment up to `lock`; quick when it is.

    flavour: of ONNX Runtime; None for the one that was chosen before.
    Raises: SetupError.
    """
    try_system = may_change_system and environment.stamp.get("system") != system.NEEDS_VERSION
    if try_system:
        # Before the environment: on Debian the venv module itself may be missing.
        system.install(system.missing(), SYSTEM_LOG)
    environment.ensure()
    if try_system:
        environment.stamp.note(system=system.NEEDS_VERSION)
    if flavour is not None:
        environment.choose(flavour)
    lock = environment.kept(lock)
    if not environment.has(lock):
        environment.install(lock)


def add_set(environment: Environment, arguments: list[str], may_change_system: bool) -> int:
    """`run.py setup [omni] [FLAVOUR]`: install and start nothing."""
    flavour = arguments[-1] if arguments and arguments[-1] in FLAVOURS else None
    sets = arguments if flavour is None else arguments[:-1]
    if sets not in ([], ["base"], ["omni"]):
        say(
            "There are two sets: setup base, and setup omni for the official model; behind it "
            f"may stand an ONNX Runtime: {', '.join(FLAVOURS)}."
        )
        return REFUSED
    chosen = sets[0] if sets else "base"
    set_up(environment, chosen, may_change_system, flavour)
    card = "" if environment.flavour == PLAIN else f", with ONNX Runtime for {environment.flavour}"
    say(f"The set {chosen} is installed{card}.")
    return DONE


def start(environment: Environment) -> int:
    """Fetch what is missing of the starter models and start the program.

    Where there is no display it holds the sample conversation, and says so.
    """
    if not starter.is_complete(MANIFEST, starter.models_folder(environment)):
        starter.fetch(environment)
    return hand_over(environment, WINDOW)


def fetch_on_a_fresh_machine(environment: Environment) -> None:
    """Fetch the starter models if there are none at all; a choice made before is respected."""
    if starter.is_empty(MANIFEST, starter.models_folder(environment)):
        starter.fetch(environment)


def run_tests(environment: Environment, arguments: list[str], may_change_system: bool) -> int:
    """Run every check with what development needs."""
    set_up(environment, "dev", may_change_system)
    if not starter.is_complete(MANIFEST, starter.models_folder(environment)):
        starter.fetch(environment)
    fast = "--fast" in arguments
    options = [argument for argument in arguments if argument != "--fast"]
    return checks.run_all(checks.checks_of(environment, fast, options), ROOT)


def run_rig(environment: Environment, options: list[str], may_change_system: bool) -> int:
    """Run the tests on virtual devices, which Linux has; they install what they need."""
    set_up(environment, "dev", may_change_system)
    return checks.run_all([checks.on_rig(environment, options)], ROOT)


def hand_over(environment: Environment, arguments: list[str]) -> int:
    """Let the program take over; its exit code is ours."""
    command = starter.program(environment, *arguments)
    variables = starter.child_variables(ROOT)
    if sys.platform != "win32":  # there it would give the prompt back before the program ends
        sys.stdout.flush()
        # Becomes the program: signals reach it and nothing stands in between.
        os.execve(command[0], command, variables)
    return subprocess.run(command, env=variables, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        sys.exit(INTERRUPTED)
