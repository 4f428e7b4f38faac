"""A real browser for tests: Chromium, played by ``driver.mjs`` through playwright-core."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

DESKTOP, TABLET, PHONE, SMALL_PHONE = 1440, 820, 390, 320
"""Widths in CSS pixels."""

NEXT_FRAME = "new Promise(done => { requestAnimationFrame(done); setTimeout(done, 250); })"
"""In JavaScript, what to wait for until the page was painted: a browser of busy cores may skip frames for minutes."""


class Browser:
    """One page in a browser; :meth:`open` loads it anew."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def open(
        self,
        file: Path | str,
        *,
        at: str = "",
        width: int = DESKTOP,
        height: int = 900,
        scheme: str = "light",
        scripts: bool = True,
        media: str = "screen",
        slowness: int = 1,
    ) -> None:
        """Open a file or an address, at an element's id when one is given, as a reader who prefers this colour scheme.

        With a slowness of 4 the page has a fourth of the processor's speed.
        """
        url = (file if isinstance(file, str) else file.resolve().as_uri()) + (f"#{at}" if at else "")
        options = {"width": width, "height": height, "scheme": scheme, "scripts": scripts, "media": media}
        self._ask("open", url, options | {"slowness": slowness})

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is awaited."""
        return self._ask("evaluate", expression)

    def wait(self, expression: str) -> None:
        """Wait until an expression is true; an error after 15 s."""
        self._ask("wait", expression)

    def click(self, selector: str) -> None:
        """Click the first element that fits, as a mouse would: it must be visible and not covered."""
        self._ask("click", selector)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: ``"Tab"``, ``"Shift+Tab"``, ``"Escape"``."""
        for key in keys:
            self._ask("press", key)

    def type(self, text: str) -> None:
        """Type text into what has the focus."""
        self._ask("type", text)

    def media(self, media: str) -> None:
        """Show the page as on ``screen`` or in ``print``."""
        self._ask("media", media)

    def view(self, path: Path) -> Path:
        """A picture of what is seen of the page."""
        self._ask("view", str(path))
        return path

    def screenshot(self, path: Path, selector: str, number: int = 0) -> Path:
        """Photograph an element into a PNG file: of those that fit, the one with this number."""
        self._ask("screenshot", str(path), selector, number)
        return path

    def heard(self) -> Mapping[str, list[str]]:
        """What came up since the page was opened: ``console`` messages, ``errors``, and ``requests``.

        ``errors`` are also dialogs and windows that opened; ``refused`` are requests and why they came to nothing.
        """
        heard: Mapping[str, list[str]] = self._ask("heard")
        return heard

    def violations(self) -> list[str]:
        """Violations of WCAG 2.2 A and AA that axe-core finds in the page as it is now, one line an element."""
        found: list[str] = self._ask("axe")
        return found

    def _ask(self, *command: Any) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ValueError("The driver needs pipes to talk through.")
        stdin.write(json.dumps(command) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline() or '{"error": "the driver has ended; see what it wrote to stderr"}')
        if "error" in answer:
            raise RuntimeError(f"{command[0]}: {answer['error']}")
        return answer["result"]


def missing() -> list[str]:
    """What has to be installed before tests can run in a browser, each with the command for it."""
    wanted = {
        "no Chromium (`apt-get install chromium`, or CHROMIUM=/path/to/it)": _executable(),
        "no Node.js 20 or newer (https://nodejs.org)": shutil.which("node"),
        "no playwright-core (`npm ci --prefix tests/browser`)": (HERE / "node_modules" / "playwright-core").is_dir(),
        "no axe-core (`npm ci --prefix tests/browser`)": (HERE / "node_modules" / "axe-core").is_dir(),
    }
    return [text for text, is_there in wanted.items() if not is_there]


@contextmanager
def started() -> Iterator[Browser]:
    """Start a browser with an empty profile, and end it."""
    command = ["node", str(HERE / "driver.mjs"), _executable()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield Browser(process)
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(timeout=30)


def _executable() -> str:
    """Path of Chromium; empty when there is none."""
    named = os.environ.get("CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for path in map(shutil.which, names) if path), "")
