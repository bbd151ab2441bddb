-- Who must retrain in what: the latest run of each trainee, case and level; a block of it is to be trained again when a
-- critical item in it was breached or less than 60 % of its judged points were earned. Whoever has left or was erased is not
-- asked. Runs on DuckDB and on Spark, over the views `results` and `items`.
WITH latest AS (
    SELECT record, trainee, case_id, level, result,
           row_number() OVER (PARTITION BY trainee, case_id, level ORDER BY started_at DESC, record DESC) AS place
    FROM results WHERE NOT is_gone
),
blocks AS (
    SELECT l.trainee, l.case_id, l.level, l.result, i.block,
           sum(CASE WHEN i.verdict = 'met' THEN i.of_points ELSE 0 END) AS points,
           sum(CASE WHEN i.verdict <> 'review' THEN i.of_points ELSE 0 END) AS of_points,
           max(CASE WHEN i.critical AND i.verdict = 'breached' THEN 1 ELSE 0 END) AS critical
    FROM latest l JOIN items i ON i.record = l.record
    WHERE l.place = 1
    GROUP BY l.trainee, l.case_id, l.level, l.result, i.block
),
weak AS (
    SELECT trainee, case_id, level, block FROM blocks
    WHERE critical = 1 OR (of_points > 0 AND points * 100 < of_points * 60)
)
SELECT trainee, case_id, level, block FROM weak
UNION ALL
SELECT l.trainee, l.case_id, l.level, '' AS block FROM latest l
WHERE l.place = 1 AND l.result <> 'pass'
  AND NOT EXISTS (SELECT 1 FROM weak w WHERE w.trainee = l.trainee AND w.case_id = l.case_id AND w.level = l.level)
ORDER BY 1, 2, 3, 4
