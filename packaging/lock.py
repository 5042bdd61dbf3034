"""Write the locks in requirements/ from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

A lock is universal (one file for every platform and Python) and pins each file by its hash, so
that plain `pip install --require-hashes --no-deps` on any machine installs the very same thing.
`--no-deps` is needed because `overrides.txt` takes packages out that others ask for.  uv is
needed here only, never by a person who installs the program.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
OLDEST_PYTHON = "3.11"

LEFT_TO_TORCH = re.compile(r"^(torch|triton|nvidia-[\w-]+|cuda-[\w-]+)==", re.MULTILINE)
"""What `torch.txt` installs by itself, in the build that fits the machine."""

HEADER = "# Made by packaging/lock.py from pyproject.toml; do not edit.\n"

FLAVOURS = ("onnxruntime-gpu", "onnxruntime-directml")
FLAVOUR_HEADER = "# Made by packaging/lock.py; do not edit.\n"


def compile_lock(
    name: str,
    *extras: str,
    agree_with: tuple[str, ...],
    upgrade: bool,
    leave_out: tuple[str, ...] = (),
) -> str:
    """Resolve the program with `extras` and return the text of its lock.

    agree_with: files of requirements/ whose versions bind this lock.
    leave_out: packages that are resolved but not written.
    """
    target = REQUIREMENTS / f"{name}.txt"
    command = ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-config"]
    command += ["--annotation-style", "line", "--override", "requirements/overrides.txt"]
    for file in agree_with:
        command += ["--constraint", f"requirements/{file}"]
    for extra in extras:
        command += ["--extra", extra]
    for package in leave_out:
        command += ["--no-emit-package", package]
    if upgrade:
        command += ["--upgrade"]
    command += ["--output-file", str(target.relative_to(ROOT))]
    subprocess.run(command, cwd=ROOT, check=True)
    text = HEADER + target.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8", newline="\n")
    return text


def without_torch(name: str, *extras: str, agree_with: tuple[str, ...], upgrade: bool) -> str:
    """The lock of a set that needs torch, without what `torch.txt` installs."""
    whole = compile_lock(name, *extras, agree_with=agree_with, upgrade=upgrade)
    left_out = tuple(LEFT_TO_TORCH.findall(whole))
    return compile_lock(name, *extras, agree_with=agree_with, upgrade=False, leave_out=left_out)


def compile_flavour(package: str, upgrade: bool) -> str:
    """The lock of an ONNX Runtime that takes the place of the base's; all it needs is there."""
    target = REQUIREMENTS / f"{package}.txt"
    command = ["uv", "pip", "compile", "-", "--quiet", "--universal", "--no-deps"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-config", "--no-annotate"]
    if upgrade:
        command += ["--upgrade"]
    command += ["--output-file", str(target.relative_to(ROOT))]
    subprocess.run(command, cwd=ROOT, check=True, input=package, text=True)
    text = FLAVOUR_HEADER + target.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8", newline="\n")
    return text


def check(name: str, text: str) -> None:
    """Refuse a lock that names a server or holds a package without a hash."""
    if "://" in text:
        raise SystemExit(f"The lock {name} names a server; it must hold names and hashes only.")
    pinned = len(re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE))
    hashed = len(re.findall(r"^[\w.\[\]-]+==[^\n]*\\\n    --hash=", text, re.MULTILINE))
    if pinned != hashed:
        raise SystemExit(f"The lock {name} has {pinned - hashed} packages without a hash.")
    print(f"requirements/{name}.txt: {pinned} packages")


def main() -> None:
    """Write all locks; the base first, so that the others agree with it."""
    parser = argparse.ArgumentParser(description="Write the locks in requirements/.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade: bool = parser.parse_args().upgrade
    if shutil.which("uv") is None:
        raise SystemExit("Making locks needs uv; install it and run this again.")
    rules = ("constraints.txt",)
    check("base", compile_lock("base", agree_with=rules, upgrade=upgrade))
    rules += ("base.txt", "torch.txt")
    check("omni", without_torch("omni", "omni", agree_with=rules, upgrade=upgrade))
    rules += ("omni.txt",)
    check("dev", without_torch("dev", "omni", "dev", agree_with=rules, upgrade=upgrade))
    for package in FLAVOURS:
        check(package, compile_flavour(package, upgrade))


if __name__ == "__main__":
    main()
