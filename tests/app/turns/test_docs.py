from pathlib import Path

from app.turns.states import State, printed
from app.turns.watchdog import LIMITS

PAGE = (Path(__file__).parents[3] / "docs" / "turns.md").read_text(encoding="utf-8")


def test_the_page_prints_the_table_as_the_code_has_it():
    assert printed() in PAGE


def test_the_page_names_every_state_and_its_limits():
    for state in State:
        row = next(
            line
            for line in PAGE.splitlines()
            if line.startswith(f"| {state.name.lower()} | {state.value}")
        )
        for limit in LIMITS[state]:
            assert limit.since.value in row
            assert all(f"`turns.{name}`" in row for name in limit.settings)


def test_the_page_names_every_file():
    folder = Path(__file__).parents[3] / "app" / "turns"
    for path in folder.glob("*.py"):
        assert path.stem == "__init__" or path.name in PAGE, path.name
