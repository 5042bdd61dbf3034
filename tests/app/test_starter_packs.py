from __future__ import annotations

from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.starter_packs import STARTER_SET, starter_packs


def test_every_model_of_the_set_is_listed_and_none_is_here(tmp_path):
    manifest = Manifest.of_program()
    lines = starter_packs(ModelStore(tmp_path, manifest))
    assert len(lines) == len(manifest.sets[STARTER_SET])
    assert sum(line.size for line in lines) == sum(
        manifest.pack(name).size for name in manifest.sets[STARTER_SET]
    )
    assert all(line.title and line.licence for line in lines)
    assert not any(line.here for line in lines)
