"""A user script of LibreOffice: it hands the formulas of a sheet to the worksheet functions that Excel uses."""

import os
import struct

from scorecard.xl import functions


def error(number):
    """How Calc keeps an error in a cell: no number, with the error's own in its last bytes."""
    return struct.unpack("<d", struct.pack("<IHH", number, 0, 0x7FF8))[0]


ERRORS = {functions.NOT_AVAILABLE: error(0x7FFF), functions.WRONG_ARGUMENT: error(519)}


def shown(said):
    """What the wrapper in the add-in does with CVErr."""
    return tuple(map(shown, said)) if isinstance(said, list) else ERRORS.get(said, said)


def answer(name, arguments):
    """What a worksheet function answers."""
    return shown(getattr(functions, name)((os.environ["SCORECARD_WORKSPACE"], None, None), *arguments))


g_exportedScripts = (answer,)  # noqa: N816 - LibreOffice's name
