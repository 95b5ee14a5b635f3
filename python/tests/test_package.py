"""What the package takes, returns and says."""

import datetime
import signal
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor

import arcminute
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

#: Kapustin Yar to Kyiv, Vienna and Rome: tests/reference/geodesic_pairs.csv.
LAT, LON = [50.4501, 48.2082, 41.9028], [30.5234, 16.3738, 12.4964]
KM = [1120.289154, 2162.578684, 2690.424394]


def km(lat, lon):
    return arcminute.distance_km(48.57, 45.75, lat, lon)


def test_columns_come_back_as_they_went_in():
    arrays = km(np.array(LAT), np.array(LON))
    assert isinstance(arrays, np.ndarray) and np.allclose(arrays, KM, atol=1e-6, rtol=0)
    for make, kind in ((pl.Series, pl.Series), (pa.array, pa.Array), (lambda x: pa.chunked_array([x[:1], x[1:]]), pa.Array)):
        found = km(make(LAT), make(LON))
        assert isinstance(found, kind) and found.to_pylist() == list(arrays) if kind is pa.Array else found.to_list() == list(arrays)
    index = [7, 8, 9]
    series = km(pd.Series(LAT, index=index), pd.Series(LON, index=index))
    assert series.index.to_list() == index and series.to_list() == list(arrays) and series.name == "distance_km"
    assert km(LAT, LON).tolist() == list(arrays)
    assert [km(lat, lon) for lat, lon in zip(LAT, LON)] == list(arrays)
    assert km(np.float32(50.5), 30).__class__ is float


def test_arrays_are_broadcast():
    found = arcminute.distance_km(np.array([[48.57], [50.0]]), 45.75, np.array(LAT), np.array(LON))
    assert found.shape == (2, 3) and np.allclose(found[0], KM, atol=1e-6, rtol=0)
    track = arcminute.inverse(np.zeros((2, 1, 3)), 0, np.ones((4, 1)), 0)
    assert [each.shape for each in track] == [(2, 4, 3)] * 3
    assert arcminute.distance_km(np.array([]), 1.0, np.array([]), 1.0).shape == (0,)
    assert km(np.array(LAT)[::-1], np.array(LON)[::-1])[2] == km(LAT[0], LON[0])
    with pytest.raises(ValueError):
        arcminute.distance_km(np.zeros(2), 0, np.zeros(3), 0)


def test_what_is_missing_stays_missing():
    assert np.isnan(km(np.array([np.nan, 50]), np.array([1.0, 2]))).tolist() == [True, False]
    assert km(pa.array([None, 50.0, float("nan")]), 30.0).null_count == 2
    assert km(pl.Series([None, 50.0]), 30.0).to_list()[0] is None
    assert km(pd.Series([None, 50.0]), 30.0).isna().tolist() == [True, False]
    assert np.isnan(km(None, 30.0)) and np.isnan(km(float("nan"), 30.0))
    same = arcminute.inverse(pa.array([50.0]), pa.array([30.0]), 50.0, 30.0)
    assert same.distance_km.to_pylist() == [0] and same.initial_azimuth_deg.to_pylist() == [None]


@pytest.mark.parametrize("make", [np.array, pa.array, pl.Series])
@pytest.mark.parametrize("at", [1, 200_000])
def test_a_latitude_that_is_none_is_told_with_its_index(make, at):
    lat = np.full(300_000, 50.0)
    lat[[0, at]] = np.nan, 95
    with pytest.raises(ValueError, match=f"to latitude at index {at} is 95°, but must be between -90 and 90°"):
        km(make(lat), 30.0)


@pytest.mark.parametrize("kind", [pa.int32(), pa.float32(), pa.uint8(), pa.int64()])
def test_numbers_of_any_type_are_taken(kind):
    assert km(pa.array([50, None], kind), 30)[0].as_py() == km(50.0, 30.0)
    with pytest.raises(ValueError, match="lat2 is a column of Utf8, but must be numbers"):
        km(pa.array(["50"]), 30)


def test_a_table_is_taken_by_everything_that_speaks_arrow():
    table = arcminute.check("kaliningrad", "@capitals", missile="9m729")
    arrow = pa.table(table)
    assert arrow.num_rows == len(table) == len(table.to_pandas()) == table.to_polars().height == 50
    assert table.to_dict() == arrow.to_pydict() and list(table) == arrow.to_pylist()
    assert pa.schema(table) == arrow.schema
    html = table._repr_html_()
    assert html.count("<tr>") == 21 and "30 more rows" in html and "<th>reach</th>" in html
    assert set(arrow["reach"].to_pylist()) <= {"within", "disputed", "beyond"}


def test_a_table_keeps_its_columns_and_its_rows():
    own = pa.table({"from": ["kaliningrad", None, "Kyiv"], "lat": [52.5, 1, float("nan")], "lon": [13.4, 2, 3], "x": [[1], [2], [3]]})
    found = pa.table(arcminute.assess(own, from_="from", to=("lat", "lon"), missile=["9m729", "oreshnik"], columns="system_id,reach"))
    assert found.column_names == ["from", "lat", "lon", "x", "system_id", "reach"]
    assert found["x"].to_pylist() == [[1], [1], [2], [3]] and found["system_id"].to_pylist() == ["9m729", "oreshnik", None, None]
    for table in (own.to_batches()[0], own.to_reader(), own.to_pandas(), pl.DataFrame(own), pl.from_pandas(own.to_pandas())):
        again = arcminute.assess(table, from_="kaliningrad", to=("lat", "lon"), missile="none", columns="distance_km")
        site = next(iter(arcminute.places("kaliningrad", role="from")))
        assert again["distance_km"][0] == arcminute.distance_km(site["lat_deg"], site["lon_deg"], 52.5, 13.4)
    names = pa.table({"to": pa.array(["Berlin", None, "Paris", "Berlin"]).dictionary_encode()})
    found = arcminute.assess(names, from_="kaliningrad", to="to", missile="none", columns="to_id")
    assert found["to_id"] == ["berlin", None, "paris", "berlin"]


def test_a_row_that_cannot_be_assessed_is_told_or_null():
    own = pa.table({"to": ["Berlin", "Berln", "Paris"]})
    ends = dict(from_="kaliningrad", to="to", missile="none", columns="to_id")
    with pytest.raises(ValueError, match='row 1: unknown place "Berln"; did you mean berlin'):
        arcminute.assess(own, **ends)
    assert arcminute.assess(own, **ends, errors="null")["to_id"] == ["berlin", None, "paris"]
    with pytest.raises(ValueError, match='has a column "to_id", as the results do'):
        arcminute.assess(pa.table({"to_id": ["x"]}), from_="kaliningrad", to="Berlin")
    with pytest.raises(ValueError, match='no column "latitude", but lat, lon'):
        arcminute.assess(pa.table({"lat": [1.0], "lon": [1.0]}), from_="kaliningrad", to=("latitude", "lon"))


def test_errors_are_in_the_words_of_the_program():
    for call, words in [
        (lambda: arcminute.check("kaliningrad", "Berln"), 'unknown place "Berln"; did you mean berlin'),
        (lambda: arcminute.check("95,20", "Berlin"), "latitude"),
        (lambda: arcminute.check("kaliningrad", "Berlin", path_factor=0.1), "path factor is 0.1, but must be between 1 and 10"),
        (lambda: arcminute.check("kaliningrad", "Berlin", missile=["none", "9m729"]), "missile none stands alone"),
        (lambda: arcminute.map("kaliningrad", warning=True), "warning is for isochrone, dots minutes"),
        (lambda: arcminute.claim("kaliningrad", "Berlin", time="soon"), "soon"),
        (lambda: arcminute.places("nowhere at all"), "unknown place"),
        (lambda: arcminute.plot("pie"), 'take "time-range"'),
        (lambda: arcminute.run("missing.toml"), "cannot read"),
    ]:
        with pytest.raises(ValueError, match=words.replace("(", r"\(")):
            call()
    with pytest.raises(TypeError, match="unexpected keyword argument 'missle'; did you mean 'missile'"):
        arcminute.check("kaliningrad", "Berlin", missle="9m729")
    with pytest.warns(arcminute.RowsFailed, match="no ballistic arc"):
        assert len(arcminute.check("kaliningrad", ["Berlin", "Lisbon"], missile="generic-ballistic", trajectory="angle=86")) == 1


def test_values_are_written_as_python_has_them():
    one = arcminute.check("kapustin-yar", "Berlin", missile="9m729", date="2019-03-01", delay_s="120,240,360")
    other = arcminute.check("kapustin-yar", "Berlin", missile="9m729", date=datetime.date(2019, 3, 1), delay_s=(120, 240, 360))
    third = arcminute.check("kapustin-yar", "Berlin", missile="9m729", date=datetime.datetime(2019, 3, 1), delay_s=dict(low=120, nominal=240, high=360))
    assert one.to_dict() == other.to_dict() == third.to_dict()
    assert arcminute.check((-33.9, -70.6), "Berlin", missile="none")["from_lat_deg"] == [-33.9]


def test_pictures_are_shown_and_written(tmp_path):
    map = arcminute.map("kaliningrad", ring=[500])
    assert map._repr_svg_().startswith("<svg") and map._repr_mimebundle_()["image/svg+xml"] == map.svg
    assert map.__geo_interface__["type"] == "FeatureCollection"
    assert map.to_png().startswith(b"\x89PNG")
    for name, start in (("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.kml", b"<?xml")):
        map.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    document = arcminute.explain("kapustin-yar", "Berlin")
    document.save(tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == document._repr_markdown_()
    assert document._repr_html_().strip().startswith("<h1>")


def test_functions_may_be_called_from_several_threads():
    alone = arcminute.check("kaliningrad", "@capitals", missile="9m729").to_dict()

    def task(number):
        if number % 2:
            return arcminute.check("kaliningrad", "@capitals", missile="9m729").to_dict() == alone
        return np.allclose(km(np.array(LAT * 1000), np.array(LON * 1000)), KM * 1000, atol=1e-6, rtol=0)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(task, range(64)))
    assert threading.active_count() < 20


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
@pytest.mark.parametrize(
    "work",
    [
        "arcminute.distance_km(lat, 2.0, 50.0, 4.0)",
        "arcminute.check('@cities', '@cities', missile='9m729')",
        "arcminute.run('large.toml')",
        "arcminute.assess(names, from_='kaliningrad', to='to', missile='none', errors='null')",
    ],
)
def test_ctrl_c_ends_long_work(work, tmp_path):
    (tmp_path / "large.toml").write_text(
        'from = "@cities"\nto = "@cities"\nsystems = "9m729"\n[[output]]\nkind = "rows"\nfile = "rows.csv"\n'
    )
    program = textwrap.dedent(f"""
        import arcminute, numpy, os, pyarrow, signal, threading, time
        lat = numpy.random.uniform(-90, 90, 100_000_000)
        names = pyarrow.table({{"to": [f"nowhere {{n}}" for n in range(100_000)]}})
        started = time.monotonic()
        try:
            threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGINT]).start()
            {work}
            print("done")
        except KeyboardInterrupt:
            print("stopped", time.monotonic() - started)
    """)
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    words = ended.stdout.split()
    assert words and words[0] == "stopped" and float(words[1]) < 20, ended
    assert not list(tmp_path.rglob("*.csv")) and not list(tmp_path.rglob(".arcminute-*"))


def test_versions_are_told():
    assert arcminute.__version__.count(".") == 2 and len(arcminute.EDITION) > 10


def test_help_has_the_options_of_the_command():
    import inspect

    assert {"missile", "delay_s", "columns"} <= set(inspect.signature(arcminute.check).parameters)
    assert "Ballistic arc" in arcminute.check.__doc__
