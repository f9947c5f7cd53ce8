"""Commentary on contacts, referrals and assessments."""

AUTHOR = "Head of the front door"

TEXTS = {
    "contacts": """
The front door received {{CONTACTS}} contacts in 12 months, {{CONTACTS:since year ago}}. A rise is usual after a
multi-agency hub opens: partners ask it for advice, and each question is logged as a contact. Advice,
information and no further action together were {{CONTACTS_ADVICE_NFA}} of outcomes in the year.

{{CONTACT_TIMELINESS}} of contacts had an outcome within 24 hours, {{CONTACT_TIMELINESS:against target}}; it was
{{CONTACT_TIMELINESS:last_year}} a year earlier. Volume and vacancies in the hub slowed decisions. The posts are
now filled, and the duty manager looks every morning at what is still waiting.

{{CONTACT_CONVERSION}} of contacts went on to a referral, {{CONTACT_CONVERSION:since year ago}}.
""",
    "referrals": """
{{REFERRALS}} referrals came in 12 months. {{REREFERRALS}} of those in the year to date followed another within
12 months, {{REREFERRALS:against target}}; statistical neighbours stand at {{REREFERRALS:neighbours}} and
England at {{REREFERRALS:england}}. Without referrals that ended with no further action the share is
{{REREFERRALS_EXCL_NFA}}.

An audit in February looked at cases stepped down to early help that came back. Its action plan is agreed; a new
way to step cases up and down has begun, and it is too early for it to show in these figures.

{{REFERRAL_TIMELINESS}} of referrals were decided in 1 working day, {{REFERRAL_TIMELINESS:against target}}.
""",
    "assessments": """
{{ASSESSMENT_TIMELINESS}} of assessments were completed within 45 working days, {{ASSESSMENT_TIMELINESS:against
target}} and {{ASSESSMENT_TIMELINESS:since year ago}}. England stands at {{ASSESSMENT_TIMELINESS:england}}.

How long an assessment takes is the manager's decision on how complex the case is; few need all of the time.
Most are done between 11 and 30 working days.

{{ASSESSMENTS_OPEN}} assessments were open at the end of the month. {{ASSESSMENTS_OPEN_LATE}} of them were
already late, {{ASSESSMENTS_OPEN_LATE:against target}}; managers go through these by name every week.
""",
}
