"""Claim: whatever happens to a device, the window says what happened and what to do, and goes on.

The real window as its own program on the rig, seen by AT-SPI and in pictures of its screen, first
on a computer without microphone, speaker and camera; then each is plugged in, pulled out and put
back; the folder that stands for a camera is taken away; an address is held by another program; and
the system refuses the microphone.  Each time the words on the card are read, and after each return
a question is asked and must be answered.

    python -m benchmarks.window_devices [--keep FOLDER]

The result goes to benchmarks/results/window_devices.json, the pictures to docs/screens/rig.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import report
from benchmarks.hands_free import Question, questions
from benchmarks.unplugged import free_port
from tests.rig.bare_program import VARIABLE
from tests.rig.camera import UdpCamera, write_clip
from tests.rig.room import Room
from tests.rig.server import RigError, await_that
from tests.rig.sound import MICROPHONES, ROOT, SPEAKERS, VirtualSound
from tests.rig.window_program import WindowProgram
from tests.rig.window_talk import Person

PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
PICTURES = ROOT / "docs" / "screens" / "rig"
COLOURS = [(200, 40, 40), (40, 180, 60)]
ASKED = (
    {"text": "What is the capital of France?"},
    {"text": "How many days are in a week?"},
    {"text": "What is twelve times twelve?"},
)
DO = {
    "No microphone": ("connect one", "close that program", "privacy settings"),
    "No speaker": ("connect one", "close that program", "privacy settings"),
    "No camera": ("connect it", "close what else uses it", "privacy settings"),
}
"""What a card may tell the person to do, by its heading."""

PROGRAM = "tests.rig.bare_program"

NOTICED_SECONDS = 40.0
CALM_SECONDS = 1.5
"""Without a word, after which what was announced aloud is over."""

COLOURS_OF_PICTURE = 128


class Visit:
    """A person who plugs, pulls, looks, and asks."""

    def __init__(self, rig: VirtualSound, window: WindowProgram) -> None:
        self._rig, self._window, self._reader = rig, window, window.reader
        self._person = Person(rig, window)
        self._asked = questions([dict(entry) for entry in ASKED])
        self._count = 0
        self.rows: list[dict[str, Any]] = []

    def sees(self, name: str, heading: str, *, button: str = "") -> None:
        """The card says `heading` and what to do, and so does the button's name."""
        card = self._reader.await_control(
            lambda c: c.role == "panel" and c.name.startswith(f"{heading}. "),
            f"card {heading!r}",
            NOTICED_SECONDS,
        )
        if button:
            self._reader.await_named(button, "push button")
        self._window.picture(name)
        words = card.name.removeprefix(f"{heading}. ")
        announced = [text for text in self._reader.announced() if text == card.name]
        self.rows.append(
            {
                "state": name,
                "heading": heading,
                "words": words,
                "says_what_to_do": any(part in words for part in DO[heading]),
                "announced": len(announced),
                "label": self._person.state(),
            }
        )
        print(self.rows[-1], flush=True)

    def well_again(self, *, button: str = "", ask: bool = True) -> None:
        """The card is gone, and a question is answered."""
        for heading in DO:
            self._await_gone(f"{heading}. ")
        if button:
            self._reader.await_named(button, "push button")
        self.rows[-1]["card_gone"] = True
        if ask:
            self.rows[-1]["answered"] = self._answered()

    def well_of(self, kind: str) -> None:
        """No card tells of this kind of device any more, though another may."""
        self._await_gone(f"No {kind}. ")
        self.rows[-1]["card_gone"] = True

    def picture(self, name: str) -> None:
        """Of the window as it is."""
        self._window.picture(name)

    def _await_gone(self, beginning: str) -> None:
        await_that(
            lambda: (
                not any(c.showing and c.name.startswith(beginning) for c in self._reader.tree())
            ),
            f"the window still says {beginning!r}",
            NOTICED_SECONDS,
        )

    def _answered(self) -> str:
        self._calm()
        self._count += 1
        question: Question = self._asked[self._count % len(self._asked)]
        try:
            return self._person.answered(question.samples).reply.text
        except RigError as error:
            print(f"{error}  Messages: {self._person.messages()}", flush=True)
            self._window.picture(f"unanswered-{self._count}")
            return ""

    def _calm(self) -> None:
        """Return once nobody has had the floor for a moment: the program says some things aloud."""
        while True:
            since = len(self._reader.noticed)
            moved = self._reader.await_noticed(
                lambda e: e.role == "panel" and e.text not in ("", "Ready"), CALM_SECONDS, since
            )
            if moved is None and self._person.state() == "Ready":
                return


def nothing_there_and_all_pulled(folder: Path) -> list[dict[str, Any]]:
    """Start with no device at all, plug each in, and pull each out again."""
    pictures = folder / "pictures-of-camera"
    settings = {"camera.source": str(pictures)}
    with VirtualSound(Room(), coupled=True) as rig:
        for name in (*MICROPHONES, *SPEAKERS):
            rig.unplug(name)
        with WindowProgram(folder / "nothing", settings, module=PROGRAM) as window:
            visit = Visit(rig, window)
            visit.sees("no-microphone-at-start", "No microphone", button="No mic")
            for name in MICROPHONES:
                rig.plug(name)
            visit.well_of("microphone")
            visit.sees("no-speaker-at-start", "No speaker")
            for name in SPEAKERS:
                rig.plug(name)
            visit.well_again(button="Mic on")
            window.keyboard.tap("c")
            visit.sees("no-camera-at-start", "No camera", button="No camera")
            pictures.mkdir()
            shutil.copy(PHOTO, pictures)
            visit.well_again(button="Camera on")
            shutil.rmtree(pictures)
            visit.sees("camera-files-taken-away", "No camera", button="No camera")
            pictures.mkdir()
            shutil.copy(PHOTO, pictures)
            visit.well_again(button="Camera on", ask=False)
            window.keyboard.tap("c")
            for kind, names in (("microphone", MICROPHONES), ("speaker", SPEAKERS)):
                for name in names:
                    rig.unplug(name)
                visit.sees(f"{kind}-unplugged", f"No {kind}")
                for name in names:
                    rig.plug(name)
                visit.well_again(button="Mic on")
            visit.picture("all-well-again")
        keep_pictures(window)
    return visit.rows


def camera_elsewhere(folder: Path) -> list[dict[str, Any]]:
    """A camera that another program holds, then sends, and whose plug is pulled.

    The microphone may not be opened at first.
    """
    port = free_port()
    clip = write_clip(folder / "clip.mp4", COLOURS)
    allowed = folder / "allowed"
    with VirtualSound(Room(), coupled=True) as rig, _held(port) as let_go:
        camera = UdpCamera(clip, port)
        with WindowProgram(
            folder / "elsewhere",
            {"camera.source": camera.address, "camera.on_at_start": "true"},
            {VARIABLE: str(allowed)},
            PROGRAM,
        ) as window:
            visit = Visit(rig, window)
            visit.sees("microphone-refused", "No microphone", button="No mic")
            allowed.touch()
            visit.well_of("microphone")
            visit.sees("camera-held-by-another-program", "No camera", button="No camera")
            let_go()
            with camera:
                visit.well_again(button="Camera on")
                camera.unplug()
                visit.sees("camera-unplugged", "No camera", button="No camera")
                camera.plug()
                visit.well_again(button="Camera on")
        keep_pictures(window)
    return visit.rows


@contextmanager
def _held(port: int) -> Iterator[Any]:
    """A program that has taken the camera's port; what lets it go is given."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("", port))
        yield holder.close


def keep_pictures(window: WindowProgram) -> None:
    """Put the pictures where the documentation has its own, small."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in sorted((window.folder / "pictures").glob("*.png")):
        picture = Image.open(path).convert("RGB").quantize(COLOURS_OF_PICTURE)
        picture.save(PICTURES / path.name, optimize=True)


def run(folder: Path) -> dict[str, Any]:
    """All of it; the result, which is written too.  folder: a new one."""
    folder.mkdir(parents=True)
    rows = [*nothing_there_and_all_pulled(folder), *camera_elsewhere(folder)]
    result = {
        "states": len(rows),
        "say_what_to_do": sum(row["says_what_to_do"] for row in rows),
        "announced": sum(row["announced"] > 0 for row in rows),
        "card_gone": sum(row.get("card_gone", False) for row in rows),
        "answered": sum(bool(row.get("answered")) for row in rows),
        "asked": sum("answered" in row for row in rows),
        "rows": rows,
    }
    report.write("window_devices", result)
    return result


def main() -> None:
    """Pull and plug, and write what the window said."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for pictures and log")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as temporary:
        result = run((keep or Path(temporary)) / "devices")
    print({key: value for key, value in result.items() if key != "rows"})


if __name__ == "__main__":
    main()
