-- The children of each year's A3: those adopted in it, on that day, and those who still waited at its end, on 31 March.
-- A child who waits for years is of each year's children, once a year.
WITH passed AS (
    SELECT 0 AS years
    UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),

year_ends AS (
    SELECT
        a.*,
        CAST(
            concat(
                CAST(
                    year(a.decision) + passed.years + CASE WHEN month(a.decision) > 3 THEN 1 ELSE 0 END AS VARCHAR
                ),
                '-03-31'
            ) AS DATE
        ) AS year_end
    FROM adoption_ends AS a
    CROSS JOIN passed
    WHERE a.decision IS NOT NULL
)

SELECT
    waiting.*,
    waiting.year_end AS cohort_date,
    CASE WHEN waiting.moved_in <= waiting.year_end THEN waiting.moved_in ELSE waiting.year_end END AS waited_until,
    CAST(waiting.year_end + INTERVAL '3' YEAR AS DATE) AS out_of_three_years
FROM year_ends AS waiting
WHERE waiting.wait_ended IS NULL OR waiting.wait_ended > waiting.year_end
UNION ALL
SELECT
    done.*,
    done.adopted AS year_end,
    done.adopted AS cohort_date,
    done.moved_in AS waited_until,
    done.left_three_years AS out_of_three_years
FROM adoption_ends AS done
WHERE done.adopted IS NOT NULL
