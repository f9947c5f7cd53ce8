-- Each episode of care with the placement that it belongs to, and the ends of the two placements before.
-- A placement begins with reason S, P or B. T0 to T4 are no placements: a return from one to the same placement code,
-- provider and URN continues what it interrupted. Adoption by the current carer (A3, A5) is no move. A placement that
-- ended on the day it began lasted less than 24 hours and is none.
WITH episodes AS (
    SELECT
        s.*,
        CASE WHEN placement IN ('T0', 'T1', 'T2', 'T3', 'T4') THEN 1 ELSE 0 END AS temporary
    FROM care_sequence AS s
),

-- A temporary episode has the number of the last one that is not.
numbered AS (
    SELECT
        episodes.*,
        sum(1 - temporary) OVER (PARTITION BY child_id, care ORDER BY started ROWS UNBOUNDED PRECEDING) AS stay,
        lag(temporary) OVER (PARTITION BY child_id, care ORDER BY started) AS after_temporary
    FROM episodes
),

stays AS (
    SELECT
        numbered.*,
        lag(placement) OVER (PARTITION BY child_id, care ORDER BY started) AS placement_before,
        lag(provider) OVER (PARTITION BY child_id, care ORDER BY started) AS provider_before,
        lag(urn) OVER (PARTITION BY child_id, care ORDER BY started) AS urn_before
    FROM numbered
    WHERE temporary = 0
),

moves AS (
    SELECT
        stays.*,
        CASE
            WHEN stay = 1 THEN 1
            WHEN placement IN ('A3', 'A5') THEN 0
            WHEN
                after_temporary = 1
                AND coalesce(placement, '') = coalesce(placement_before, '')
                AND coalesce(provider, '') = coalesce(provider_before, '')
                AND coalesce(urn, '') = coalesce(urn_before, '')
                THEN 0
            WHEN reason_new IN ('S', 'P', 'B') THEN 1
            ELSE 0
        END AS moved
    FROM stays
),

placed AS (
    SELECT
        moves.*,
        sum(moved) OVER (PARTITION BY child_id ORDER BY started ROWS UNBOUNDED PRECEDING) AS placement_number
    FROM moves
),

placements AS (
    SELECT
        child_id,
        placement_number,
        min(started) AS placement_started,
        CASE WHEN count(*) = count(ended) THEN max(ended) END AS placement_ended
    FROM placed
    GROUP BY child_id, placement_number
),

in_turn AS (
    SELECT
        placements.*,
        lag(placement_started) OVER (PARTITION BY child_id ORDER BY placement_number) AS first_before_started,
        lag(placement_ended) OVER (PARTITION BY child_id ORDER BY placement_number) AS first_before_ended,
        lag(placement_ended, 2) OVER (PARTITION BY child_id ORDER BY placement_number) AS second_before_ended
    FROM placements
    WHERE placement_ended IS NULL OR placement_ended > placement_started
)

SELECT
    n.*,
    p.child_id IS NOT NULL AS has_placement,
    p.placement AS own_placement,
    CASE
        WHEN p.placement LIKE 'A%' OR p.placement LIKE 'P%' OR p.placement LIKE 'Z%' THEN p.placement
        WHEN p.provider = 'PR1' THEN p.placement || ' own'
        WHEN p.provider IS NOT NULL THEN p.placement || ' other'
    END AS placement_and_provider,
    t.placement_started,
    t.first_before_started,
    t.first_before_ended,
    t.second_before_ended
FROM numbered AS n
LEFT JOIN placed AS p ON p.child_id = n.child_id AND p.care = n.care AND p.stay = n.stay
LEFT JOIN in_turn AS t ON t.child_id = p.child_id AND t.placement_number = p.placement_number
