-- Each episode of care with the number and the start of the child's period of care: from reason S to an end other than
-- X1. Short breaks (V3, V4) are left out. A period that began before the extract starts with its first episode there.
WITH episodes AS (
    SELECT
        e.*,
        lag(reason_ended) OVER (PARTITION BY child_id ORDER BY started) AS reason_before,
        lag(started) OVER (PARTITION BY child_id ORDER BY started) AS started_before
    FROM care_episodes AS e
    WHERE legal_status IS NULL OR legal_status NOT IN ('V3', 'V4')
),

numbered AS (
    SELECT
        episodes.*,
        sum(CASE WHEN started_before IS NULL OR reason_new = 'S' OR reason_before <> 'X1' THEN 1 ELSE 0 END)
            OVER (PARTITION BY child_id ORDER BY started ROWS UNBOUNDED PRECEDING) AS care
    FROM episodes
)

SELECT
    numbered.*,
    min(started) OVER (PARTITION BY child_id, care) AS care_started
FROM numbered
