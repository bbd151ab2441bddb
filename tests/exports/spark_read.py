"""Reads an exported Parquet folder with Spark and prints how many rows there are and who must retrain in what."""
import pathlib
import sys

from pyspark.sql import SparkSession

folder = pathlib.Path(sys.argv[1])
question = (pathlib.Path(__file__).parent / "retrain.sql").read_text(encoding="utf-8")
spark = SparkSession.builder.master("local[2]").appName("streetwise").getOrCreate()
for table in ("results", "items"):
    spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)
spark.sql("SELECT year, month, count(*) AS runs, sum(points) AS points FROM results GROUP BY year, month ORDER BY 1, 2").show()
spark.sql(question).show(10, truncate=False)
print("rows:", spark.sql(question).count())
