"""Commentary on section 47, conferences and child protection plans."""

AUTHOR = "Head of safeguarding"

TEXTS = {
    "section_47": """
{{STRATEGY_DISCUSSIONS}} children were subject to a strategy discussion in 12 months,
{{STRATEGY_DISCUSSIONS:since year ago}}. The hub plays a part in this: what agencies share early on often
settles a first concern, and more families are helped as children in need.

{{S47_TIMELINESS}} of section 47 enquiries were completed within 15 working days, {{S47_TIMELINESS:against
target}}; most take no more than 10 days. {{S47_COMPLETED|outcome=Assessment:share}} ended with an assessment
and {{S47_TO_ICPC}} with a conference, which speaks for a threshold that is held.
""",
    "conferences": """
{{ICPC_TIMELINESS}} of children's initial conferences were held within 15 working days of the strategy
discussion, {{ICPC_TIMELINESS:since year ago}}. Enquiries are finished sooner, and chairs are booked when an
enquiry begins. The figure is {{ICPC_TIMELINESS:against target}}, and statistical neighbours stand at
{{ICPC_TIMELINESS:neighbours}}.

{{ICPC_TO_PLAN}} of conferences led to a plan. Where they did not, the family was offered help as children in
need.

Children took part in {{CONFERENCE_PARTICIPATION|kind=Initial}} of initial conferences and
{{CONFERENCE_PARTICIPATION|kind=Review}} of reviews, which is not good enough. Chairs visit them beforehand, and
an advocate is to come unless the child says no.
""",
    "child_protection_plans": """
{{CP_PLANS}} children were on a plan, {{CP_PLANS:since year ago}}; {{CP_PLANS|category=Neglect:share}} of plans
are for neglect. New plans were {{CP_STARTED}} in the month.

{{CP_REPEAT}} of plans begun in the year were second or subsequent ones, {{CP_REPEAT:against target}}. A first
look finds crises met without their causes, and plans that ended before change had settled.
{{RCPC_TIMELINESS}} of review conferences were held on time.

{{CP_PLANS_18M}} plans have been open for 18 months or more and {{CP_PLANS_2Y}} of plans for two years. Each was
looked at by the safeguarding service, and a manager is alerted at the second review. Ethnicity on plans does
not follow the city's and is on the audit programme.
""",
}
