-- The latest allocations of each month, as at the end of that month.
SELECT
    c.*,
    last_day(c.as_at) AS month_end,
    CAST(last_day(c.as_at) + INTERVAL '1' DAY AS DATE) AS month_after
FROM caseloads AS c
INNER JOIN (
    SELECT last_day(as_at) AS month_end, max(as_at) AS as_at
    FROM caseloads
    GROUP BY last_day(as_at)
) AS latest ON latest.as_at = c.as_at
