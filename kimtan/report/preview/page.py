"""The page as a preview serves it: the report's own, with a script that hears of changes and a policy that lets it."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib.resources import files

from kimtan.report.preview.current import PreviewState

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">\n?)')

_NONE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>kimtan preview</title>
</head>
<body>
<p>The report is being made. It will be here as soon as it is ready.</p>
</body>
</html>
"""

_CLOSED = "default-src 'none'; style-src; script-src; img-src data:; base-uri 'none'; form-action 'none'"


def live_page(shown: PreviewState, nonce: str) -> tuple[str, str]:
    """A page that follows the preview, and the policy that goes with it, as a header.

    The policy is the report's own; beside what that allows, this one script and style run, which have the nonce, and
    may ask the server that they came from.

    Parameters
    ----------
    nonce
        Of this one answer.
    """
    page = shown.html or _NONE
    stated = _POLICY.search(page)
    policy = _extended(html.unescape(stated[2]) if stated else _CLOSED, nonce)
    page = _POLICY.sub("", page, count=1)  # two policies would both have to allow it
    head, end, tail = page.rpartition("</body>")
    numbers = json.dumps({"page": shown.page})
    added = (
        f'<style nonce="{nonce}">{_part("preview.css")}</style>\n'
        f'<script nonce="{nonce}">const preview = {numbers};\n{_part("preview.js")}</script>\n'
    )
    return f"{head}{added}{end}{tail}", policy


def _extended(policy: str, nonce: str) -> str:
    own = f"'nonce-{nonce}'"
    directives = []
    for directive in policy.split(";"):
        name, *sources = directive.split()
        if name in ("style-src", "script-src"):
            sources = [source for source in sources if source != "'none'"] + [own]
        directives.append(" ".join([name, *sources]))
    return "; ".join([*directives, "connect-src 'self'", "frame-ancestors 'none'"])


@cache
def _part(name: str) -> str:
    return files("kimtan.report.preview").joinpath(name).read_text(encoding="utf-8").strip()
