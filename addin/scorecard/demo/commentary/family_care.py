"""Commentary on fostering and adoption."""

AUTHOR = "Head of fostering and adoption"

TEXTS = {
    "fostering": """
{{FOSTERING_FILLED}} of places are filled, {{FOSTERING_FILLED:since year ago}}. Enquiries are healthy; turning them
into approvals needs to improve. A recruitment hub and a shorter assessment are in place, and a large net gain of
places is planned for the next two years.
""",
    "adoption": """
{{ADOPTED}} children were adopted, {{ADOPTED:last_year}} the year before. Fewer placement orders were made, the
process is longer now that birth parents may appeal, and several legacy cases closed last year.

Children waited {{ADOPTION_A1}} days to move in, {{ADOPTION_A1:since year ago}}; without the time with foster carers who
then adopted, {{ADOPTION_A10}}. Over three years both are above the threshold, with the oldest cases in the average.
""",
}
