"""The order of a publication, above the pipeline: from the latest snapshot to an edition that passed the gate."""

from scorecard.publication.order import STAGES, publish
from scorecard.publication.request import PublicationError, Published, Request
from scorecard.publication.verify import verify

__all__ = ["STAGES", "PublicationError", "Published", "Request", "publish", "verify"]
