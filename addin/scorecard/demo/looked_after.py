"""Looked after children: their periods of care, placements and reviews, as rows of the extracts."""

from __future__ import annotations

from scorecard.demo import care_episodes, care_reviews
from scorecard.demo.care_children import give_children
from scorecard.demo.care_periods import periods_of_care
from scorecard.demo.care_placements import place
from scorecard.demo.council import Council
from scorecard.demo.plans import Plan
from scorecard.demo.rows import CareEpisodeRow, CareReviewRow


def looked_after(plans: list[Plan], council: Council) -> tuple[list[CareEpisodeRow], list[CareReviewRow]]:
    """The episodes of care and the reviews; some of the children are on a child protection plan as well."""
    cares = periods_of_care(council.calendar)
    earlier = give_children(cares, plans, council)
    place(cares)
    care_episodes.give_legal_status(cares)
    reviews = care_reviews.reviews(earlier + cares, council.calendar)
    return care_episodes.rows(earlier + cares), care_reviews.rows(reviews)
