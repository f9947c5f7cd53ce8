-- The households of the latest capacity snapshot of each month, as at the end of that month.
SELECT
    f.*,
    last_day(f.as_at) AS month_end,
    CAST(last_day(f.as_at) + INTERVAL '1' DAY AS DATE) AS month_after
FROM fostering_capacity AS f
INNER JOIN (
    SELECT last_day(as_at) AS month_end, max(as_at) AS as_at
    FROM fostering_capacity
    GROUP BY last_day(as_at)
) AS latest ON latest.as_at = f.as_at
