"""A preview: who may read it, what it shows of a saved file, and that nothing is left of it."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import pytest

from kimtan.errors import InputError, Problem
from kimtan.report.preview.address import Address
from kimtan.report.preview.current import Current, PreviewState
from kimtan.report.preview.page import live_page
from kimtan.report.preview.server import serving
from kimtan.report.preview.watching import is_of_program, saved, unreadable
from kimtan.workspace import PACKAGE, Workspace
from tests.conftest import write_workspace
from tests.extent import examples
from tests.report.running_preview import PERIOD, SECONDS, Running, answered, previewed, replaced

OWN = Address(8123, "secret")


# --- who may read it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "hosts", "origins", "refusal"),
    [
        ("/secret/", ["127.0.0.1:8123"], [], None),
        ("/secret/events", ["LOCALHOST:8123"], ["http://127.0.0.1:8123"], None),
        ("/", ["127.0.0.1:8123"], [], HTTPStatus.NOT_FOUND),
        ("/secre/", ["127.0.0.1:8123"], [], HTTPStatus.NOT_FOUND),
        ("//secret/", ["127.0.0.1:8123"], [], HTTPStatus.NOT_FOUND),
        ("/sécret/", ["127.0.0.1:8123"], [], HTTPStatus.NOT_FOUND),
        ("/secret/", ["127.0.0.1"], [], HTTPStatus.FORBIDDEN),
        ("/secret/", ["127.0.0.1:8124"], [], HTTPStatus.FORBIDDEN),
        ("/secret/", ["evil.example:8123"], [], HTTPStatus.FORBIDDEN),
        ("/secret/", [], [], HTTPStatus.FORBIDDEN),
        ("/secret/", ["127.0.0.1:8123", "evil.example"], [], HTTPStatus.FORBIDDEN),
        ("/secret/", ["127.0.0.1:8123"], ["http://evil.example"], HTTPStatus.FORBIDDEN),
        ("/secret/", ["127.0.0.1:8123"], ["null"], HTTPStatus.FORBIDDEN),
        ("/secret/", ["127.0.0.1:8123"], ["http://127.0.0.1:8124"], HTTPStatus.FORBIDDEN),
    ],
)
def test_only_who_has_the_token_and_comes_from_here_is_answered(
    path: str, hosts: list[str], origins: list[str], refusal: HTTPStatus | None
) -> None:
    """The token, this machine's own name with the port, and no foreign Origin: all three, or nothing is told."""
    assert OWN.refusal(path, hosts, origins) == refusal


def test_the_server_refuses_what_the_address_refuses_and_serves_nothing_but_the_page() -> None:
    """A request without token, with a foreign Host or Origin, or for another file gets nothing of the report."""
    current = Current(1)
    current.show("<html><body>the report</body></html>")
    with serving(0, "secret", current) as address:
        assert answered(address, "/secret/")[0] == HTTPStatus.OK
        assert b"the report" in answered(address, "/secret/")[1]
        assert answered(address, "/") == (HTTPStatus.NOT_FOUND, b"")
        assert answered(address, "/secret/manifest.json") == (HTTPStatus.NOT_FOUND, b"")
        assert answered(address, "/secret/../../params/2023-H1.yml") == (HTTPStatus.NOT_FOUND, b"")
        assert answered(address, "/secret/", Host="evil.example") == (HTTPStatus.FORBIDDEN, b"")
        assert answered(address, "/secret/", Origin="https://evil.example") == (HTTPStatus.FORBIDDEN, b"")
        assert answered(address, "/secret/events", Origin="https://evil.example") == (HTTPStatus.FORBIDDEN, b"")


def test_a_port_that_is_taken_is_told() -> None:
    """A port that somebody has is an input error that names the option."""
    with (
        serving(0, "a", Current(1)) as address,
        pytest.raises(InputError) as caught,
        serving(address.port, "b", Current(1)),
    ):
        pytest.fail("two servers on one port")
    assert [problem.code for problem in caught.value.problems] == ["preview.port"]
    assert caught.value.problems[0].place == f"--port {address.port}"


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_is_the_reports_own_but_for_script_style_and_policy() -> None:
    """What carries the nonce is added, and nothing else; the policy allows that and asking this server."""
    stated = (
        "default-src &#39;none&#39;; style-src &#39;sha256-A=&#39;; script-src &#39;none&#39;; base-uri &#39;none&#39;"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{stated}">\n'
    own = f"<html>\n{meta}<body>\n<pre>&lt;/body></pre>\n</body></html>\n"
    page, policy = live_page(PreviewState(7, 7, own), "N0nce")
    without = re.sub(r'<(style|script) nonce="N0nce">.*?</\1>\n', "", page, flags=re.DOTALL)
    assert without == own.replace(meta, "")
    directives = {name: sources for name, *sources in (part.split() for part in policy.split("; "))}
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == ["'nonce-N0nce'"]
    assert directives["style-src"] == ["'sha256-A='", "'nonce-N0nce'"]
    assert directives["base-uri"] == ["'none'"]
    assert directives["connect-src"] == ["'self'"]
    assert "unsafe" not in policy
    assert "*" not in policy


def test_who_waits_is_told_of_a_change_and_the_same_page_stays() -> None:
    """Problems stand over the last good page; the same page again takes them away without being loaded anew."""
    current = Current(5)
    current.show("page")
    page = current.shown.page
    current.refuse([Problem("params", "Wrong.", "Mend it.", "x")])
    assert (current.shown.html, current.shown.page, len(current.shown.problems)) == ("page", page, 1)
    number = current.shown.number
    waiting: list[PreviewState | None] = []
    thread = threading.Thread(target=lambda: waiting.append(current.after(number, SECONDS)))
    thread.start()
    current.show("page")
    thread.join()
    assert waiting == [current.shown]
    assert (current.shown.page, current.shown.problems) == (page, ())
    current.show("another")
    assert current.shown.page > page


# --- what is watched ------------------------------------------------------------------------------------------------


def test_what_is_saved_before_anybody_asks_is_told(tmp_path: Path) -> None:
    """Files are watched from the call on: what is saved while a report is made is not lost. Editors' own are not."""
    workspace = write_workspace(tmp_path / "w", [], [])
    stop = threading.Event()
    changes = saved(workspace, stop)
    hidden, file = workspace.data_dir / ".text.yml.swp", workspace.text_file("2024-H1")
    hidden.write_text("x", encoding="utf-8")
    file.write_text("highlights: []\n\n", encoding="utf-8")
    assert next(changes) == {file}
    stop.set()
    assert list(changes) == []


def test_the_program_begins_anew_for_code_that_can_be_read(tmp_path: Path) -> None:
    """A change of kimtan's own code asks for a new program, of data it does not; code with a slip is told instead."""
    assert is_of_program(PACKAGE / "report" / "page.py")
    assert is_of_program(PACKAGE / "report" / "templates" / "report.css")
    assert not is_of_program(PACKAGE / "report" / "__pycache__" / "page.cpython-311.py")
    assert not is_of_program(tmp_path / "data" / "2023-H1" / "observations.csv")
    slip = tmp_path / "slip.py"
    slip.write_text("def broken(:\n", encoding="utf-8")
    assert unreadable([slip]).startswith("slip.py: invalid syntax")
    slip.write_text("x = 1\n", encoding="utf-8")
    assert unreadable([slip]) == ""


# --- the whole ------------------------------------------------------------------------------------------------------


def descendants(process: int) -> set[int]:
    """All processes below one; one that ends while they are listed has none."""
    below: set[int] = set()
    with suppress(FileNotFoundError, ProcessLookupError):
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            for child in map(int, path.read_text().split()):
                below |= {child} | descendants(child)
    return below


@pytest.fixture
def running(tmp_path: Path, stored_findings: Path) -> Iterator[tuple[Workspace, Running]]:
    """A workspace with one section, and its preview."""
    with previewed(tmp_path / "kim-tan", stored_findings) as both:
        yield both


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="ends by signals")
@pytest.mark.longer
@pytest.mark.parametrize("end", examples([signal.SIGINT], [signal.SIGINT, signal.SIGHUP, signal.SIGTERM]))
def test_a_saved_figure_reaches_the_page_a_wrong_one_is_told_and_nothing_is_left(
    running: tuple[Workspace, Running], end: signal.Signals
) -> None:
    """Edit, slip, repair, end: the page follows, problems stand over the last good one, and no process stays behind."""
    workspace, preview = running
    told, file = preview.told(), workspace.observations_file(PERIOD)
    first = next(now for now in told if "page-report" in preview.page())
    assert "861" not in preview.page()

    replaced(file, "livestock.pigs,actual,876,head,876", "livestock.pigs,actual,861,head,861")
    second = next(now for now in told if now["page"] != first["page"])
    assert second["problems"] == []
    good = preview.page()
    assert "861" in good

    replaced(file, "livestock.pigs,actual,861,head,861", "livestock.pigs,actual,86l,head,861")
    wrong = next(now for now in told if now["problems"])
    assert wrong["page"] == second["page"]
    assert wrong["problems"][0]["place"].startswith("data/2023-H1/observations.csv:")
    assert "86l" in wrong["problems"][0]["seen"]
    assert wrong["problems"][0]["remedy"]
    assert "861" in preview.page()

    replaced(file, "livestock.pigs,actual,86l,head,861", "livestock.pigs,actual,861,head,861")
    mended = next(now for now in told if not now["problems"])
    assert mended["page"] == second["page"]
    assert not (workspace.outputs_dir / PERIOD).exists()  # nothing is published

    below = descendants(preview.process.pid)
    assert below
    preview.process.send_signal(end)
    assert preview.process.wait(SECONDS) == 0
    deadline = time.monotonic() + SECONDS
    while left := {process for process in below if Path(f"/proc/{process}").exists()}:
        assert time.monotonic() < deadline, f"still there: {left}"
