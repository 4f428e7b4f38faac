"""Where a link to a figure or a finding leads: one name, made the same way by who points there and who is there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_FINDING = "finding:"
_PLAIN_IDENTITY = re.compile(r"[A-Za-z0-9_.]+(?:[:@][A-Za-z0-9_.]+)*", re.ASCII)


def figure_anchor(ref: str) -> str:
    """Give the anchor of a figure's evidence: ASCII letters, digits, ``.``, ``_`` and ``-``, and stable over time.

    Two identities never share an anchor: an identity with any other character in it (a sheet's name, say) carries a
    short digest of itself.

    Parameters
    ----------
    ref
        Identity of a stated or derived figure, as in :class:`kimtan.present.blocks.Number`.

    Examples
    --------
    >>> figure_anchor("rice.output:actual@report:L27")
    'fig-rice.output-actual--report-L27'
    >>> figure_anchor("land.area:plan@form:Ước thực hiện!F7")
    'fig-land.area-plan--form-_c_th_c_hi_n_F7-ba1fabf2'
    """
    return _anchor("fig", ref)


def finding_anchor(finding: str) -> str:
    """Give the anchor of a finding's row in the audit, made as :func:`figure_anchor` makes that of a figure.

    Examples
    --------
    >>> finding_anchor("parts:rice.output:sector:plan")
    'finding-parts-rice.output-sector-plan'
    """
    return _anchor("finding", finding)


def evidence_anchors(ref: str, inputs: Iterable[str], listed: Iterable[str]) -> list[str]:
    """Where the evidence of a number may stand, the nearest first.

    That is its own row; for what the audit computed, the row of the finding; else the rows of the figures that it rests
    on.
    """
    own = figure_anchor(ref)
    return [own, *(listed if is_of_finding(ref) else ()), *map(figure_anchor, inputs)]


def finding_ref(finding: str, side: str) -> str:
    """Give the identity of a number that the audit computed for a finding: its gap, say."""
    return f"{_FINDING}{finding}:{side}"


def is_of_finding(ref: str) -> bool:
    """Whether the audit computed the number, so that the row of its finding is its evidence."""
    return ref.startswith(_FINDING)


def _anchor(kind: str, identity: str) -> str:
    slug = f"{kind}-" + re.sub(r"[^A-Za-z0-9_.-]+", "_", identity.replace("@", "--").replace(":", "-"))
    if _PLAIN_IDENTITY.fullmatch(identity):
        return slug
    return f"{slug}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
