-- Each review that falls due in a period of care, in sequence: the first after the start of care (its due date is worked
-- out where working days are known, so `due` is blank), the second 91 days after the first, later ones 183 days after
-- the one before. `counts_from` is the day from which the review can be due. A review that is not held yet has a row too.
WITH held AS (
    SELECT
        p.child_id,
        p.started AS care_started,
        p.care_ended,
        r.held,
        row_number() OVER (PARTITION BY p.child_id, p.started ORDER BY r.held) AS number
    FROM care_periods AS p
    INNER JOIN (SELECT DISTINCT child_id, held FROM care_reviews WHERE held IS NOT NULL) AS r
        ON r.child_id = p.child_id AND r.held >= p.started AND (p.care_ended IS NULL OR r.held <= p.care_ended)
),

due AS (
    SELECT child_id, started AS care_started, care_ended, 1 AS number, CAST(NULL AS DATE) AS due
    FROM care_periods
    UNION ALL
    SELECT
        child_id,
        care_started,
        care_ended,
        number + 1 AS number,
        CASE WHEN number = 1 THEN held + INTERVAL '91' DAY ELSE held + INTERVAL '183' DAY END AS due
    FROM held
),

in_turn AS (
    SELECT
        d.child_id,
        d.care_started,
        d.care_ended,
        d.number,
        CAST(d.due AS DATE) AS due,
        h.held,
        CASE WHEN d.number > 1 AND (h.held IS NULL OR h.held > d.due) THEN CAST(d.due AS DATE) END AS late_due
    FROM due AS d
    LEFT JOIN held AS h ON h.child_id = d.child_id AND h.care_started = d.care_started AND h.number = d.number
)

SELECT
    child_id,
    care_started,
    care_ended,
    number = 1 AS is_first,
    CASE WHEN number = 1 THEN care_started ELSE due END AS counts_from,
    due,
    min(held) OVER (PARTITION BY child_id, care_started) AS first_held,
    lead(due) OVER (PARTITION BY child_id, care_started ORDER BY number) AS next_due,
    max(late_due) OVER (
        PARTITION BY child_id, care_started ORDER BY number ROWS UNBOUNDED PRECEDING
    ) AS last_late_due
FROM in_turn
