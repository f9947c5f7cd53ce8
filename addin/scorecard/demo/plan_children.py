"""The children on plans, and the categories of abuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.births import DAY, Birth, Groups, births
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import AS_AT, Child, Council
from scorecard.demo.plans import Plan
from scorecard.demo.repeats import link_repeats

FIRST_EVENT_BEFORE = dt.timedelta(75)
"""How long before a plan its first event, the referral, may lie."""
CLOSED_AFTER = dt.timedelta(30)


def give_children(plans: list[Plan], council: Council) -> None:
    """Settle the child, the categories and the earlier plans of each plan; plans come in order of their start."""
    chance = Chance("plan children")
    _give_categories(plans, chance)
    born = births(plans, chance)
    link_repeats(plans, born, chance)
    for plan in plans:
        plan.child = plan.previous.child if plan.previous else _child(plan, born[plan], council, chance)
        plan.known_child.busy.append((plan.started - 2 * FIRST_EVENT_BEFORE, (plan.ended or AS_AT) + CLOSED_AFTER))


def _give_categories(plans: list[Plan], chance: Chance) -> None:
    counts: list[Mapping[str, float]] = [
        recipe.CATEGORY_BOTH_MARCHES, recipe.CATEGORY_LAST_MARCH, recipe.CATEGORY_THIS_MARCH, recipe.CATEGORY_OTHERWISE,
    ]
    others = by_weight(recipe.CATEGORY_OTHERWISE)
    for group, shares in zip(Groups.of(plans), counts, strict=True):
        for plan, category in zip(group, chance.quota(len(group), shares), strict=True):
            plan.latest_category = category
            plan.initial_category = category if chance.happens(recipe.CATEGORY_UNCHANGED) else chance.pick(others)


def _child(plan: Plan, birth: Birth, council: Council, chance: Chance) -> Child:
    born = birth.earliest + dt.timedelta(chance.between(0, (birth.latest - birth.earliest).days))
    if born > AS_AT:
        return council.child(born, expected=born, unborn=True)
    if born > plan.started - FIRST_EVENT_BEFORE:
        # Never expected before the birth: whoever was unborn in March has an expected date after March.
        return council.child(born, expected=born + chance.below(10) * DAY)
    return council.child(born)
