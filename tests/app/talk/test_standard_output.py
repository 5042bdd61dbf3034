import subprocess
import sys

PROGRAM = """
import os, subprocess, sys
from app.talk.standard_output import reserved_output
print("before")
with reserved_output() as output:
    print("python")
    os.write(1, b"library\\n")
    subprocess.run([sys.executable, "-c", "print('child')"])
    output.write("result\\n")
print("after")
"""


def test_only_the_result_reaches_standard_output():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == ["before", "result", "after"]
    assert set(run.stderr.splitlines()) == {"python", "library", "child"}
