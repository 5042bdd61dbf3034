"""Makes resources/voices/kokoro.npz: the Kokoro styles that Visavis offers, in one file.

    npm pack kokoro-js@1.2.1 && python packaging/voices.py kokoro-js-1.2.1.tgz

The package carries each style as bare float32 values; kokoro_onnx reads an .npz of arrays
[longest text, 1, 256].  Both sides are pinned by SHA-256 in resources/voices/voices.toml: an
input that differs is refused, and an output that differs is an error.
"""

from __future__ import annotations

import hashlib
import sys
import tarfile
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STYLE_SHAPE = (-1, 1, 256)
"""One vector of 256 values for each length of text, in phonemes."""

FOLDER = Path(__file__).parent.parent / "resources" / "voices"


def read_style(package: tarfile.TarFile, member: str, sha256: str) -> NDArray[np.float32]:
    """One style out of the package.  Raises: ValueError if it is missing or another one."""
    stream = package.extractfile(member)
    if stream is None:
        raise ValueError(f"{member} is not a file of the package.")
    data = stream.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{member} is not the file that was pinned.")
    return np.frombuffer(data, dtype="<f4").reshape(STYLE_SHAPE)


def main(package: Path) -> None:
    """Write the styles of `package` (a kokoro-js .tgz) to resources/voices/kokoro.npz."""
    pins = tomllib.loads((FOLDER / "voices.toml").read_text(encoding="utf-8"))
    with tarfile.open(package) as archive:
        styles = {
            style: read_style(archive, f"package/voices/{style}.bin", sha256)
            for style, sha256 in pins["styles"].items()
        }
    result = FOLDER / "kokoro.npz"
    np.savez(result, allow_pickle=False, **styles)
    made = hashlib.sha256(result.read_bytes()).hexdigest()
    if made != pins["file"]["sha256"]:
        sys.exit(f"kokoro.npz came out as {made}, which is not the file that was pinned.")
    print(f"{result.name}: {', '.join(styles)} ({made})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
