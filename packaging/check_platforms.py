"""Show that every lock has a ready-made file for each platform and Python: no machine needed.

`python3 packaging/check_platforms.py` resolves the base and dev locks, hashes and all, without
installing anything.  That a set resolves says that it can be installed, not that it runs.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = (
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NEEDS_NEWER_GLIBC = {("x86_64-manylinux_2_28", "3.14"): "x86_64-manylinux_2_34"}
"""The window's library has no file for this Python on an older Linux."""

OLDEST_MACOS = "14.0"
"""ONNX Runtime has no file for an older one, nor for Intel."""


def resolve(lock: str, platform: str, python: str) -> str:
    """Return "" if `lock` can be installed from ready-made files, else what is missing."""
    platform = NEEDS_NEWER_GLIBC.get((platform, python), platform)
    command = ["uv", "pip", "install", "--no-config", "--dry-run", "--quiet"]
    command += ["--target", str(ROOT / "build" / "never"), "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python-platform", platform]
    command += ["--python-version", python, "-r", f"requirements/{lock}.txt"]
    environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return result.stderr.strip() if result.returncode else ""


def main() -> None:
    """Print one line a combination; exit 1 if any is missing something."""
    failed = False
    for lock in ("base", "dev"):
        for platform in PLATFORMS:
            for python in PYTHONS:
                missing = resolve(lock, platform, python)
                failed |= bool(missing)
                print(f"{lock:5} {platform:25} {python:5} {missing or 'resolves'}")
    raise SystemExit(int(failed))


if __name__ == "__main__":
    main()
