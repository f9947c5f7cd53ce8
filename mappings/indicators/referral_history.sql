-- Each referral with whether the same child has an earlier one dated within the 12 calendar months before.
-- Exactly 12 months before is within. Two referrals on one day are not earlier than one another.
WITH days AS (
    SELECT
        child_id,
        referred,
        lag(referred) OVER (PARTITION BY child_id ORDER BY referred) AS before
    FROM (SELECT DISTINCT child_id, referred FROM referrals WHERE child_id IS NOT NULL) AS dated
),

action_days AS (
    SELECT
        child_id,
        referred,
        lag(referred) OVER (PARTITION BY child_id ORDER BY referred) AS before
    FROM (SELECT DISTINCT child_id, referred FROM referrals WHERE child_id IS NOT NULL AND nfa IS NOT TRUE) AS dated
)

SELECT
    r.*,
    coalesce(days.before >= r.referred - INTERVAL '12' MONTH, FALSE) AS re_referral,
    coalesce(action_days.before >= r.referred - INTERVAL '12' MONTH, FALSE) AS re_referral_excl_nfa
FROM referrals AS r
LEFT JOIN days ON days.child_id = r.child_id AND days.referred = r.referred
LEFT JOIN action_days ON action_days.child_id = r.child_id AND action_days.referred = r.referred
