"""Where a link to a figure leads: one name, made the same way by who shows the figure and who gives its evidence."""

from __future__ import annotations

import hashlib
import re

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
    >>> figure_anchor("income.total:actual@report:L27")
    'fig-income.total-actual--report-L27'
    >>> figure_anchor("land.area:plan@form:Ước thực hiện!F7")
    'fig-land.area-plan--form-_c_th_c_hi_n_F7-ba1fabf2'
    """
    slug = "fig-" + re.sub(r"[^A-Za-z0-9_.-]+", "_", ref.replace("@", "--").replace(":", "-"))
    if _PLAIN_IDENTITY.fullmatch(ref):
        return slug
    return f"{slug}-{hashlib.sha256(ref.encode()).hexdigest()[:8]}"
