-- Each family of prospective adopters, be it of one or two, with the first day on which it came to each stage.
SELECT
    coalesce(a.family_id, a.adopter_id) AS family_id,
    min(a.enquired) AS enquired,
    min(a.stage_one_started) AS stage_one_started,
    min(a.stage_two_started) AS stage_two_started,
    min(a.approved) AS approved,
    min(a.matched) AS matched
FROM adopters AS a
GROUP BY coalesce(a.family_id, a.adopter_id)
