-- Each assessment with the day of the child's last referral on or before its start; blank where there is none.
WITH last_referrals AS (
    SELECT
        a.assessment_id,
        max(r.referred) AS referred
    FROM assessments AS a
    INNER JOIN referrals AS r ON r.child_id = a.child_id AND r.referred <= a.started
    GROUP BY a.assessment_id
)

SELECT
    a.*,
    last_referrals.referred
FROM assessments AS a
LEFT JOIN last_referrals ON last_referrals.assessment_id = a.assessment_id
