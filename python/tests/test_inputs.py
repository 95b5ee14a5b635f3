"""Every kind of number, column and place: read as what it is, or refused in words of our own."""

import datetime
import decimal
import fractions

import arcminute
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

WANTED = arcminute.distance_km(50.0, 30.0, 51.0, 31.0)


def km(lat):
    return arcminute.distance_km(lat, 30.0, 51.0, 31.0)


def test_what_a_mask_covers_is_missing():
    found = km(np.ma.array([50.0, 95.0, 50.0], mask=[False, True, False]))
    assert found[0] == found[2] == WANTED and np.isnan(found[1])
    assert np.isnan(km(np.ma.masked))
    assert np.isnan(km(np.ma.array([50, 95], mask=[False, True]))).tolist() == [False, True]


@pytest.mark.parametrize(
    "one", [50, 50.0, np.int8(50), np.float16(50), np.array(50), decimal.Decimal(50), fractions.Fraction(50), pa.scalar(50), pa.scalar(50.0), np.longdouble(50)]
)
def test_a_number_of_any_kind_gives_a_number(one):
    found = km(one)
    assert type(found) is float and found == WANTED


@pytest.mark.parametrize("none", [None, float("nan"), np.nan, pd.NA, pd.NaT, pa.scalar(None), np.ma.masked])
def test_what_is_missing_gives_nan(none):
    assert type(km(none)) is float and np.isnan(km(none))


@pytest.mark.parametrize(
    "wrong",
    [
        "50", b"50", True, np.True_, 1j, {"lat": 50}, {50}, object(), np.array("50"), np.datetime64("2020-01-01"), datetime.date(2020, 1, 1),
        ["50"], [50, "50"], [True, False], np.array(["50"]), np.array([b"50"]), np.array([True]), np.array([1j]), np.array(["2020-01-01"], "datetime64[D]"),
        np.array([1], "timedelta64[D]"), pd.Series(["50"]), pd.Series([True]), pd.Series(pd.to_datetime(["2020-01-01"])), pd.DataFrame({"a": [1.0]}),
        pa.array(["50"]), pa.array([True]), pa.array([datetime.date(2020, 1, 1)]), pl.Series(["50"]), pl.Series([True]), [[1], [1, 2]],
        pa.table({"a": [1.0]}), np.ma.array(["50"], mask=[False]),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_number_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="lat1 is .*but must be"):
        km(wrong)


@pytest.mark.parametrize("huge", [10**400, -(10**400), float("inf"), [10**400], 1e300])
def test_numbers_beyond_all_degrees_are_refused(huge):
    with pytest.raises(ValueError, match="latitude.* is -?(inf|10*|1e300)°, but must be between -90 and 90°|latitude.*must be"):
        km(huge)


def columns():
    values = [50, None, 51]
    decimals = [None if value is None else decimal.Decimal(value) for value in values]
    narrow = [pa.decimal32(4, 1), pa.decimal64(9, 2)] if hasattr(pa, "decimal32") else []
    for kind in (*narrow, pa.decimal128(20, 5), pa.decimal256(40, 7)):
        yield pa.array(decimals, kind)
    for kind in (pa.float16(), pa.float32(), pa.int8(), pa.uint64()):
        yield pa.array([None if value is None else np.float16(value) if kind == pa.float16() else value for value in values], kind)
    yield pa.array([50.0, None, 51.0]).dictionary_encode()
    yield pa.RunEndEncodedArray.from_arrays(pa.array([1, 2, 3], pa.int32()), pa.array([50.0, None, 51.0]))
    yield pa.RunEndEncodedArray.from_arrays(pa.array([7, 8, 9], pa.int16()), pa.array([50.0, None, 51.0])).slice(6, 3)
    yield pa.array(decimals, pa.decimal128(20, 5)).dictionary_encode()


@pytest.mark.parametrize("column", list(columns()), ids=lambda column: str(column.type))
def test_columns_of_numbers_of_any_type_are_read(column):
    wanted = [WANTED, None, km(51.0)]
    assert km(column).to_pylist() == wanted
    table = pa.table({"lat": column, "lon": [30.0] * 3})
    found = arcminute.assess(table, from_=("lat", "lon"), to="51.0,31.0", missile="none", columns="distance_km")
    assert found["distance_km"] == wanted and pa.table(found)["lat"].type == column.type


def test_decimals_are_the_nearest_numbers():
    texts = ["50.4501", "-0.1", "89.99999999999999", "0.30000000000000004", "12.345678901234567890123"]
    column = pa.array([decimal.Decimal(text) for text in texts], pa.decimal128(38, 21))
    assert km(column).to_pylist() == km(np.array([float(text) for text in texts])).tolist()


@pytest.mark.parametrize(
    "column",
    [pa.array(["Berlin", None]), pa.array(["Berlin", None], pa.large_string()), pa.array(["Berlin", None], pa.string_view()),
     pa.array(["Berlin", None]).dictionary_encode(), pa.array([None, None], pa.null()),
     pa.RunEndEncodedArray.from_arrays(pa.array([1, 2], pa.int32()), pa.array(["Berlin", None]))],
    ids=lambda column: str(column.type),
)  # fmt: skip
def test_columns_of_places_of_any_type_are_read(column):
    found = arcminute.assess(pa.table({"to": column}), from_="kaliningrad", to="to", missile="none", columns="to_name")
    assert found["to_name"] == [None if column.type == pa.null() else "Berlin", None]


def test_columns_of_other_types_are_refused_by_name_and_type():
    for table in (pa.table({"lat": ["x"], "lon": [1.0]}), pa.table({"lat": pa.array([], pa.string()), "lon": pa.array([], pa.float64())})):
        with pytest.raises(ValueError, match="lat is a column of Utf8, but must be numbers: cast it before"):
            arcminute.assess(table, from_="kaliningrad", to=("lat", "lon"))
    with pytest.raises(ValueError, match="lat is a column of Float64, but must be names of places: cast it before"):
        arcminute.assess(pa.table({"lat": [1.0]}), from_="kaliningrad", to="lat")
    wide = pl.DataFrame({"to": ["Berlin"], "n": [1]}).with_columns(pl.col("n").cast(pl.Int128))
    with pytest.raises(ValueError, match='the column "n" is of a type that is not read.*: cast it before, or leave it out'):
        arcminute.assess(wide, from_="kaliningrad", to="to")
    with pytest.raises(ValueError, match='several columns "lat"'):
        arcminute.assess(pa.table([[1.0], [2.0], [3.0]], ["lat", "lat", "lon"]), from_="kaliningrad", to=("lat", "lon"))


def test_series_are_paired_by_their_index():
    lat = pd.Series([50.0, 51.0], index=[0, 1])
    for other in (pd.Series([30.0, 31.0], index=[1, 0]), pd.Series([30.0]), pd.Series([30.0, 31.0, 32.0])):
        with pytest.raises(ValueError, match="lon1 and lat1 are Series with different indexes: align them"):
            arcminute.distance_km(lat, other, 1, 1)
    with pytest.raises(ValueError, match="lat1 is a Series of 2 rows, and the result would be of the shape"):
        arcminute.distance_km(lat, np.zeros((3, 2)), 1, 1)
    with pytest.raises(ValueError, match="do not go together, by their shapes: lat1"):
        arcminute.distance_km(lat, np.zeros(3), 1, 1)
    found = arcminute.inverse(lat, lat, 1, 1)
    assert [each.name for each in found] == ["distance_km", "initial_azimuth_deg", "final_azimuth_deg"]
    assert found.distance_km.index.equals(lat.index)
    for extension in ("Float64", "Int32", pd.ArrowDtype(pa.float64()), object):
        taken = km(pd.Series([50, None], dtype=extension))
        assert taken[0] == WANTED and np.isnan(taken[1])
    assert km(pd.Index([50.0])).tolist() == [WANTED] and np.isnan(km(pd.array([50, None], dtype="Int64"))[1])
    assert km(pl.Series("own", [50.0])).name == "distance_km"


def test_an_index_in_an_error_is_that_of_the_result():
    lat = np.zeros((2, 1))
    lat[1] = 95
    with pytest.raises(ValueError, match=r"from latitude at index \(1, 0\) is 95°"):
        arcminute.distance_km(lat, np.zeros(4), 1, 1)
    many = np.zeros(200_000)
    many[150_000] = 95
    for make in (np.array, pa.array, lambda x: pa.chunked_array([x[:7], x[7:]]), pl.Series):
        with pytest.raises(ValueError, match="from latitude at index 150000 is 95°"):
            km(make(many))
    with pytest.raises(ValueError, match="row 150000: "):
        table = pa.table({"lat": pa.chunked_array([many[:9], many[9:]]), "lon": many * 0})
        arcminute.assess(table, from_="kaliningrad", to=("lat", "lon"), missile="none")


@pytest.mark.parametrize(
    "place", [(54.7, 20.5), [54.7, 20.5], np.array([54.7, 20.5]), (np.float64(54.7), np.float64(20.5)), "54.7,20.5"]
)
def test_positions_are_read_by_every_function(place):
    wanted = arcminute.check("54.7,20.5", "Berlin", missile="none").to_dict()
    assert arcminute.check(place, "Berlin", missile="none").to_dict() == wanted
    assert arcminute.check([place, "Kyiv"], "Berlin", missile="none")["from_lat_deg"][0] == 54.7
    assert arcminute.places(place)["lat_deg"] == [54.7]
    assert arcminute.claim(place, "Berlin", time="10 min").verdict
    found = arcminute.assess(pa.table({"to": ["Berlin"]}), from_=place, to="to", missile="none", columns="distance_km")
    assert found["distance_km"] == wanted["distance_km"]


@pytest.mark.parametrize("make", [list, tuple, np.array, pd.Series, pl.Series, pa.array, lambda names: pa.chunked_array([names])])
def test_lists_of_places_are_of_any_package(make):
    names = ["Berlin", "Paris"]
    assert arcminute.check("kaliningrad", make(names), missile="none")["to_name"] == names


@pytest.mark.parametrize("place", [{"lat": 54, "lon": 20}, (54.7, 20.5, 100), b"Kyiv", 5, {"Kyiv"}])
def test_what_is_no_place_is_refused_by_name(place):
    for call in (lambda: arcminute.check(place, "Berlin"), lambda: arcminute.assess(pa.table({"to": ["x"]}), from_=place, to="to")):
        with pytest.raises(ValueError, match="from_ is "):
            call()


def test_values_of_options_are_decided_by_the_option():
    arcs = [arcminute.plot("profile", "kapustin-yar", "Berlin", angle=angle).svg for angle in ((15, 30), [15, 30], np.array([15, 30]))]
    assert len(set(arcs)) == 1
    off = arcminute.check("kapustin-yar", "Berlin", missile="generic-ballistic").to_dict()
    on = arcminute.check("kapustin-yar", "Berlin", missile="generic-ballistic", rotation=True).to_dict()
    assert off != on
    for value in (np.True_, 1):
        assert arcminute.check("kapustin-yar", "Berlin", missile="generic-ballistic", rotation=value).to_dict() == on
    for value in (np.False_, 0, False, None):
        assert arcminute.check("kapustin-yar", "Berlin", missile="generic-ballistic", rotation=value).to_dict() == off
    with pytest.raises(ValueError, match="rotation is 'yes', but must be True or False"):
        arcminute.check("kapustin-yar", "Berlin", rotation="yes")
    with pytest.raises(ValueError, match="theme is True, but takes a value"):
        arcminute.map("kaliningrad", ring=500, theme=True)
    without = arcminute.map("kaliningrad", ring=500, legend=False).svg
    assert without == arcminute.map("kaliningrad", ring=500, legend="off").svg != arcminute.map("kaliningrad", ring=500, legend=True).svg
    for keys in (dict(low=1), dict(low=1, nominal=2, high=3, highest=4)):
        with pytest.raises(ValueError, match="delay_s has the keys .*, but must have low, nominal and high"):
            arcminute.check("kapustin-yar", "Berlin", delay_s=keys)


def test_standard_input_and_output_are_not_for_functions():
    for call in (
        lambda: arcminute.check(pairs="-"),
        lambda: arcminute.claim(file="-"),
        lambda: arcminute.run("-"),
        lambda: arcminute.command("check", "--pairs", "-"),
        lambda: arcminute.command("check", "--pairs=-"),
        lambda: arcminute.map("kaliningrad", ring=500).save("-"),
    ):
        with pytest.raises(ValueError, match="standard (in|out)put, which is not for a function"):
            call()
