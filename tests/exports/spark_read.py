"""Reads an exported Parquet folder with Spark and prints totals and who must retrain in what: tables to be read on standard
error, the same as JSON on standard output, as duckdb_read.py does."""
import json
import pathlib
import sys

from pyspark.sql import SparkSession

folder = pathlib.Path(sys.argv[1])
question = (pathlib.Path(__file__).parent / "retrain.sql").read_text(encoding="utf-8")
# No web page of its own; UTC, so that a moment reads the same on every machine.
spark = (
    SparkSession.builder.master("local[2]")
    .appName("streetwise")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
for table in ("results", "items"):
    spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)
totals = spark.sql(
    "SELECT count(*), count_if(result = 'pass'), sum(points), sum(of_points) FROM results"
).collect()[0]
months = spark.sql("SELECT year, month, count(*) AS runs FROM results GROUP BY year, month ORDER BY year, month").collect()
retrain = spark.sql(question).collect()
items = spark.sql("SELECT count(*) FROM items").collect()[0][0]
runs, passed, points, of = (int(one) for one in totals)
print(f"Spark {spark.version}: {runs} runs, {passed} passed, {points} of {of} points, {items} items, {len(retrain)} to retrain", file=sys.stderr)
for year, month, count in months:
    print(f"{year}-{month}: {count} runs", file=sys.stderr)
for row in retrain[:5]:
    print(*row, sep=" | ", file=sys.stderr)
print(
    json.dumps(
        {
            "runs": runs,
            "passed": passed,
            "points": points,
            "of": of,
            "months": [[str(year), str(month), count] for year, month, count in months],
            "retrain": [list(row) for row in retrain],
        }
    )
)
spark.stop()
