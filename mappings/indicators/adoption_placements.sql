-- Each adoption with the day on which the child moved to the family that adopted: for an adoption by the foster carer
-- the day on which the fostering placement began that became the adoption, else the day of moving in. An adoption is by
-- the foster carer where the register says so, or where the child was placed with the current carer (A3, A5) that day.
WITH by_carer AS (
    SELECT DISTINCT
        adopted.child_id,
        adopted.entered_care,
        TRUE AS is_so
    FROM adoptions AS adopted
    INNER JOIN care_episodes AS placed
        ON placed.child_id = adopted.child_id
        AND placed.placement IN ('A3', 'A5')
        AND placed.started <= adopted.adopted
        AND (placed.ended IS NULL OR placed.ended >= adopted.adopted)
),

fostered AS (
    SELECT
        adopted.child_id,
        adopted.entered_care,
        max(placed.started) AS since
    FROM adoptions AS adopted
    INNER JOIN carer_changes AS placed
        ON placed.child_id = adopted.child_id
        AND placed.started >= adopted.entered_care
        AND placed.started <= adopted.moved_in
    GROUP BY adopted.child_id, adopted.entered_care
)

SELECT
    a.*,
    CASE
        WHEN a.foster_carer_adoption OR by_carer.is_so THEN coalesce(fostered.since, a.moved_in) ELSE a.moved_in
    END AS joined_family
FROM adoptions AS a
LEFT JOIN by_carer ON by_carer.child_id = a.child_id AND by_carer.entered_care = a.entered_care
LEFT JOIN fostered ON fostered.child_id = a.child_id AND fostered.entered_care = a.entered_care
