"""Tables of any size and any type: with every row, shown, kept, copied and written."""

import copy
import datetime
import decimal
import os
import pickle
import subprocess
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor

import arcminute
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

ENDS = dict(from_="kaliningrad", to=("lat", "lon"))


@pytest.mark.parametrize("count", [1, 4095, 4096, 65_535, 65_536, 65_537, 131_072, 200_000])
@pytest.mark.parametrize("missile", ["none", ["9m729", "oreshnik"]])
@pytest.mark.parametrize("chunks", [1, 3])
def test_tables_of_any_size_keep_their_rows(count, missile, chunks):
    lat = np.linspace(-90, 90, count)
    lat[::1000] = np.nan
    own = pa.table({"n": range(count), "lat": lat, "lon": lat / 2})
    own = pa.concat_tables(own.slice(at, -(-count // chunks)) for at in range(0, count, -(-count // chunks)))
    found = pa.table(arcminute.assess(own, **ENDS, missile=missile, columns="distance_km"))
    site = arcminute.places("kaliningrad", role="from")[0]
    wanted = pa.array(arcminute.distance_km(site["lat_deg"], site["lon_deg"], lat, lat / 2), from_pandas=True)
    each = 1 if missile == "none" else 2
    # A row without coordinates has no systems: it comes once.
    source = [n for n in range(count) for _ in range(1 if n % 1000 == 0 else each)]
    assert found["n"].to_pylist() == source
    assert found["distance_km"].combine_chunks().equals(wanted.take(pa.array(source)))


TYPES = {
    "int8": pa.array([1, None], pa.int8()),
    "uint64": pa.array([2**63, None], pa.uint64()),
    "float16": pa.array([np.float16(1.5), None]),
    "float32": pa.array([1.5, None], pa.float32()),
    "bool": pa.array([True, None]),
    "null": pa.array([None, None]),
    "string": pa.array(["a", None]),
    "large_string": pa.array(["a", None], pa.large_string()),
    "string_view": pa.array(["a", None], pa.string_view()),
    "binary": pa.array([b"a", None]),
    "large_binary": pa.array([b"a", None], pa.large_binary()),
    "fixed": pa.array([b"ab", None], pa.binary(2)),
    "decimal": pa.array([decimal.Decimal("1.50"), None], pa.decimal128(9, 2)),
    "date": pa.array([datetime.date(2019, 8, 2), None]),
    "date64": pa.array([datetime.date(2019, 8, 2), None], pa.date64()),
    "time": pa.array([datetime.time(1, 2, 3), None]),
    "timestamp": pa.array([datetime.datetime(1962, 8, 2, 1, 2, 3, 456), None]),
    "zoned": pa.array([datetime.datetime(2019, 8, 2, 1), None], pa.timestamp("s", "Europe/Berlin")),
    "offset": pa.array([datetime.datetime(2019, 8, 2, 1), None], pa.timestamp("ms", "UTC")),
    "duration": pa.array([datetime.timedelta(seconds=-5), None]),
    "list": pa.array([[1, None], None]),
    "large_list": pa.array([["a"], None], pa.large_list(pa.string())),
    "fixed_list": pa.array([[1, 2], None], pa.list_(pa.int32(), 2)),
    "struct": pa.array([{"x": 1, "y": "a"}, None]),
    "map": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
    "dictionary": pa.array(["a", None]).dictionary_encode(),
    "dictionaries": pa.array([["a"], None], pa.list_(pa.dictionary(pa.int8(), pa.string()))),
}


def test_columns_of_any_type_are_kept_shown_and_copied():
    own = pa.table({**TYPES, "lat": [50.0, 51.0], "lon": [30.0, 31.0]})
    for table in (own, own.slice(1), own.to_batches()[0]):
        found = arcminute.assess(table, **ENDS, missile="none", columns="distance_km")
        arrow = pa.table(found)
        assert arrow.select(table.schema.names).schema.types == table.schema.types
        for name in table.schema.names:
            assert found[name] == arrow[name].to_pylist(), name
        assert found._repr_html_().count("<tr>") == 1 + len(found) and repr(found)
        assert list(found) == arrow.to_pylist()
        assert pa.table(pickle.loads(pickle.dumps(found))).equals(arrow)


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame])
def test_frames_are_shown(make):
    own = make({"city": ["Berlin", "Paris"], "kind": ["a", "b"], "n": [1, 2]})
    own = own.with_columns(pl.col("kind").cast(pl.Categorical), pl.col("n").cast(pl.Int32)) if make is pl.DataFrame else own.astype({"kind": "category", "n": "int32"})
    found = arcminute.assess(own, from_="kaliningrad", to="city", missile="none", columns="distance_km")
    assert "<td>Berlin</td>" in found._repr_html_() and found["kind"] == ["a", "b"] and found["n"] == [1, 2]
    assert next(iter(found))["city"] == "Berlin" and found.to_dict()["n"] == [1, 2]
    assert "Berlin" in str(found) and "distance_km" in found and "nope" not in found
    assert found[0]["city"] == found[-2]["city"] == "Berlin"
    with pytest.raises(ValueError, match='no column "nope", but city, kind'):
        found["nope"]


def test_a_frame_keeps_its_index_and_a_schema_its_metadata():
    own = pd.DataFrame({"city": ["Berlin", "Paris"]}, index=["r1", "r2"])
    own.index.name = "key"
    ends = dict(from_="kaliningrad", to="city", columns="distance_km")
    found = arcminute.assess(own, **ends, missile="none").to_pandas()
    assert found.index.equals(own.index) and list(found.columns) == ["city", "distance_km"]
    twice = arcminute.assess(own, **ends, missile=["9m729", "oreshnik"]).to_pandas()
    assert twice.index.to_list() == ["r1", "r1", "r2", "r2"]
    plain = arcminute.assess(own.reset_index(drop=True), **ends, missile=["9m729", "oreshnik"]).to_pandas()
    assert plain.index.to_list() == [0, 1, 2, 3]
    marked = pa.table({"city": ["Berlin"]}).replace_schema_metadata({"geo": "{}"})
    found = arcminute.assess(marked, **ends, missile="none")
    assert pa.table(found).schema.metadata == pa.schema(found).metadata == {b"geo": b"{}"}


def test_what_is_wrong_for_all_rows_is_told_before_any():
    ends = dict(missile="none", columns="distance_km")
    for table in (pa.table({"city": ["Berlin"]}), pa.table({"city": pa.array([], pa.string())})):
        for errors in ("raise", "null"):
            for given in (dict(from_="kaliningrad", to="ctiy"), dict(from_="ctiy", to="city")):
                with pytest.raises(ValueError, match='no column "ctiy", but city; and for a place for all rows: unknown place "ctiy"'):
                    arcminute.assess(table, **given, **ends, errors=errors)
            with pytest.raises(ValueError, match="latitude"):
                arcminute.assess(table, from_=(95, 20), to="city", **ends, errors=errors)
    for wrong in (5, "text", {"a": [1]}, [1, 2]):
        with pytest.raises(ValueError, match="table is a .*, but must be a table that speaks Arrow"):
            arcminute.assess(wrong, **ENDS)
    with pytest.raises(ValueError, match="takes a table, not a column"):
        arcminute.assess(pa.array([1.0]), **ENDS)
    for option in ("pairs", "units", "header", "encoding"):
        with pytest.raises(TypeError, match=rf"assess\(\) got an unexpected keyword argument '{option}'"):
            arcminute.assess(pa.table({"city": ["Berlin"]}), from_="kaliningrad", to="city", **{option: "x"})


def test_rows_without_a_result_are_counted_with_their_reasons():
    own = pa.table({"to": ["Berlin", "Berln", "Paris", *(f"nowhere {n}" for n in range(20))]})
    found = arcminute.assess(own, from_="kaliningrad", to="to", missile="none", columns="to_id", errors="null")
    (message,) = found.messages
    lines = message.splitlines()
    assert lines[0] == "21 rows have no result:" and lines[1].startswith('row 1: unknown place "Berln"') and lines[-1] == "and 11 more"
    assert not arcminute.assess(own.slice(0, 1), from_="kaliningrad", to="to", missile="none", columns="to_id").messages


def task(name):
    return arcminute.check("kaliningrad", name, missile="none")


def test_results_go_between_processes():
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(task, ["Berlin", "Paris"]))
    assert [table["to_name"] for table in found] == [["Berlin"], ["Paris"]] and str(found[0]) == str(task("Berlin"))
    claim = arcminute.claim("kaliningrad", "Berlin", time="106 s")
    assert pickle.loads(pickle.dumps(claim)).verdict == copy.deepcopy(claim).verdict == claim.verdict


def test_columns_go_between_processes():
    class Own:
        """Speaks Arrow, and is of no package that is known."""

        def __arrow_c_array__(self, requested_schema=None):
            return pa.array([50.0, None]).__arrow_c_array__(requested_schema)

    column = arcminute.distance_km(Own(), 30.0, 51.0, 31.0)
    assert isinstance(column, arcminute.Column)
    assert pickle.loads(pickle.dumps(column)).to_list() == copy.copy(column).to_list() == column.to_list()


def test_tables_and_notes_are_for_people_too(tmp_path):
    table = arcminute.check("kaliningrad", "@cities>1M", missile="none")
    assert "more rows" in repr(table) and "more columns" in repr(table)
    table.save(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text("utf-8").count("\n") == len(table) + 1
    with pytest.raises(ValueError, match="not of a command"):
        arcminute.places("Kyiv").save(tmp_path / "rows.csv")
    note = 'note: "wiesbaden" is taken as the site'
    for result in (
        arcminute.check("wiesbaden", "Moscow", missile="none"),
        arcminute.map("wiesbaden", ring=500),
        arcminute.explain("wiesbaden", "Moscow"),
        arcminute.plot("profile", "wiesbaden", "Moscow"),
    ):
        assert any(message.startswith(note) for message in result.messages), result


def test_commands_print_and_warn(capsys, tmp_path):
    assert arcminute.__version__ in arcminute.command("--version")
    assert "Usage" in arcminute.command("--help") and "Usage" in arcminute.command()
    for call in (lambda: arcminute.command(5), lambda: arcminute.run(5), lambda: arcminute.plot(5)):
        with pytest.raises(ValueError, match="5"):
            call()
    with pytest.raises(ValueError, match="no text: name a file"):
        arcminute.command("map", "kaliningrad", "--ring", "500", "--format", "png")
    with pytest.warns(arcminute.RowsFailed, match="no ballistic arc") as told:
        arcminute.command("check", "kaliningrad", "--to", "Berlin", "--to", "Lisbon", "--missile", "generic-ballistic", "--trajectory", "angle=86")
    assert told[0].filename == __file__
    with pytest.warns(arcminute.RowsFailed) as told:
        arcminute.check("kaliningrad", ["Berlin", "Lisbon"], missile="generic-ballistic", trajectory="angle=86")
    assert told[0].filename == __file__
    arcminute.command("check", "wiesbaden", "Moscow", "--missile", "none")
    assert "is taken as the site" in capsys.readouterr().err


@pytest.mark.skipif("ARCMINUTE" in os.environ, reason="the command beside the package is not the one that is asked for")
def test_the_module_is_the_command(command):
    ended = subprocess.run([sys.executable, "-m", "arcminute", "check", "kaliningrad", "Berlin"], capture_output=True, env=dict(os.environ))
    assert ended.stdout == command("check", "kaliningrad", "Berlin").stdout


def test_runs_tell_what_they_print_and_write(tmp_path):
    scenario = tmp_path / "small.toml"
    scenario.write_text('from = "kaliningrad"\nto = "@capitals"\nsystems = ["9m729"]\n[[output]]\nkind = "rows"\nfile = "rows.parquet"\n')
    plan = arcminute.run(scenario, tmp_path / "out", print_plan=True)
    assert "rows.parquet" in plan.text and repr(plan) == plan.text
    assert "kaliningrad" in arcminute.run(scenario, tmp_path / "out", print_resolved=True).text
    assert "$schema" in arcminute.run(scenario, tmp_path / "out", print_schema=True).text
    with pytest.raises(ValueError, match="nothing was written"):
        plan.manifest
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parts = [arcminute.run(scenario, tmp_path / "out", part=f"{number}/2") for number in (1, 2)]
    assert [[path.name for path in part.files] for part in parts] == [["rows.parquet"]] * 2
    assert all(part.manifest["outputs"] for part in parts)
    joined = arcminute.run(scenario, tmp_path / "out", join=True)
    assert [path.relative_to(joined.folder).as_posix() for path in joined.files] == ["rows.parquet"] and joined.manifest["outputs"][0]["rows"] == 50


def test_tables_of_the_catalogue_take_the_options_of_the_command():
    capitals = arcminute.cities(where="country=JP", world=True)
    assert "Tokyo" in capitals["name"] and len(arcminute.events()) > 3
    ordered = arcminute.cities(where="country=DE", sort="-population")["population"]
    assert ordered == sorted(ordered, reverse=True)
    with pytest.raises(TypeError, match=r"sites\(\) got an unexpected keyword argument 'wher'; did you mean 'where'"):
        arcminute.sites(wher="x")


def test_charts_have_their_options():
    import inspect

    assert {"angle", "max_km", "missile", "delay_s", "theme"} <= set(inspect.signature(arcminute.plot).parameters)
    for chart in ("time-range", "profile", "warning"):
        assert f"Options of ``{chart}``" in (arcminute.plot.__doc__ or "")
    with pytest.raises(ValueError, match="time-range has no places"):
        arcminute.plot("time-range", "kaliningrad")
    with pytest.raises(TypeError, match=r"plot\(\) got an unexpected keyword argument 'agle'; did you mean 'angle'"):
        arcminute.plot("profile", "kaliningrad", "Berlin", agle=15)
