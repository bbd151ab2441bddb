"""Reads an exported Parquet folder with DuckDB and prints totals and who must retrain in what, as JSON."""
import json
import pathlib
import sys

import duckdb

folder = pathlib.Path(sys.argv[1])
question = (pathlib.Path(__file__).parent / "retrain.sql").read_text(encoding="utf-8")
base = duckdb.connect()
for table in ("results", "items"):
    base.execute(
        f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder}/{table}/**/*.parquet', hive_partitioning = true)"
    )
runs, passed, points, of = base.execute(
    "SELECT count(*), count(*) FILTER (result = 'pass'), sum(points), sum(of_points) FROM results"
).fetchone()
months = base.execute("SELECT year, month, count(*) FROM results GROUP BY ALL ORDER BY ALL").fetchall()
retrain = base.execute(question).fetchall()
print(json.dumps({"runs": runs, "passed": passed, "points": int(points), "of": int(of), "months": [[str(y), str(m), n] for y, m, n in months], "retrain": retrain}))
