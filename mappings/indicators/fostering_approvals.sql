-- Each enquiry with whether the approval came within six calendar months of the start of stage one.
-- Exactly six months after is within.
SELECT
    e.*,
    e.approved <= e.stage_one_started + INTERVAL '6' MONTH AS within_six_months
FROM fostering_enquiries AS e
