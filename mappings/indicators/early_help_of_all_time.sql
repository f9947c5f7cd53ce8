-- Each assessment with an end that never comes: what was open at some time in a period is chosen by the definition.
SELECT
    e.*,
    CAST(NULL AS DATE) AS never
FROM early_help AS e
