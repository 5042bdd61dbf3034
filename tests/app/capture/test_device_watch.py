from __future__ import annotations

from types import SimpleNamespace

from app.capture.device_watch import ServerSource


class GoneError(Exception):
    pass


def entry(name: str, monitor_of: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        name=name, description=name, channel_count=2,
        sample_spec=SimpleNamespace(rate=48_000), monitor_of_sink_name=monitor_of,
    )  # fmt: skip


class Server:
    """What is used of pulsectl's Pulse: a computer without sound hardware, as servers show it."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def connect(self, **_: object) -> None: ...

    def event_mask_set(self, *_: object) -> None: ...

    def event_callback_set(self, *_: object) -> None: ...

    def close(self) -> None: ...

    def server_info(self) -> SimpleNamespace:
        return SimpleNamespace(
            default_source_name="auto_null.monitor", default_sink_name="auto_null"
        )

    def source_list(self) -> list[SimpleNamespace]:
        return [entry("auto_null.monitor", monitor_of="auto_null")]

    def sink_list(self) -> list[SimpleNamespace]:
        return [entry("auto_null")]


class Dead(Server):
    def connect(self, **_: object) -> None:
        raise GoneError


def source(pulse: type[Server]) -> ServerSource:
    library = SimpleNamespace(Pulse=pulse, PulseError=GoneError, PulseDisconnected=GoneError)
    return ServerSource(library)  # type: ignore[arg-type]


def test_a_dummy_output_is_no_speaker_and_a_monitor_no_microphone():
    server = source(Server)
    found = server.list()
    assert found is not None
    assert found.devices == ()
    assert found.default_speaker is found.default_microphone is None
    assert server.reached


def test_a_server_that_is_gone_is_not_reached():
    server = source(Dead)
    assert server.list() is not None
    assert not server.reached
