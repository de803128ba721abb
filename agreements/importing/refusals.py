"""Why a file cannot be imported. Each says what is wrong with which file, and how to mend it."""

from __future__ import annotations


class ImportRefused(Exception):
    """The file cannot be read as an agreement; nothing of it was kept."""


class EmptyFile(ImportRefused):
    """There is nothing in it."""


class FileTooLarge(ImportRefused):
    """It is larger than the import takes, as it is or unpacked."""


class WrongFileType(ImportRefused):
    """It is something else than its name says, or nothing the import reads."""


class DamagedFile(ImportRefused):
    """It begins as it should and cannot be read to its end."""


class NeedsPassword(ImportRefused):
    """It is locked."""


class NoTextLayer(ImportRefused):
    """It is pictures of pages: a scan nobody has run through text recognition."""
