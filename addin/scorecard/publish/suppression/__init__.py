"""Small numbers: which figures an audience must not see, and which others would give them away."""

from scorecard.publish.suppression.asked import asked_for
from scorecard.publish.suppression.suppress import Reason, Suppressed, suppress
from scorecard.publish.suppression.typed import TypedHidden, typed_hidden

__all__ = ["Reason", "Suppressed", "TypedHidden", "asked_for", "suppress", "typed_hidden"]
