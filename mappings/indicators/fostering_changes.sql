-- What each approval adds to the register and each deregistration takes from it, on its day.
SELECT
    gained.*,
    gained.approved AS changed,
    1 AS households_gained,
    gained.places AS places_gained
FROM fostering_households AS gained
UNION ALL
SELECT
    lost.*,
    lost.deregistered AS changed,
    -1 AS households_gained,
    -lost.places_lost AS places_gained
FROM fostering_households AS lost
WHERE lost.deregistered IS NOT NULL
