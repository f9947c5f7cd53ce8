-- Each period of care, as its first episode, with its end and whether the child was looked after before: ever, and within
-- the 12 calendar months before. Exactly 12 months before is within.
WITH periods AS (
    SELECT
        child_id,
        care,
        min(started) AS care_started,
        CASE WHEN count(*) = count(ended) THEN max(ended) END AS care_ended
    FROM care_sequence
    GROUP BY child_id, care
),

in_turn AS (
    SELECT
        periods.*,
        lag(care_ended) OVER (PARTITION BY child_id ORDER BY care) AS ended_before
    FROM periods
)

SELECT
    s.*,
    p.care_ended,
    p.care > 1 AS looked_after_before,
    coalesce(p.ended_before >= s.started - INTERVAL '12' MONTH, FALSE) AS looked_after_in_12_months
FROM care_sequence AS s
INNER JOIN in_turn AS p ON p.child_id = s.child_id AND p.care = s.care AND p.care_started = s.started
