"""run.py in small checkouts of their own: a real environment, a wheel made here, no network.

The program in them is a stand-in of a few lines that tells how it was called; everything from
`python run.py` to the program's first line is the real thing.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bootstrap.environment import LOG_NAME
from bootstrap.stamp import STAMP_NAME

ROOT = Path(__file__).resolve().parent.parent
POSIX = os.name == "posix"

PROGRAM = """
import json, os, pathlib, sys
home = pathlib.Path(os.environ["VISAVIS_HOME"])
if sys.argv[1:3] == ["models", "path"]:
    print(home)
elif sys.argv[1:3] == ["models", "pull"]:
    if os.environ.get("PULL_FAILS"):
        sys.exit(2)
    (home / "small").mkdir(parents=True, exist_ok=True)
    (home / "small" / "weights").write_bytes(bytes(10))
    print("pulled", sys.argv[3])
else:
    import visavis_probe
    told = {"arguments": sys.argv[1:], "pid": os.getpid(), "probe": visavis_probe.VERSION}
    print(json.dumps(told))
    sys.exit(7 if "fail" in sys.argv else 0)
"""

MANIFEST = """
[sets]
starter = ["small"]
[packs.small]
[[packs.small.files]]
name = "weights"
size = 10
"""


@dataclass
class Checkout:
    """A small checkout with its own wheels, models folder and shell variables."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def environment(self) -> Path:
        return self.root / ".venv"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "run.py"), *arguments]

    def run(
        self, *arguments: str, cwd: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env=self.variables | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def lock(self, version: str, digest: str | None = None) -> None:
        """Make a wheel of `visavis_probe` and pin it."""
        wheel = make_wheel(self.root / "wheels", version)
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        line = f"visavis-probe=={version} \\\n    --hash=sha256:{digest}\n"
        (self.root / "requirements" / "base.txt").write_text(line)

    def told(self, *arguments: str) -> dict[str, object]:
        """What the stand-in tells when it is reached by `arguments`."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout.splitlines()[-1])


def make_wheel(
    folder: Path, version: str, package: str = "visavis_probe", module: str | None = None
) -> Path:
    """module: what it brings, if it is called otherwise."""
    folder.mkdir(exist_ok=True)
    entry = f"{package}-{version}.dist-info"
    files = {
        f"{module or package}.py": f"VERSION, MADE_BY = {version!r}, {package!r}\n",
        f"{entry}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{entry}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text)}\n"
    files[f"{entry}/RECORD"] = f"{record}{entry}/RECORD,,\n"
    wheel = folder / f"{package}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # ZipInfo: the same bytes each time
    return wheel


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Set up once: making an environment takes seconds."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "run.py", root)
    shutil.copytree(ROOT / "bootstrap", root / "bootstrap")
    for name, text in {
        "app/__init__.py": "",
        "app/__main__.py": PROGRAM,
        "resources/models.toml": MANIFEST,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    (root / "requirements").mkdir()
    (root / "requirements" / "dev.txt").write_text("# never installed here")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "DISPLAY", "WAYLAND"))}
    made = Checkout(
        root,
        kept
        | {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(root / "wheels"),
            "VISAVIS_HOME": str(root / "home"),
            "VISAVIS_NO_SYSTEM": "1",
        },
    )
    made.lock("1.0")
    assert made.run("models", "path").returncode == 0
    return made


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A loopback port that refuses every connection."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))  # bound, never listening: nobody else can take it
        yield holder.getsockname()[1]


def test_arguments_and_exit_code_pass_through(checkout: Checkout) -> None:
    assert checkout.told("voices", "--json", "a b")["arguments"] == ["voices", "--json", "a b"]
    assert checkout.run("fail").returncode == 7


@pytest.mark.skipif(not POSIX, reason="only there a process can become another")
def test_the_program_takes_the_process_over(checkout: Checkout) -> None:
    with subprocess.Popen(
        checkout.command("settings"), env=checkout.variables, stdout=subprocess.PIPE, text=True
    ) as process:
        told = json.loads(process.communicate()[0])
    assert told["pid"] == process.pid


def test_a_folder_named_app_where_the_person_stands_is_left_alone(
    checkout: Checkout, tmp_path: Path
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("raise SystemExit(99)")
    assert checkout.run("settings", cwd=tmp_path).returncode == 0


def test_a_second_run_does_not_touch_the_environment(checkout: Checkout) -> None:
    log = checkout.environment / LOG_NAME
    before = log.stat().st_mtime_ns
    result = checkout.run("settings", PIP_FIND_LINKS="")  # pip would find nothing
    assert result.returncode == 0
    assert result.stderr == ""
    assert log.stat().st_mtime_ns == before


def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.lock("1.1")
    assert checkout.told("settings")["probe"] == "1.1"


def test_without_network_one_sentence_then_it_goes_on(checkout: Checkout, closed_port: int) -> None:
    checkout.lock("1.2")
    result = checkout.run(
        "settings",
        PIP_NO_INDEX="0",
        PIP_FIND_LINKS="",
        PIP_INDEX_URL=f"http://127.0.0.1:{closed_port}/simple",
    )
    assert result.returncode == 1
    assert "there is no connection to the package index" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert checkout.told("settings")["probe"] == "1.2"


def test_a_package_with_another_hash_is_refused(checkout: Checkout) -> None:
    checkout.lock("1.3", digest="0" * 64)
    result = checkout.run("settings")
    assert result.returncode == 1
    assert "is not the one that was pinned" in result.stderr
    checkout.lock("1.3")
    assert checkout.told("settings")["probe"] == "1.3"


@pytest.mark.skipif(not POSIX, reason="kills with a signal")
def test_a_killed_installation_goes_on(checkout: Checkout) -> None:
    checkout.lock("1.4")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the question, answers nothing
        variables = checkout.variables | {
            "PIP_NO_INDEX": "0",
            "PIP_FIND_LINKS": "",
            "PIP_INDEX_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/simple",
        }
        with subprocess.Popen(
            checkout.command("settings"),
            env=variables,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            connection, _ = silent.accept()  # pip is at work now
            os.killpg(process.pid, signal.SIGKILL)
            connection.close()
    # What a kill in the middle of unpacking leaves: files without the RECORD that ends them.
    (entry,) = checkout.environment.glob("**/visavis_probe-*.dist-info")
    (entry / "RECORD").unlink()
    assert checkout.told("settings")["probe"] == "1.4"


def test_a_broken_interpreter_is_replaced(checkout: Checkout) -> None:
    folder = checkout.environment / ("bin" if POSIX else "Scripts")
    for python in folder.glob("python*"):
        python.unlink()
    result = checkout.run("settings")
    assert result.returncode == 0
    assert "it is made anew" in result.stderr


def test_an_environment_that_was_moved_is_made_anew(checkout: Checkout) -> None:
    stamp = checkout.environment / STAMP_NAME
    text = stamp.read_text()
    stamp.write_text(text.replace(json.dumps(str(checkout.root))[1:-1], "elsewhere"))
    result = checkout.run("settings")
    assert result.returncode == 0
    assert "it is made anew" in result.stderr


def test_the_start_fetches_the_models_once_and_opens_the_window(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / "home", ignore_errors=True)
    first = checkout.run(PULL_FAILS="1")
    assert first.returncode == 1
    assert "starter models are not complete" in first.stderr
    second = checkout.run()
    assert second.returncode == 0
    assert "pulled starter" in second.stdout
    assert json.loads(second.stdout.splitlines()[-1])["arguments"] == ["gui", "--or-sample"]
    assert "pulled" not in checkout.run().stdout
    (checkout.root / "home" / "small" / "weights").write_bytes(bytes(9))  # cut short
    assert "pulled" in checkout.run().stdout


def test_talk_fetches_models_only_where_there_are_none(checkout: Checkout) -> None:
    home = checkout.root / "home"
    shutil.rmtree(home, ignore_errors=True)
    assert "pulled" in checkout.run("talk", "--text", "hello").stdout
    (home / "small" / "weights").unlink()  # a pack of the person's own choice
    assert "pulled" not in checkout.run("talk", "--text", "hello").stdout


def test_an_old_python_can_read_run_py_far_enough_to_say_so() -> None:
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "__future__" not in text  # 3.6 has not heard of annotations yet


def test_set_up_needs_the_standard_library_alone() -> None:
    for file in [ROOT / "run.py", *(ROOT / "bootstrap").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.partition(".")[0] in sys.stdlib_module_names | {"bootstrap"}, file


@pytest.mark.slow
class TestFlavours:
    """ONNX Runtime for graphics cards: other packages with the same module in them."""

    @pytest.fixture
    def flavours(self, checkout: Checkout) -> Iterator[None]:
        requirements, wheels = checkout.root / "requirements", checkout.root / "wheels"
        base = (requirements / "base.txt").read_text()

        def pin(name: str, version: str) -> str:
            wheel = make_wheel(wheels, version, name.replace("-", "_"), "onnxruntime")
            return (
                f"{name}=={version} \\\n"
                f"    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
            )

        (requirements / "base.txt").write_text(base + pin("onnxruntime", "1.0"))
        for name in ("onnxruntime-gpu", "onnxruntime-directml"):
            (requirements / f"{name}.txt").write_text(pin(name, "1.0"))
        yield
        (requirements / "base.txt").write_text(base)
        assert checkout.run("setup", "plain").returncode == 0
        for name in ("onnxruntime-gpu", "onnxruntime-directml"):
            (requirements / f"{name}.txt").unlink()

    @staticmethod
    def there(checkout: Checkout) -> tuple[str, list[str]]:
        """Whose module it is, and the packages that are there."""
        python = checkout.environment / ("bin/python" if POSIX else "Scripts/python.exe")
        told = subprocess.run(
            [python, "-c", "import onnxruntime; print(onnxruntime.MADE_BY)"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        packages = checkout.environment.glob("**/onnxruntime*.dist-info")
        return told, sorted(package.name.partition("-")[0] for package in packages)

    def test_one_at_a_time(self, checkout: Checkout, flavours: None) -> None:
        for name, package in (
            ("plain", "onnxruntime"),
            ("cuda", "onnxruntime_gpu"),
            ("directml", "onnxruntime_directml"),
            ("plain", "onnxruntime"),
        ):
            result = checkout.run("setup", name)
            assert result.returncode == 0, result.stderr
            assert ("for " + name in result.stderr) == (name != "plain")
            assert self.there(checkout) == (package, [package])
            again = checkout.run("setup")
            assert again.stderr.count("\n") == 1, "there is nothing to do"

    def test_it_stays_when_the_locks_change(self, checkout: Checkout, flavours: None) -> None:
        """They bring the plain one, whose files would lie among the other's."""
        assert checkout.run("setup", "cuda").returncode == 0
        lock = checkout.root / "requirements" / "base.txt"
        lock.write_text(lock.read_text() + "# changed\n")
        checkout.told("settings")
        assert self.there(checkout) == ("onnxruntime_gpu", ["onnxruntime_gpu"])
        wheel = make_wheel(checkout.root / "wheels", "1.1", "onnxruntime_gpu", "onnxruntime")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        flavour = checkout.root / "requirements" / "onnxruntime-gpu.txt"
        pinned = flavour.read_text()
        flavour.write_text(f"onnxruntime-gpu==1.1 \\\n    --hash=sha256:{digest}\n")
        checkout.told("settings")
        assert list(checkout.environment.glob("**/onnxruntime_gpu-1.1.dist-info"))
        flavour.write_text(pinned)

    def test_an_exchange_that_fails_goes_on(self, checkout: Checkout, flavours: None) -> None:
        flavour = checkout.root / "requirements" / "onnxruntime-gpu.txt"
        pinned = flavour.read_text()
        flavour.write_text("onnxruntime-gpu==9.9 \\\n    --hash=sha256:" + "0" * 64 + "\n")
        result = checkout.run("setup", "cuda")
        assert result.returncode == 1
        assert "onnxruntime-gpu==9.9 has no file for this machine" in result.stderr
        flavour.write_text(pinned)
        checkout.told("settings")
        assert self.there(checkout) == ("onnxruntime_gpu", ["onnxruntime_gpu"])


def test_the_omni_set_comes_with_torch_and_is_kept(checkout: Checkout) -> None:
    requirements = checkout.root / "requirements"
    base = (requirements / "base.txt").read_text()
    (requirements / "omni.txt").write_text(base)
    # What has no hashes is pinned by its version alone, as torch is.
    make_wheel(checkout.root / "wheels", "9.0")
    (requirements / "torch.txt").write_text("visavis-probe==9.0\n")
    try:
        result = checkout.run("setup", "omni")
        assert result.returncode == 0, result.stderr
        assert result.stderr.endswith("The set omni is installed.\n")
        assert checkout.run("setup", "omni").stderr == "The set omni is installed.\n"
        assert checkout.told()["probe"] == "9.0"
        (requirements / "omni.txt").write_text(base + "# changed\n")
        assert "Installing torch" in checkout.run("models", "path").stderr
    finally:
        for name in ("omni.txt", "torch.txt"):
            (requirements / name).unlink()


@pytest.mark.parametrize("command", ["test", "setup"])
def test_a_question_about_set_up_starts_nothing(checkout: Checkout, command: str) -> None:
    result = checkout.run(command, "--help")
    assert result.returncode == 0
    assert "run.py setup [omni]" in result.stdout
    assert result.stderr == ""


def test_an_unknown_set_is_refused(checkout: Checkout) -> None:
    result = checkout.run("setup", "everything")
    assert result.returncode == 2
    assert "two sets" in result.stdout + result.stderr
