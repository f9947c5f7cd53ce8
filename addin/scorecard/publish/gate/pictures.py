"""Pictures hold the picture and nothing that a camera or a program wrote into them."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.issues import EditionIssue, PartNotAllowed
from scorecard.publish.cleaning.pictures import clean_picture
from scorecard.publish.gate.scene import Scene
from scorecard.publish.tags import PICTURES


def pictures_are_bare(scene: Scene) -> Iterator[EditionIssue]:
    """Every picture is a PNG or JPEG from which nothing can be taken without changing what is seen."""
    for part, kind in scene.book.types.items():
        if kind in PICTURES.values() and clean_picture(scene.book.parts[part], part) != scene.book.parts[part]:
            yield scene.of_part(PartNotAllowed, part, found="more than the picture in its file")
