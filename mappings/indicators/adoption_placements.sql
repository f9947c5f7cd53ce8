-- Each adoption with the day on which the child moved to the family that adopted: for an adoption by the foster carer
-- the day on which the fostering placement began that became the adoption, else the day of moving in.
SELECT
    a.*,
    CASE WHEN a.foster_carer_adoption THEN coalesce(fostered.since, a.moved_in) ELSE a.moved_in END AS joined_family
FROM adoptions AS a
LEFT JOIN (
    SELECT
        adopted.child_id,
        adopted.entered_care,
        max(placed.started) AS since
    FROM adoptions AS adopted
    INNER JOIN carer_changes AS placed
        ON placed.child_id = adopted.child_id
        AND placed.started >= adopted.entered_care
        AND placed.started <= adopted.moved_in
    GROUP BY adopted.child_id, adopted.entered_care
) AS fostered ON fostered.child_id = a.child_id AND fostered.entered_care = a.entered_care
