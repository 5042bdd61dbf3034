from __future__ import annotations

import platform

import numpy as np

from app import VERSION
from app.diagnosis.versions import versions


def test_program_system_and_libraries_are_told():
    found = dict(versions())
    assert found["visavis"] == VERSION
    assert found["numpy"] == np.__version__
    assert platform.machine() in found["system"]


def test_the_computers_own_name_is_not():
    assert platform.node() not in [word for _, text in versions() for word in text.split()]
