"""A zip archive in which the same content gives the same bytes: fixed times, fixed order, nothing of the machine."""

from __future__ import annotations

import io
import zipfile

FIRST = "[Content_Types].xml"
"""What a reader of an office document expects first."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repeatable(archive: bytes) -> bytes:
    """The same entries as in an archive, in the order of their names and with no time of their own."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return archived({name: parts.read(name) for name in parts.namelist()})


def archived(entries: dict[str, bytes]) -> bytes:
    """An archive of these entries."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries, key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, entries[name])
    return written.getvalue()
