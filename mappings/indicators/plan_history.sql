-- Each plan with whether another plan of the child ended within the 24 calendar months before it started.
-- Exactly 24 months before is within.
SELECT
    p.*,
    coalesce(earlier.repeated, FALSE) AS repeat_within_2_years
FROM cp_plans AS p
LEFT JOIN (
    SELECT
        later.child_id,
        later.started,
        max(former.ended >= later.started - INTERVAL '24' MONTH) AS repeated
    FROM (SELECT DISTINCT child_id, started FROM cp_plans) AS later
    INNER JOIN cp_plans AS former
        ON former.child_id = later.child_id AND former.started < later.started AND former.ended <= later.started
    GROUP BY later.child_id, later.started
) AS earlier ON earlier.child_id = p.child_id AND earlier.started = p.started
