"""JupyterLab as an analyst opens it: every notebook runs from the menu's own command, and its outputs can be read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.chromium import Browser
from tests.conftest import NOTEBOOKS, copied

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

TOKEN = "0a1b2c"
DEADLINE_SECONDS = 120
OUTPUTS = """
    [...jupyterapp.shell.currentWidget.content.model.cells].flatMap(cell => cell.outputs ? cell.outputs.toJSON() : [])
"""
TALLEST = 700
"""CSS pixels that an output may have, so that the next question stays near."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab in a workspace, as ``kimtan lab`` starts it."""
    root = tmp_path_factory.mktemp("lab")
    workspace = copied(root / "workspace")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    options.append("--LabApp.expose_app_in_browser=True")
    folders = {f"JUPYTER_{kind}_DIR": str(root / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    server = subprocess.Popen(
        [sys.executable, "-c", "from kimtan.cli.app import main; main()", "lab", *options],
        cwd=workspace.root,
        env={**os.environ, **folders},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status?token={TOKEN}")
        yield f"{address}/lab?token={TOKEN}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    until = time.monotonic() + DEADLINE_SECONDS
    while True:
        try:
            urlopen(address).close()
        except URLError:
            assert time.monotonic() < until, "JupyterLab did not start."
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="module")
def opened(browser: Browser, lab: str) -> Browser:
    """JupyterLab with its application to be had."""
    browser.open(lab)
    browser.wait("globalThis.jupyterapp?.restored.then(() => true)")
    return browser


def _until(browser: Browser, expression: str) -> None:
    """Wait for what takes longer than a page: a kernel that starts on a machine with other things to do."""
    until = time.monotonic() + DEADLINE_SECONDS
    while True:
        try:
            return browser.wait(expression)
        except RuntimeError:
            if time.monotonic() > until:
                raise


def run_all(browser: Browser, name: str) -> None:
    """Open a notebook with the kernel that runs already, if one does, and run all its cells, as the menu does."""
    kernel = "[...jupyterapp.serviceManager.kernels.running()].slice(0, 1).map(({id}) => ({id}))[0]"
    opening = f"{{path: 'notebooks/{name}', kernel: {kernel}}}"
    browser.evaluate(f"jupyterapp.commands.execute('docmanager:open', {opening}).then(() => null)")
    is_open = f"jupyterapp.shell.currentWidget?.context?.path === 'notebooks/{name}'"
    _until(browser, f"{is_open} && jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'")
    browser.evaluate("jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_a_notebook_runs_to_its_end(opened: Browser, name: str) -> None:
    """No cell fails, its style comes once, and no output is taller than a screen."""
    run_all(opened, name)
    assert opened.evaluate(f"{OUTPUTS}.filter(output => output.output_type === 'error').map(each => each.evalue)") == []
    styles = "output => JSON.stringify(output.data ?? '').includes('<style>.kimtan')"
    assert opened.evaluate(f"{OUTPUTS}.filter({styles}).length") <= (2 if name == "start_here.ipynb" else 1)
    heights = "[...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .kimtan-alone .table .scroll')]"
    assert max(opened.evaluate(f"{heights}.map(table => table.clientHeight)"), default=0) <= TALLEST


def test_the_launcher_offers_a_new_section(opened: Browser) -> None:
    """A card beside the kernels' opens the templates, of which kimtan's section is one."""
    opened.evaluate("jupyterapp.commands.execute('launcher:create').then(() => null)")
    card = "[...document.querySelectorAll('.jp-LauncherCard')].find(card => /template/i.test(card.textContent))"
    _until(opened, f"{card} !== undefined")
    names = f"fetch('/templates/names?token={TOKEN}').then(answer => answer.json())"
    assert opened.evaluate(f"{names}.then(({{templates}}) => templates.kimtan.map(({{name}}) => name))") == [
        "/kimtan/new_section.ipynb"
    ]


@pytest.mark.skipif("KIMTAN_PICTURES" not in os.environ, reason="pictures to be looked at: KIMTAN_PICTURES=1")
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_can_be_read_in_light_and_dark(opened: Browser, theme: str, tmp_path: Path) -> None:
    """Words of a block stand out from what is behind them in either theme; a photograph is kept with the run."""
    opened.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}}).then(() => null)")
    run_all(opened, "10_economy.ipynb")
    is_light = str(theme.endswith("Light")).lower()
    opened.wait(f"document.body.dataset.jpThemeLight === '{is_light}'")
    photograph = opened.screenshot(tmp_path / "lab.png", "#main")
    if folder := os.environ.get("KIMTAN_SCREENSHOTS"):
        Path(folder, f"{theme.replace(' ', '-').lower()}.png").write_bytes(photograph.read_bytes())
    ink, paper = opened.evaluate(
        "[getComputedStyle(document.querySelector('.kimtan-alone .prose')).color,"
        " getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor]"
        ".map(colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).reduce((sum, part) => sum + part, 0))"
    )
    assert abs(ink - paper) > 300
