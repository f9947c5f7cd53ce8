-- Each child of the adoption register with the day on which the wait began (the decision, or the adoption where none is
-- recorded), the day on which it ended (the adoption, or the reversal of the decision), and the day from which an
-- adoption lies before any three years.
SELECT
    a.*,
    coalesce(a.decision, a.adopted) AS wait_began,
    CASE
        WHEN a.decision_reversed < a.adopted OR a.adopted IS NULL THEN a.decision_reversed
        ELSE a.adopted
    END AS wait_ended,
    CAST(a.adopted + INTERVAL '3' YEAR AS DATE) AS left_three_years
FROM adoptions AS a
