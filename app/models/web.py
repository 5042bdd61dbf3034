"""HTTP sessions that trust what this computer trusts: its certificates and its proxies."""

from __future__ import annotations

import ssl
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter


class _SystemTrustAdapter(HTTPAdapter):
    """Checks certificates against the operating system's own store."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - requests' own
        super().init_poolmanager(*args, ssl_context=_system_trust(), **options)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401 - requests' own
        return super().proxy_manager_for(proxy, ssl_context=_system_trust(), **options)


def new_session() -> requests.Session:
    """A session for one thread; the proxies of environment and system apply."""
    session = requests.Session()
    session.mount("https://", _SystemTrustAdapter())
    session.headers["User-Agent"] = "visavis"
    return session


def _system_trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
