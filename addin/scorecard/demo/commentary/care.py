"""Commentary on looked after children, their placements and reviews, care leavers and caseloads."""

AUTHOR = "Head of looked after children"

TEXTS = {
    "entering_care": """
{{LAC_STARTED}} children entered care in 12 months, {{LAC_STARTED:since year ago}}. Edge of care services are
stronger, and since 1 March 2016 panels look at children at the edge of care and at the choice of placements.

{{LAC_REENTRY}} of entrants had been looked after before, {{LAC_REENTRY:against target}} and {{LAC_REENTRY:since
year ago}}. Why they came back is part of the review of edge of care services.

{{LAC_CEASED}} children left care in the same time.
""",
    "looked_after": """
{{LAC}} children are looked after, {{LAC:since year ago}}, so numbers are stable. Children left care by adoption
and by special guardianship, about as many as entered.

{{LAC_DUAL_REGISTERED}} of them are also on a child protection plan, {{LAC_DUAL_REGISTERED:since year ago}}.
Each of these is looked at every month, so that a plan ends when care keeps the child safe.
""",
    "placements": """
{{LAC_RESIDENTIAL}} of looked after children live in children's homes or supported housing; it was
{{LAC_RESIDENTIAL:last_year}} a year earlier. The sufficiency strategy sets out how placements are commissioned,
so that fewer children live in residential care. {{LAC|placement_type=Placed With Parents:share}} are placed
with their parents.

{{PLACEMENT_STABILITY}} had three or more placements in 12 months, {{PLACEMENT_STABILITY:against target}} and
{{PLACEMENT_STABILITY:since year ago}}. A quarter of these children's records were audited, and a plan to
prevent unplanned moves is in place. {{PLACEMENT_STABILITY_LONG_TERM}} have been in the same placement for two
years, {{PLACEMENT_STABILITY_LONG_TERM:against target}}.
""",
    "reviews": """
{{LAC_REVIEW_TIMELINESS}} of reviews were held on time, {{LAC_REVIEW_TIMELINESS:since year ago}}. Counted by
child, {{LAC_REVIEWED_IN_TIME}} had all their reviews on time, {{LAC_REVIEWED_IN_TIME:against target}}: one late
review sets back every later one of the year.

Red ratings are {{LAC_REVIEW_RAG|rating=Red:share}} of all. Reviewing officers challenge more openly, and this
should be seen as a good sign.

{{LAC_REVIEW_PARTICIPATION}} of reviews had the child's part in them, but only {{LAC_REVIEW_ATTENDANCE}} the
child in the room. The children in care council helps to find better ways to hold them.
""",
    "care_leavers": """
{{PATHWAY_PLANS}} of the {{CARE_LEAVERS_LISTED}} young people on the list have a pathway plan,
{{PATHWAY_PLANS:since year ago}}. Most of those without one have just become eligible, and their worker has 13
weeks to complete it. Of those for whom the time is over {{PATHWAY_PLANS_DUE}} have a plan; service managers go
through the others every week.

{{CARE_LEAVERS}} young people are aged 16 to 24, {{CARE_LEAVERS|status=Eligible:share}} of them still in care.
""",
    "care_leaver_groups": """
{{CARE_LEAVERS|gender=Female:share}} of care leavers are female and {{CARE_LEAVERS|disability=Yes:share}} have a
disability. {{CARE_LEAVERS|ethnicity=White British:share}} are White British.

Of those aged 19 to 21, {{CARE_LEAVERS_EET}} are in education, work or training, {{CARE_LEAVERS_EET:since year
ago}}, and {{CARE_LEAVERS_ACCOMMODATION}} live in suitable accommodation. The council is in touch with
{{CARE_LEAVERS_IN_TOUCH}}.
""",
    "caseloads": """
Workers in referral and assessment hold {{CASELOAD|team=RAS}} cases each, {{CASELOAD|team=RAS:against target}};
in March 2014 it was {{CASELOAD|team=RAS@2014-03}}. Neighbourhood teams hold {{CASELOAD|team=South}},
{{CASELOAD|team=North West}} and {{CASELOAD|team=North East}}, so two of the three are within their range.

The caseload of reviewing officers is {{CASELOAD_IRO}}, {{CASELOAD_IRO:since year ago}} and {{CASELOAD_IRO:against
target}}.
""",
}
