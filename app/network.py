"""What a conversation uses the network for: told as it is, from what is in use.

The engines and all that hears, sees and speaks for them run on this computer; what remains is a
camera that is named by an address.  Packs are fetched by commands of their own, never meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.capture.source_name import is_address

_HERE = ("localhost", "localhost.localdomain")
_FILE = "file"


@dataclass(frozen=True, slots=True)
class CameraStream:
    """The camera's pictures come from `host`; as it was written, without a password."""

    host: str


Reached = CameraStream
"""One thing that is reached."""


def reached(camera: str | None) -> tuple[Reached, ...]:
    """All that is reached over the network.

    camera: the source that is open now, as `app.capture.picture_source` names it, None for none.
    """
    if camera is None or not is_address(camera):
        return ()
    scheme, host = _parts(camera)
    if scheme == _FILE or _is_here(host):
        return ()
    return (CameraStream(host or f"{scheme}://"),)  # whatever that is, it is not known to be here


def _parts(address: str) -> tuple[str, str]:
    """Scheme and host, both in small letters; no host where there is none or it can't be read."""
    scheme = address.partition("://")[0].lower()
    try:
        return scheme, urlsplit(address).hostname or ""
    except ValueError:  # a bracket that is not closed
        return scheme, ""


def _is_here(host: str) -> bool:
    if host in _HERE:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return False
