-- Each plan with the last day up to which all of its reviews were in time: the first due day that passed without one.
-- The first review is due 91 days (3 months) after the plan started, each later one 183 days (6 months) after the last.
WITH days AS (
    SELECT plan_id, child_id, started AS day, TRUE AS is_start
    FROM cp_plans
    UNION ALL
    SELECT DISTINCT p.plan_id, p.child_id, r.held AS day, FALSE AS is_start
    FROM cp_plans AS p
    INNER JOIN conferences AS r
        ON r.child_id = p.child_id AND r.kind = 'RCPC' AND r.held > p.started AND (p.ended IS NULL OR r.held <= p.ended)
),

turns AS (
    SELECT
        plan_id,
        child_id,
        CAST(CASE WHEN is_start THEN day + INTERVAL '91' DAY ELSE day + INTERVAL '183' DAY END AS DATE) AS due,
        CAST(CASE WHEN is_start THEN day + INTERVAL '3' MONTH ELSE day + INTERVAL '6' MONTH END AS DATE) AS due_by_months,
        lead(day) OVER (PARTITION BY plan_id, child_id ORDER BY day) AS reviewed
    FROM days
),

missed AS (
    SELECT
        plan_id,
        child_id,
        min(CASE WHEN reviewed IS NULL OR reviewed > due THEN due END) AS due,
        min(CASE WHEN reviewed IS NULL OR reviewed > due_by_months THEN due_by_months END) AS due_by_months
    FROM turns
    GROUP BY plan_id, child_id
)

SELECT
    p.*,
    missed.due AS in_time_until,
    missed.due_by_months AS in_time_until_by_months
FROM cp_plans AS p
INNER JOIN missed ON missed.plan_id = p.plan_id AND missed.child_id = p.child_id
