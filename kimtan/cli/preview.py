"""What ``kimtan preview`` does: the report in a browser, following its files until its terminal ends it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Iterable

from kimtan.cli.output import error_console, say, tell
from kimtan.config import Audience
from kimtan.errors import ExitCode, Problem
from kimtan.languages import Language
from kimtan.locating import resolve
from kimtan.report.preview.address import new_token
from kimtan.report.preview.current import Current
from kimtan.report.preview.following import Preview
from kimtan.report.preview.making import PageMaker
from kimtan.report.preview.server import serving
from kimtan.run.pools import SectionPool

_AGAIN = "KIMTAN_PREVIEW"
"""In the environment of a program that begins anew: port and token, so that an open page finds it again."""


def previewed(
    period: str, port: int, language: Language | None, audience: Audience | None, *, is_opened: bool
) -> ExitCode:
    """Serve the report of a period until Ctrl-C, the end of the terminal, or a request to end.

    Raises
    ------
    InputError
        There is no such period, or the port cannot be used.
    """
    workspace, params = resolve(period)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    before, _, token = os.environ.pop(_AGAIN, "").partition(":")  # what runs below is not to have it
    current = Current(time.time_ns() // 1_000_000)
    try:
        with serving(int(before or port), token or new_token(), current) as address, SectionPool(lends=True) as pool:
            if not before:
                say(address.url, is_wrapped=False)
                sys.stdout.flush()
                if is_opened:
                    webbrowser.open(address.url)
            pool.warm_up()
            maker = PageMaker(workspace, params, pool, language, audience)
            preview = Preview(maker, current, _tell)
            is_again = preview.follow(threading.Event())
    except KeyboardInterrupt:
        say("The preview has ended.", error_console())
        return ExitCode.DONE
    if is_again:
        say("The program was changed: it begins anew.", error_console())
        os.environ[_AGAIN] = f"{address.port}:{address.token}"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    return ExitCode.DONE


def _tell(problems: Iterable[Problem]) -> None:
    if current := tuple(problems):
        tell(current)
    else:
        say(f"{time.strftime('%H:%M:%S')} The page is up to date.", error_console())
