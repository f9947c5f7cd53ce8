"""Commentary on early help, and on exploitation and missing children."""

AUTHOR = "Head of early help"

TEXTS = {
    "early_help": """
{{EH_PLAN_COMPLETED}} of CAFs closed with their action plan completed, {{EH_PLAN_COMPLETED:against target}} and
{{EH_PLAN_COMPLETED:since year ago}}: families who take part in the assessment benefit from what follows it.

{{EH_OPEN}} CAFs are open. {{EH_EXTERNAL}} of them are held by other agencies, {{EH_EXTERNAL:against target}};
schools hold {{EH_OPEN|lead_agency=School}} and health services {{EH_OPEN|lead_agency=Health}}. Other councils
organise this in so many ways that there is no standard to compare with. The target stays, as it keeps the eye
on families who could be helped earlier and nearer to home.
""",
    "exploitation_and_missing": """
{{MISSING_CHILDREN}} children went missing {{MISSING_EPISODES}} times; {{MISSING_CHILDREN|looked_after=Yes}} of
them are looked after. {{RHI_COMPLETED_CHILDREN}} of those who came back were interviewed,
{{RHI_COMPLETED_CHILDREN:against target}}, and {{RHI_TIMELINESS}} of interviews held were within 72 hours,
{{RHI_TIMELINESS:against target}}. What children say is now read together for patterns.

{{CSE_AT_RISK}} children were at risk of exploitation at the quarter's end.
""",
}
