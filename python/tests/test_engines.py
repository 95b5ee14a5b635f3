"""The same function within DuckDB, Polars and Spark."""

import os
import shutil
import subprocess
import sys
import textwrap

import arcminute
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

CITIES = "@cities>1M"


@pytest.fixture(scope="module")
def own():
    """Cities as a table of one's own."""
    return pa.table(arcminute.places(CITIES)).select(["name", "lat_deg", "lon_deg"])


@pytest.fixture(scope="module")
def wanted(own):
    ends = dict(from_="kapustin-yar", to=("lat_deg", "lon_deg"))
    return pa.table(arcminute.assess(own, **ends, missile="9m729"))


def test_duckdb(own, wanted):
    duckdb = pytest.importorskip("duckdb")
    import arcminute.duckdb

    con = duckdb.connect()
    arcminute.duckdb.register(con)
    con.register("own", own)
    at = "48.58, 45.74, lat_deg, lon_deg"
    found = con.sql(
        f"select name, arcminute_distance_km({at}) as km, arcminute_initial_azimuth_deg({at}) as azimuth, "
        f"arcminute_final_azimuth_deg({at}) as last, arcminute_distance_band({at}) as band, "
        f"arcminute_flight_time_s({at}, m) as flight, arcminute_warning_time_s({at}, m) as warning, arcminute_reach({at}, m) as reach "
        "from (select *, case when name < 'M' then '9m729' when name < 'S' then 'oreshnik' end as m from own) order by name"
    ).to_arrow_table()
    by_name = {}
    for missile, of in (("9m729", lambda name: name < "M"), ("oreshnik", lambda name: "M" <= name < "S")):
        rows = arcminute.assess(own, from_="48.58,45.74", to=("lat_deg", "lon_deg"), missile=missile)
        by_name |= {row["name"]: row for row in rows if of(row["name"])}
    alone = {row["name"]: row for row in arcminute.assess(own, from_="48.58,45.74", to=("lat_deg", "lon_deg"), missile="none")}
    assert found.num_rows == own.num_rows and by_name
    for row in found.to_pylist():
        other = by_name.get(row["name"], {})
        assert row["km"] == alone[row["name"]]["distance_km"] and row["band"] == alone[row["name"]]["distance_band"]
        assert row["azimuth"] == alone[row["name"]]["initial_azimuth_deg"] and row["last"] == alone[row["name"]]["final_azimuth_deg"]
        for name, field in (("flight", "flight_time_s"), ("warning", "warning_time_s"), ("reach", "reach")):
            assert row[name] == other.get(field), (row, field)
    assert con.sql("select arcminute_distance_km(null, 1, 2, 3), arcminute_reach(1, 2, 'nan'::double, 3, '9m729')").fetchall() == [(None, None)]
    # The number of a row within the piece that DuckDB hands over says nothing.
    for function in ("arcminute_distance_km(1, 1, 95, 3)", "arcminute_reach(1, 1, 95, 3, '9m729')"):
        with pytest.raises(duckdb.Error, match="latitude is 95°") as told:
            con.sql(f"select {function}").fetchall()
        assert "index" not in str(told.value) and "row " not in str(told.value)
    # A relation is a table that speaks Arrow.
    relation = con.sql("select * from own")
    assert len(arcminute.assess(relation, from_="kaliningrad", to=("lat_deg", "lon_deg"), columns="distance_km", missile="none")) == own.num_rows


def test_polars(own, wanted):
    pl = pytest.importorskip("polars")
    import arcminute.polars as ap

    frame = pl.DataFrame(own)
    ends = dict(from_="kapustin-yar", to=("lat_deg", "lon_deg"))
    assert frame.arcminute.assess(**ends, missile="9m729").equals(pl.DataFrame(wanted))
    assert frame.lazy().arcminute.assess(**ends, missile="9m729").collect().equals(pl.DataFrame(wanted))
    found = frame.lazy().select(ap.distance_km(50, 30, "lat_deg", pl.col("lon_deg")), ap.initial_azimuth_deg(50, 30, "lat_deg", "lon_deg"))
    track = arcminute.inverse(50, 30, frame["lat_deg"], frame["lon_deg"])
    found = found.collect()
    assert found["distance_km"].to_list() == track.distance_km.to_list()
    assert found["initial_azimuth_deg"].to_list() == track.initial_azimuth_deg.to_list()


def test_functions_of_duckdb_are_registered_again_and_with_options_that_fit():
    duckdb = pytest.importorskip("duckdb")
    import arcminute.duckdb

    con = duckdb.connect()
    arcminute.duckdb.register(con)
    time = "select arcminute_flight_time_s(48.57, 45.75, 52.52, 13.41, m) from (values ('generic-ballistic'), ('generic-cruise')) t(m)"
    plain = con.sql(time).fetchall()
    arcminute.duckdb.register(con, rotation=True, speed_kmh=700)
    both = con.sql(time).fetchall()
    ends = dict(from_=["48.57,45.75"], to=["52.52,13.41"], columns="flight_time_s")
    wanted = [
        arcminute.check(**ends, missile="generic-ballistic", rotation=True)["flight_time_s"][0],
        arcminute.check(**ends, missile="generic-cruise", speed_kmh=700)["flight_time_s"][0],
    ]
    assert [value for value, in both] == wanted and both[0] != plain[0] and both[1] != plain[1]
    arcminute.duckdb.register(con, trajectory="lofted")
    lofted = arcminute.check(from_=["48.57,45.75"], to=["52.52,13.41"], missile="oreshnik", trajectory="lofted", columns="flight_time_s")
    found = con.sql("select arcminute_flight_time_s(48.57, 45.75, 52.52, 13.41, 'oreshnik')").fetchall()
    assert found == [(lofted["flight_time_s"][0],)]
    for option, words in [
        (dict(missile="9m729"), "missile"),
        (dict(columns="reach"), "columns"),
        (dict(pairs="x.csv"), "pairs"),
        (dict(units="mi"), "units"),
    ]:
        with pytest.raises(TypeError, match=rf"register\(\) got an unexpected keyword argument '{words}'"):
            arcminute.duckdb.register(con, **option)
    with pytest.raises(ValueError, match="zz") as told:
        arcminute.duckdb.register(con, bands="zz")
    assert "--" not in str(told.value)
    with pytest.raises(duckdb.Error, match='unknown missile "nothing"') as told:
        con.sql("select arcminute_reach(1, 2, 3, 4, 'nothing')").fetchall()
    assert "--" not in str(told.value)
    # Another connection to the same database has the names already.
    try:
        arcminute.duckdb.register(con.cursor())
    except ValueError as error:
        assert "another connection" in str(error)


def test_large_tables_go_through_engines():
    duckdb, pl = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    import arcminute.duckdb  # noqa: F401
    import arcminute.polars  # noqa: F401

    ends = dict(from_="kaliningrad", to=("lat", "lon"), missile="none", columns="distance_km")
    relation = duckdb.sql("select 40 + i / 1e5 as lat, 10.0 as lon from range(200000) t(i)")
    of_relation = arcminute.assess(relation, **ends)["distance_km"]
    assert len(of_relation) == 200_000
    frame = pl.DataFrame({"lat": [40 + i / 1e5 for i in range(200_000)], "lon": 10})
    found = frame.lazy().arcminute.assess(**ends).collect()
    assert found.height == 200_000 and found["distance_km"].null_count() == 0
    assert found["distance_km"].to_list() == of_relation


def test_what_is_wrong_with_a_lazy_frame_is_told_at_once():
    pl = pytest.importorskip("polars")
    import arcminute.polars as ap

    frame = pl.LazyFrame({"lat": [95.0], "lon": [1.0]})
    for given, words in [
        (dict(from_="nowhere at all", to=("lat", "lon")), "unknown place"),
        (dict(from_="kaliningrad", to=("lat", "long")), 'no column "long", but lat, lon'),
        (dict(from_="kaliningrad", to=("lat", "lon"), errors="zz"), 'must be "raise" or "null"'),
        (dict(from_="kaliningrad", to=("lat", "lon"), rotation=True, missile="9m729"), "rotation is for ballistic"),
    ]:
        with pytest.raises(ValueError, match=words) as told:
            frame.arcminute.assess(**given)
        assert "--" not in str(told.value)
    # Polars may hand over rows in pieces: the pair is told, and not the number of a row in its piece.
    with pytest.raises((ValueError, pl.exceptions.ComputeError), match='from "kaliningrad" to 95,1: latitude is 95°'):
        frame.arcminute.assess(from_="kaliningrad", to=("lat", "lon"), missile="none").collect()
    assert pl.DataFrame({"a": [1.0]}).select(ap.distance_km("a", 1, None, 2))["distance_km"].to_list() == [None]


@pytest.mark.spark
def test_spark_on_two_executors(wanted, own, tmp_path):
    """A cluster on one machine: two executors, each a process of its own that imports the package."""
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if not shutil.which("java"):
        pytest.skip("Java is not to be had")
    parquet.write_table(own.take(list(range(own.num_rows)) * 20), tmp_path / "own.parquet", row_group_size=200)
    program = textwrap.dedent("""
        import json, os, sys
        from pyspark.sql import SparkSession, functions
        import arcminute.spark

        spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
            .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500").getOrCreate()
        )
        table = spark.read.parquet(sys.argv[1]).repartition(4)
        found = arcminute.spark.assess(table, from_="kapustin-yar", to=("lat_deg", "lon_deg"), missile="9m729")
        for wrong in (dict(to="name", missile="nothing"), dict(to=("lat_deg", "lon")), dict(to="nowhere"), dict(to="name", errors="zz")):
            try:
                arcminute.spark.assess(table, from_="kapustin-yar", **wrong)
            except ValueError as error:
                print(error)
        found.coalesce(1).write.parquet(sys.argv[2])
        print(found.groupBy("reach").count().count())
        spark.stop()
    """)
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    ended = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "own.parquet", tmp_path / "out"], env=environment, capture_output=True, text=True, timeout=400
    )
    assert ended.returncode == 0, ended.stderr[-4000:]
    for words in ('unknown missile "nothing"', 'no column "lon", but', 'unknown place "nowhere"', 'must be "raise" or "null"'):
        assert words in ended.stdout
    found = parquet.read_table(tmp_path / "out").sort_by("name")
    twenty = wanted.take([row for row in range(wanted.num_rows) for _ in range(20)]).sort_by("name")
    assert found.cast(twenty.schema).equals(twenty)
