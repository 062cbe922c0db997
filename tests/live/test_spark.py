"""A real Spark on this machine counts what DuckDB counts, to the byte."""

import shutil
import signal

import pytest

from mkdocs_rubric import load_folder
from mkdocs_rubric.live import expressions, read_source, reduced
from mkdocs_rubric.live.reduce import _ask, counted
from mkdocs_rubric.load import FolderTree
from reviews_of_daily_work import a_team_with_reviews, rows

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    interrupted = signal.getsignal(signal.SIGINT)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    signal.signal(signal.SIGINT, interrupted)  # it puts one of its own in that place, for good
    yield session
    session.stop()


def test_spark_counts_what_duckdb_counts(tmp_path, spark):
    import ibis

    folder = a_team_with_reviews(tmp_path, rows())
    project, source = load_folder(folder).project, read_source(FolderTree(folder))
    connection = ibis.pyspark.connect(spark)
    table = connection.read_csv(str(folder / "reviews/one.csv"), header=True, inferSchema=True)
    named = expressions.named(table, source.columns.model_dump(exclude_none=True))
    assert counted(project, source, named, _ask).files == reduced(project, source, folder).files
