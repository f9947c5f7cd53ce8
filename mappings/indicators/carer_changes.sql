-- The episodes with which a child moved to other carers: a start of care, or a move that is neither temporary nor the
-- return from a temporary stay to where the child lived before.
WITH lasting AS (
    SELECT
        e.*,
        lag(e.placement) OVER (PARTITION BY e.child_id ORDER BY e.started) AS placement_before,
        lag(e.provider) OVER (PARTITION BY e.child_id ORDER BY e.started) AS provider_before,
        lag(e.urn) OVER (PARTITION BY e.child_id ORDER BY e.started) AS urn_before,
        lag(e.ended) OVER (PARTITION BY e.child_id ORDER BY e.started) AS ended_before
    FROM care_episodes AS e
    WHERE e.placement IS NULL OR e.placement NOT IN ('T0', 'T1', 'T2', 'T3', 'T4')
)

SELECT
    child_id,
    started
FROM lasting
WHERE reason_new = 'S'
    OR (
        reason_new IN ('P', 'B')
        AND NOT coalesce(
            ended_before < started
            AND placement = placement_before
            AND coalesce(provider, '') = coalesce(provider_before, '')
            AND coalesce(urn, '') = coalesce(urn_before, ''),
            FALSE
        )
    )
