"""The virtual environment: made by `venv`, filled from a lock by plain pip, rebuilt if broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap.stamp import Stamp, print_of
from bootstrap.words import Counter, SetupError, say

LOG_NAME = "visavis-setup.log"
SPACE_NEEDED = 1_500_000_000
"""Bytes: the environment with the tests' tools (0.95 GB), and what pip unpacks beside it."""

SPACE_FOR_TORCH = 2_000_000_000
"""Bytes: torch's build for the CPU; one for CUDA takes several times that, and pip says so."""

SUPERSETS = {"base": ("base", "omni", "dev"), "omni": ("omni", "dev"), "dev": ("dev",)}
"""The locks that contain a set: whoever has the dev lock has the others too."""

PLAIN = "plain"
FLAVOURS = {PLAIN: "onnxruntime", "cuda": "onnxruntime-gpu", "directml": "onnxruntime-directml"}
"""Of ONNX Runtime: the one of the locks, and others that also compute on graphics cards.  They are
one module and overwrite each other, so an environment has one of them."""

FLAVOUR, EXCHANGED, UNDERWAY = "flavour", "exchanged", "underway"
"""What was chosen, and what is in place, as the stamp calls it."""

TORCH = "torch"
"""The file without hashes that the larger sets need besides their lock."""

_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeoutError|NameResolutionError|Failed to establish a new"
    r"|ReadTimeoutError|Read timed out|ProxyError|RemoteDisconnected|Connection aborted"
    r"|Network is unreachable|Temporary failure in name resolution|getaddrinfo failed"
)
_CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError")
_DISK_FULL = re.compile(r"No space left on device|Errno 28\b|WinError 112\b")
_WRONG_HASH = re.compile(r"THESE PACKAGES DO NOT MATCH THE HASHES")
_NO_FILE = re.compile(r"No matching distribution found for (\S+)")
_PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_COLLECTING = re.compile(
    # A name, after the folders if the file lies on this machine; a version begins with a digit.
    r"^(?:Collecting|Processing|Requirement already satisfied:) (?:\S*[/\\])?((?:[\w.]|-(?!\d))+)"
)

_SHOWN_ERRORS = 3
"""Lines of pip's own words shown with a failure that has no sentence of ours."""


class Environment:
    """The folder `.venv` of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._bin = self.folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self._bin / ("python.exe" if sys.platform == "win32" else "python")
        self.log = self.folder / LOG_NAME
        self.stamp = Stamp(self.folder)

    def tool(self, name: str) -> str:
        """The path of a program that a package has put into the environment."""
        return str(self._bin / (f"{name}.exe" if sys.platform == "win32" else name))

    def runs(self) -> bool:
        """Whether its interpreter starts and is of this Python's version (some 15 ms)."""
        try:
            # Without the site's start-up work, and deaf to the variables of the person's shell.
            result = subprocess.run(
                [self.python, "-I", "-S", "-c", "import sys; print(*sys.version_info[:3])"],
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError:
            return False
        return result.returncode == 0 and result.stdout.split() == [
            str(part) for part in sys.version_info[:3]
        ]

    def ensure(self) -> None:
        """Make the environment, or make it anew if it is broken or of another Python.

        Raises: SetupError.
        """
        if self.runs() and (self.stamp.fits or (not self.stamp.exists and self._has_pip())):
            return
        if self.folder.exists() or self.folder.is_symlink():
            say("The environment in .venv is broken or of another Python; it is made anew.")
            _remove(self.folder)
        self._check_space(SPACE_NEEDED)
        say("Making the environment in .venv")
        result = subprocess.run(
            [sys.executable, "-m", "venv", self.folder], capture_output=True, text=True, check=False
        )
        if result.returncode:
            words = result.stdout + result.stderr
            if "ensurepip" in words:
                raise SetupError(
                    "This Python can make no environments: install its venv package "
                    "(on Debian and Ubuntu: apt-get install python3-venv) and run this again."
                )
            raise SetupError(f"The environment could not be made: {explain(words, self.folder)}")
        self.stamp = Stamp(self.folder)

    def has(self, lock: str) -> bool:
        """Whether this lock, or one that contains it, is installed as it is now."""
        return self._exchanged == self._wanted and any(
            (noted := self.stamp.get(name)) is not None and noted == print_of(self._lock(name))
            for name in SUPERSETS[lock]
        )

    def kept(self, lock: str) -> str:
        """The set to keep up to date where `lock` is asked for: the omni set, once installed."""
        return "omni" if lock == "base" and self.stamp.get("omni") is not None else lock

    def install(self, lock: str) -> None:
        """Install a lock with hashes.  Packages that are there already are left alone.

        torch comes after the lock of a set that needs it: it carries no hashes, since which build
        fits depends on the machine, but by then all it depends on is there with them (but for the
        libraries of a CUDA build).

        Raises: SetupError.
        """
        exchanges = {self._exchanged, self._wanted} != {PLAIN}
        if exchanges:
            self.stamp.note(**{EXCHANGED: UNDERWAY})
            self._uninstall(*FLAVOURS.values())
        with_torch = lock in SUPERSETS["omni"]
        if with_torch:
            self._check_space(SPACE_FOR_TORCH)
        say("Installing the libraries (a minute or two, the first time)")
        self._forget_half_installed()
        file = self._lock(lock)
        self._pip(["--require-hashes", "--no-deps"], file)
        if with_torch:
            say("Installing torch (up to several minutes, the first time)")
            self._pip([], self._lock(TORCH))
        if self.flavour != PLAIN:
            say(f"Installing the ONNX Runtime for {self.flavour}")
            self._uninstall(FLAVOURS[PLAIN])
            self._pip(["--require-hashes", "--no-deps"], self._lock(FLAVOURS[self.flavour]))
        self.stamp.note(**{lock: print_of(file), EXCHANGED: self._wanted})

    @property
    def flavour(self) -> str:
        """The ONNX Runtime that was chosen, a name of `FLAVOURS`."""
        return self.stamp.get(FLAVOUR) or PLAIN

    def choose(self, flavour: str) -> None:
        """From now on this ONNX Runtime; `install` puts it in the place of another."""
        if flavour != self.flavour:
            self.stamp.note(**{FLAVOUR: flavour})

    @property
    def _wanted(self) -> str:
        """The flavour and what its lock is now."""
        if self.flavour == PLAIN:
            return PLAIN
        return f"{self.flavour} {print_of(self._lock(FLAVOURS[self.flavour]))}"

    @property
    def _exchanged(self) -> str:
        """What is in place, in the same words."""
        return self.stamp.get(EXCHANGED) or PLAIN

    def _uninstall(self, *packages: str) -> None:
        """Remove what there is of them.

        Raises: SetupError.
        """
        command = [self.python, "-m", "pip", "uninstall", "--yes", "--quiet", *packages]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            words = result.stdout + result.stderr
            raise SetupError(f"{packages[0]} could not be removed: {explain(words, self.log)}")

    def _pip(self, options: list[str], file: Path) -> None:
        """Install a file of requirements, counting its packages as they come.

        Raises: SetupError.
        """
        command = [str(self.python), "-m", "pip", "install", *options]
        command += ["--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
        command += ["--retries", "3", "--progress-bar", "off", "-r", str(file)]
        pinned = {_plain(pin) for pin in _PIN.findall(file.read_text(encoding="utf-8"))}
        counter = Counter("Libraries", len(pinned))
        words: list[str] = []
        with (
            self.log.open("w", encoding="utf-8", errors="replace") as log,
            subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            ) as pip,
        ):
            for line in pip.stdout or ():
                log.write(line)
                words.append(line)
                if (found := _COLLECTING.match(line)) and _plain(found[1]) in pinned:
                    counter.step(found[1])
        counter.end()
        if pip.returncode:
            raise SetupError(
                f"The libraries could not be installed: {explain(''.join(words), self.log)}"
            )

    def _lock(self, name: str) -> Path:
        return self.root / "requirements" / f"{name}.txt"

    def _has_pip(self) -> bool:
        command = [self.python, "-m", "pip", "--version"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _check_space(self, needed: int) -> None:
        free = shutil.disk_usage(self.root).free
        if free < needed:
            raise SetupError(
                f"The environment needs {needed / 1e9:.1f} GB of disk space and "
                f"{self.root} has {free / 1e9:.1f} GB left; free some and run this again."
            )

    def _forget_half_installed(self) -> None:
        """Drop the entry of a package whose installation was cut off, so that pip does it again.

        pip writes a package's RECORD last, but takes a package without one as installed.
        """
        for entry in self.folder.glob("**/site-packages/*.dist-info"):
            if not (entry / "RECORD").is_file():
                shutil.rmtree(entry)


def _plain(name: str) -> str:
    """A package's name, or the beginning of its file's, as the index compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _remove(folder: Path) -> None:
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be removed ({error.strerror or error}); close what uses it, "
            "or delete it by hand, and run this again."
        ) from error


def explain(words: str, log: Path) -> str:
    """One sentence for what pip or venv said."""
    if _DISK_FULL.search(words):
        return "the disk is full. Free some space and run this again."
    if _CERTIFICATE.search(words):
        return "the package index showed a certificate this machine does not trust."
    if _NO_NETWORK.search(words):
        return (
            "there is no connection to the package index. Check the network (or the proxy) "
            "and run this again; what has arrived is kept."
        )
    if _WRONG_HASH.search(words):
        return f"a package is not the one that was pinned, so nothing of it is used. See {log}."
    if found := _NO_FILE.search(words):
        return (
            f"{found[1]} has no file for this machine and Python; on macOS version 14 on Apple "
            f"silicon is the oldest, on Linux glibc 2.28. See {log}."
        )
    errors = [line.strip() for line in words.splitlines() if line.startswith("ERROR")]
    shown = errors[-_SHOWN_ERRORS:] or [line for line in words.splitlines() if line][-1:]
    return f"{' '.join(shown)} See {log}."
