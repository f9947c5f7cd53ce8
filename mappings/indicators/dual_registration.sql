-- The times when a child is looked after and on a child protection plan: a row for each episode of care and plan that
-- overlap, from the later start to the earlier end.
SELECT
    e.child_id,
    CASE WHEN e.started > p.started THEN e.started ELSE p.started END AS both_from,
    CASE
        WHEN e.ended IS NULL THEN p.ended
        WHEN p.ended IS NULL OR e.ended < p.ended THEN e.ended
        ELSE p.ended
    END AS both_to
FROM care_episodes AS e
INNER JOIN cp_plans AS p
    ON
        p.child_id = e.child_id
        AND (e.ended IS NULL OR p.started < e.ended)
        AND (p.ended IS NULL OR e.started < p.ended)
WHERE e.legal_status IS NULL OR e.legal_status NOT IN ('V3', 'V4')
