-- The latest list of each month, as at the end of that month.
SELECT
    c.*,
    last_day(c.as_at) AS month_end,
    CAST(last_day(c.as_at) + INTERVAL '1' DAY AS DATE) AS month_after,
    CAST(last_day(c.as_at) - INTERVAL '6' MONTH AS DATE) AS six_months_before
FROM care_leavers AS c
INNER JOIN (
    SELECT last_day(as_at) AS month_end, max(as_at) AS as_at
    FROM care_leavers
    GROUP BY last_day(as_at)
) AS latest ON latest.as_at = c.as_at
