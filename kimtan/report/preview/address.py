"""Where a preview is served, and who may read it: a token in the path, and the names of this machine alone."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

HOST = "127.0.0.1"


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Address:
    """The address of a preview.

    Parameters
    ----------
    port
        Of this machine's loopback interface.
    token
        The first part of every path.

    >>> Address(8123, "abc").url
    'http://127.0.0.1:8123/abc/'
    """

    port: int
    token: str

    @property
    def url(self) -> str:
        """What a browser opens."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def refusal(self, path: str, hosts: Sequence[str], origins: Sequence[str]) -> HTTPStatus | None:
        """Why a request is not answered; ``None`` for one that is.

        A page of another site can send requests here, and a name of its own can be made to lead here: the first has a
        foreign Origin, the second a foreign Host.

        Parameters
        ----------
        path
            Of the request.
        hosts, origins
            All its headers of these names.
        """
        names = {f"{name}:{self.port}" for name in (HOST, "localhost")}
        if len(hosts) != 1 or hosts[0].lower() not in names:
            return HTTPStatus.FORBIDDEN
        if any(origin.lower() not in {f"http://{name}" for name in names} for origin in origins):
            return HTTPStatus.FORBIDDEN
        given = path.removeprefix("/").partition("/")[0]
        is_known = hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())
        return None if is_known else HTTPStatus.NOT_FOUND
