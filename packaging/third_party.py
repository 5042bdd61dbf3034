"""Write THIRD_PARTY.md: `.venv/bin/python packaging/third_party.py`, in the dev environment.

Libraries come from the locks and the licences their own packages declare; what a package does
not declare, or is not installed here, stands in `KNOWN`, read off the project's own pages.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("base", "dev", "omni", "torch", "onnxruntime-gpu", "onnxruntime-directml")
CALLED = {"torch": "omni", "onnxruntime-gpu": "cuda", "onnxruntime-directml": "directml"}
"""What those sets are called that people ask for by another name than the lock's."""

PIN = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)

KNOWN: dict[str, tuple[str, str]] = {
    # name: licence, origin
    "annotated-doc": ("MIT", "https://github.com/fastapi/annotated-doc"),
    "cffi": ("MIT-0", "https://github.com/python-cffi/cffi"),
    "colorama": ("BSD-3-Clause", "https://github.com/tartley/colorama"),
    "espeakng-loader": (
        "MIT; the espeak-ng library in it is GPL-3.0-or-later",
        "https://github.com/thewh1teagle/espeakng-loader",
    ),
    "flatbuffers": ("Apache-2.0", "https://github.com/google/flatbuffers"),
    "flexcache": ("BSD-3-Clause", "https://github.com/hgrecco/flexcache"),
    "grimp": ("BSD-2-Clause", "https://github.com/python-grimp/grimp"),
    "imageio-ffmpeg": (
        "BSD-2-Clause; the FFmpeg program in it is GPL-3.0-or-later",
        "https://github.com/imageio/imageio-ffmpeg",
    ),
    "import-linter": ("BSD-2-Clause", "https://github.com/seddonym/import-linter"),
    "jinja2": ("BSD-3-Clause", "https://github.com/pallets/jinja"),
    "kokoro-onnx": ("MIT", "https://github.com/thewh1teagle/kokoro-onnx"),
    "markupsafe": ("BSD-3-Clause", "https://github.com/pallets/markupsafe"),
    "mpmath": ("BSD-3-Clause", "https://github.com/mpmath/mpmath"),
    "networkx": ("BSD-3-Clause", "https://github.com/networkx/networkx"),
    "nodeenv": ("BSD-3-Clause", "https://github.com/ekalinin/nodeenv"),
    "num2words": ("LGPL-2.1-or-later", "https://github.com/savoirfairelinux/num2words"),
    "omegaconf": ("BSD-3-Clause", "https://github.com/omry/omegaconf"),
    "onnxruntime-directml": ("MIT", "https://onnxruntime.ai"),
    "onnxruntime-gpu": ("MIT", "https://onnxruntime.ai"),
    "opencv-python-headless": (
        "Apache-2.0; the FFmpeg in it is LGPL-2.1-or-later",
        "https://github.com/opencv/opencv-python",
    ),
    "phonemizer": ("GPL-3.0-or-later", "https://github.com/bootphon/phonemizer"),
    "pint": ("BSD-3-Clause", "https://github.com/hgrecco/pint"),
    "piper-tts": ("GPL-3.0-or-later", "https://github.com/OHF-voice/piper1-gpl"),
    "protobuf": ("BSD-3-Clause", "https://github.com/protocolbuffers/protobuf"),
    "rapidocr": ("Apache-2.0", "https://github.com/RapidAI/RapidOCR"),
    "regex": ("Apache-2.0 AND CNRI-Python", "https://github.com/mrabarnett/mrab-regex"),
    "safetensors": ("Apache-2.0", "https://github.com/huggingface/safetensors"),
    "setuptools": ("MIT", "https://github.com/pypa/setuptools"),
    "shellingham": ("ISC", "https://github.com/sarugaku/shellingham"),
    "soundfile": (
        "BSD-3-Clause; the libsndfile in it is LGPL-2.1-or-later",
        "https://github.com/bastibe/python-soundfile",
    ),
    "sympy": ("BSD-3-Clause", "https://github.com/sympy/sympy"),
    "tokenizers": ("Apache-2.0", "https://github.com/huggingface/tokenizers"),
    "torch": ("BSD-3-Clause", "https://github.com/pytorch/pytorch"),
    "transformers": ("Apache-2.0", "https://github.com/huggingface/transformers"),
    "typer": ("MIT", "https://github.com/fastapi/typer"),
}

PLAIN = {
    # what packages write, in the names of the SPDX list
    "MIT License": "MIT",
    "BSD License": "BSD",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
}

ORIGIN_LABELS = ("source", "repository", "source code", "github", "homepage", "code", "home")

REPOSITORY_ROWS = (
    "| resources/voices/kokoro.npz | voice vectors of Kokoro | Apache-2.0 "
    "| hexgrad, as published with kokoro-js |",
    "| resources/fonts/Inter-*.otf | Inter 4.0, the window's letters on Linux | OFL-1.1 "
    "| The Inter Project Authors, https://github.com/rsms/inter |",
    "| resources/sample, tests/data/recordings | recordings and a photo "
    "| in the files beside them | in the files beside them |",
)

INTRODUCTION = """\
# What Visavis is made of

Made by `packaging/third_party.py` from the locks in `requirements/`, what the installed packages
declare, and the model manifests; run it again after a change.  Visavis is Apache-2.0, and its
`voice_worker/` GPL-3.0-or-later.

**GPL programs.** piper-tts, phonemizer and espeak-ng (inside espeakng-loader and piper-tts) are
GPL-3.0-or-later, and kokoro-onnx imports phonemizer.  They are used by `voice_worker/` alone,
which runs as a process of its own and is spoken to through a pipe; an import rule that every
change must pass keeps them out of the program.  FFmpeg (inside imageio-ffmpeg, in the omni set) is
a GPL-3.0-or-later program too; it reads films, started as a process of its own and spoken to
through pipes.  In an installer they stand in their own folder with an offer of their source.

**Restricted weights.** The Piper voice *joe* is recorded from a CC0 data set, but its weights
were trained on from the voice *lessac*, whose data set forbids commercial voice synthesis.  It is
never part of an installer and is fetched only as a pack that says so.  Kokoro is free of this.

**Read and not used.** The CenterNet detector that circulates with browser libraries: its author
has put no licence on it.  TEN VAD and LiveKit's turn detector: their licences restrict the use.
"""


@dataclass(frozen=True)
class Library:
    """One row of the table."""

    name: str
    versions: str
    sets: str
    licence: str
    origin: str


def locked() -> dict[str, tuple[set[str], list[str]]]:
    """Each locked package: its versions and the sets that hold it."""
    found: dict[str, tuple[set[str], list[str]]] = {}
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        for name, version in PIN.findall(text):
            versions, sets = found.setdefault(name, (set(), []))
            versions.add(version)
            if lock not in sets:
                sets.append(lock)
    return found


def libraries() -> Iterator[Library]:
    """All rows, by name; a package without a known licence ends the program."""
    for name, (versions, sets) in sorted(locked().items()):
        licence, origin = KNOWN[name] if name in KNOWN else declared(name)
        place = "all" if "base" in sets else ", ".join(CALLED.get(each, each) for each in sets)
        yield Library(name, ", ".join(sorted(versions)), place, licence, origin)


def declared(name: str) -> tuple[str, str]:
    """Licence and origin as the installed package declares them."""
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        raise SystemExit(f"{name} is not installed here; add it to KNOWN.") from None
    classes = [
        value.rpartition(" :: ")[2]
        for value in metadata.get_all("Classifier") or []
        if value.startswith("License ::") and not value.endswith("approved")
    ]
    stated = _field(metadata, "License-Expression") or _field(metadata, "License")
    licence = stated if 0 < len(stated) < 80 else next(iter(classes), "")
    if not licence:
        raise SystemExit(f"{name} declares no licence; look it up and add it to KNOWN.")
    addresses = {
        label.strip().lower(): address.strip()
        for label, _, address in (
            value.partition(",") for value in metadata.get_all("Project-URL") or []
        )
    }
    origin = next((addresses[label] for label in ORIGIN_LABELS if label in addresses), "")
    return PLAIN.get(licence, licence), origin or _field(metadata, "Home-page")


def _field(metadata: importlib.metadata.PackageMetadata, name: str) -> str:
    return metadata[name] if name in metadata else ""  # noqa: SIM401 - it has no get


def models() -> Iterator[str]:
    """The rows of the model table, and of the test data."""
    for file in ("resources/models.toml", "tests/data/packs.toml"):
        manifest = tomllib.loads((ROOT / file).read_text(encoding="utf-8"))
        for name, pack in manifest["packs"].items():
            size = sum(entry["size"] for entry in pack["files"]) / 1e6
            note = " ".join(pack.get("licence_note", "").split())
            bundle = "yes" if pack["bundle"] else "no"
            yield (
                f"| {name} | {pack['title']} | {size:.1f} | {pack['licence']} | {bundle} "
                f"| {pack['origin']} | {note} |"
            )


def in_the_repository() -> Iterator[str]:
    """The rows of the files that come with the repository itself."""
    sight = tomllib.loads((ROOT / "resources/sight/sight.toml").read_text(encoding="utf-8"))
    for name, file in sight["files"].items():
        yield f"| resources/sight/{name} | {file['what']} | {file['licence']} | {file['origin']} |"
    yield from REPOSITORY_ROWS


def main() -> None:
    """Write the file."""
    lines = [INTRODUCTION, "## Libraries", ""]
    lines += ["| library | version | in | licence | origin |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.name} | {row.versions} | {row.sets} | {row.licence} | {row.origin} |"
        for row in libraries()
    ]
    lines += ["", "## Models and test data", ""]
    lines += ["Fetched as packs; the hashes stand in resources/models.toml.", ""]
    lines += ["| pack | what | MB | licence | in installers | origin | note |"]
    lines += ["|---|---|---|---|---|---|---|", *models(), ""]
    lines += ["PP-OCRv6, which reads text (Apache-2.0, Baidu), comes inside the rapidocr package."]
    lines += ["", "## In the repository", ""]
    lines += ["| file | what | licence | origin |", "|---|---|---|---|", *in_the_repository()]
    (ROOT / "THIRD_PARTY.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
