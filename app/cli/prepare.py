"""`visavis models prepare`: a checkpoint's speech as ONNX graphs, made and checked once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from app.errors import UserError
from app.folders import ensure_folder
from app.omni_libraries import FOR_EXPORT, load_libraries
from app.shared_folder import alone, disk_words

if TYPE_CHECKING:
    from rich.progress import TaskID

    from app.models.store import ModelStore
    from omni_core.speech.prepared import Stage

DTYPE_NAMES = ("fp32", "fp16")
PROVIDER_NAMES = ("cuda", "directml", "coreml", "cpu")
LOCK_NAME = "prepare.lock"

GRAPH_NAMES = {"step": "diffusion transformer", "vocoder": "vocoder"}
HASHING = "checkpoint"
"""What is hashed, as the progress calls it."""

WORDS = {"exporting": "exporting", "comparing": "comparing with torch", "ready": "ready"}

_PLAIN_STEP = 25
"""Percent between two plain lines about the hashing."""

_GIGABYTE = 1e9


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "prepare", help="turn a checkpoint's speech into ONNX graphs; goes on where it was stopped"
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a checkpoint")
    parser.add_argument("--dtype", choices=DTYPE_NAMES, default="fp32", help="default: fp32")
    parser.add_argument(
        "--provider", choices=PROVIDER_NAMES, help="what to check them on (default: the best here)"
    )


def prepare_speech(_store: ModelStore, args: argparse.Namespace) -> int:
    """Make the graphs that are missing or damaged.

    Raises: UserError; CheckpointError; EngineError if a graph does not compute what torch does.
    """
    load_libraries(*FOR_EXPORT)
    from omni_core.omni.device import AUTO, choose_device
    from omni_core.speech.prepared import CPU, FOLDER, prepare
    from omni_core.speech.providers import provider_named

    wanted = None if args.provider is None else provider_named(_installed(args.provider))
    device = choose_device(AUTO)
    cache: Path = args.folders.cache
    with (
        disk_words(f"The prepared speech could not be kept in {cache}"),
        alone(ensure_folder(cache / FOLDER) / LOCK_NAME, _say_waiting),
        _shown(sys.stdout) as show,
    ):
        prepared = prepare(
            args.folder,
            cache,
            args.dtype,
            wanted,
            device if device.type == "cuda" else CPU,  # no provider computes on torch's others
            show.stage,
        )
    size = sum(file.stat().st_size for file in prepared.folder.rglob("*") if file.is_file())
    sys.stdout.write(
        f"The speech of {args.folder} is ready in {args.dtype}: "
        f"{size / _GIGABYTE:.2f} GB in {prepared.folder}.\n"
    )
    return 0


def _installed(name: str) -> str:
    """The provider's name, if the installed flavour of ONNX Runtime has it.

    Raises: UserError.
    """
    import onnxruntime

    from omni_core.speech.providers import PROVIDERS

    there = onnxruntime.get_available_providers()
    named = [label for label, provider in PROVIDERS.items() if provider in there]
    if name not in named:
        raise UserError(
            f"The installed flavour of ONNX Runtime has no provider {name}; "
            f"choose {' or '.join(named)}, or leave --provider out."
        )
    return name


def _say_waiting() -> None:
    sys.stderr.write("Another Visavis is preparing a checkpoint; waiting for it to finish.\n")


@contextmanager
def _shown(stream: TextIO) -> Iterator[PlainStages | StageBars]:
    if not stream.isatty():
        yield PlainStages(stream)
        return
    with StageBars(stream) as bars:
        yield bars


class PlainStages:
    """A line a stage, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = _PLAIN_STEP

    def stage(self, stage: Stage) -> None:
        """Print a line if there is something new."""
        if stage.graph is not None:
            self._say(f"{GRAPH_NAMES[stage.graph]}: {WORDS[stage.doing.value]}")
            return
        percent = round(100 * stage.share)
        if percent >= self._next:
            self._next = percent - percent % _PLAIN_STEP + _PLAIN_STEP
            self._say(f"{HASHING}: {percent} % hashed")

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class StageBars:
    """A line with a clock for each graph on a terminal, and a bar for the hashing."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bars = Progress(
            SpinnerColumn(finished_text="\N{CHECK MARK}"),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(file=stream),
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> StageBars:
        self._bars.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._bars.stop()

    def stage(self, stage: Stage) -> None:
        """Move the line of what the stage is about."""
        if stage.graph is None:
            self._bars.update(self._task(HASHING), completed=stage.share, total=1.0)
            return
        name = GRAPH_NAMES[stage.graph]
        task = self._task(name)
        self._bars.update(task, description=f"{name}: {WORDS[stage.doing.value]}")
        if stage.doing.value == "ready":  # until then nobody can say how far it is
            self._bars.update(task, completed=1.0, total=1.0)

    def _task(self, name: str) -> TaskID:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=None)
        return self._tasks[name]
