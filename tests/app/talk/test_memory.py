import json
import subprocess
import sys

PROGRAM = """
import json, subprocess, sys
from app.talk.memory import peak_rss_mb

peaks = [peak_rss_mb()]
block = b"x" * 300_000_000
del block
peaks.append(peak_rss_mb())
hold = "data = b'x' * 200_000_000; print('held', flush=True); input()"
child = subprocess.Popen(
    [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
child.stdout.readline()
peaks.append(peak_rss_mb())
child.communicate(b"\\n")
peaks.append(peak_rss_mb())
print(json.dumps(peaks))
"""


def test_memory_that_was_freed_and_that_a_child_holds_count():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    before, freed, with_child, after = json.loads(run.stdout)
    assert 5 < before < 300
    assert freed - before > 290
    assert with_child - freed > 190
    assert after < freed + 50
