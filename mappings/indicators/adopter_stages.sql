-- Each adopter with whether stage one took at most two calendar months and stage two at most four.
-- Exactly two months, and exactly four, are within.
SELECT
    a.*,
    a.stage_one_ended <= a.stage_one_started + INTERVAL '2' MONTH AS stage_one_in_time,
    a.stage_two_ended <= a.stage_two_started + INTERVAL '4' MONTH AS stage_two_in_time
FROM adopters AS a
