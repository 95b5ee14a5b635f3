"""Every number is that of the command, to the last bit: 10,000 random rows over every option, and the rest by its bytes."""

import math
import random

import arcminute
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from arcminute._arguments import arguments, parameters

ROWS = 10_000

#: Values of options. An option that is not here is tried with what its form suggests, so that new ones are not forgotten.
SAMPLES = {
    "missile": ["9m729", ["pershing-ii", "kalibr-m", "generic-cruise"], "none"],
    "without_claim": ["9m729:csis-missile-threat-2025-2500km"],
    "bands": ["mtcr", "nasic"],
    "date": ["2019-03-01"],
    "trajectory": ["lofted", "angle=30", "apogee=300"],
    "rotation": [True],
    "speed_kmh": [850, (700, 750, 900)],
    "path_factor": [1.25],
    "delay_s": [(60, 120.5, 180)],
    "columns": ["distance_km,reach,caveats"],
}
#: What says where rows come from or how people read them, and changes no row.
NOT_OF_ROWS = {"from_", "to", "pairs", "header", "encoding", "units"}
#: What an option needs beside it to make a difference.
BESIDE = {
    "trajectory": {"missile": "pershing-ii"},
    "rotation": {"missile": "generic-ballistic"},
    "date": {"missile": "9m729"},
    "without_claim": {"missile": "9m729"},
}


def suggested(option):
    """Values by the form of an option."""
    if option["value"] is None:
        return [True]
    if option["possible"]:
        return option["possible"][:2]
    if option["value"] == "LOW,NOMINAL,HIGH":
        return [(10, 20, 30)]
    return [1.5]


def cases():
    yield pytest.param({}, id="defaults")
    for name, option in parameters("check")[1].items():
        if name in NOT_OF_ROWS or option["is_positional"]:
            continue
        for value in SAMPLES.get(name, suggested(option)):
            yield pytest.param(BESIDE.get(name, {}) | {name: value}, id=f"{name}={value}")


def test_every_value_of_an_option_changes_some_row():
    """So that an option which is dropped on the way is found by the tests below."""
    ends = dict(from_=["kaliningrad", "kapustin-yar"], to="@capitals")
    for case in cases():
        (options,) = case.values
        name = case.id.partition("=")[0]
        without = {option: value for option, value in options.items() if option != name}
        if case.id == "defaults" or name == "columns":
            continue
        both = [arcminute.check(**ends, **given).to_dict() for given in (without, options)]
        assert both[0] != both[1], case.id


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """Random positions all over the world, and names in any spelling, each with a number beside it."""
    random.seed(22)
    spellings = [*arcminute.sites()["name"], *arcminute.cities()["id"], "Kiev", "Київ", "54.71,20.51"]
    positions, names = {"n": [], "from_lat": [], "from_lon": [], "to_lat": [], "to_lon": []}, {"n": [], "from": [], "to": []}
    for n in range(ROWS):
        positions["n"].append(n)
        names["n"].append(n)
        for end in ("from", "to"):
            # Evenly over the sphere.
            positions[f"{end}_lat"].append(math.degrees(math.asin(random.uniform(-1, 1))))
            positions[f"{end}_lon"].append(random.uniform(-180, 180))
            names[end].append(random.choice(spellings))
    folder = tmp_path_factory.mktemp("pairs")
    written = {}
    for name, columns in (("positions", positions), ("names", names)):
        lines = [",".join(columns), *(",".join(f'"{cell}"' for cell in row) for row in zip(*columns.values()))]
        (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
        written[name] = (folder / f"{name}.csv", pa.table(columns))
    return written


@pytest.mark.parametrize("kind", ["positions", "names"])
@pytest.mark.parametrize("options", list(cases()))
def test_rows_beside_a_table_are_those_of_the_command(command, pairs, tmp_path, options, kind):
    path, table = pairs[kind]
    out = tmp_path / "rows.parquet"
    given = arguments(("check",), options)
    ended = command(*given, f"--pairs={path}", f"--output={out}", check=False)
    assert ended.returncode in (0, 1), ended.stderr
    ends = dict(from_=("from_lat", "from_lon"), to=("to_lat", "to_lon")) if kind == "positions" else dict(from_="from", to="to")
    found = pa.table(arcminute.assess(table, **ends, errors="null", **options))
    wanted = parquet.read_table(out)
    columns = [name for name in wanted.column_names if name != "n"]
    # The command leaves out rows that it cannot compute; here they are null.
    first = found[columns[0]] if "distance_km" not in columns else found["distance_km"]
    found = found.filter(pa.compute.is_valid(first)).select([*columns, "n"])
    assert wanted.num_rows > 0
    assert found.cast(wanted.schema).equals(wanted)


def test_a_distance_has_the_same_bits_everywhere(command, pairs, tmp_path):
    """Of a pair alone, among others, in a table, in columns, with azimuths and without, in the package and in the command."""
    path, table = pairs["positions"]
    columns = [table[name].to_numpy() for name in ("from_lat", "from_lon", "to_lat", "to_lon")]
    track = arcminute.inverse(*columns)
    assert (arcminute.distance_km(*columns) == track.distance_km).all()
    assert arcminute.distance_km(*map(pa.array, columns)).to_pylist() == track.distance_km.tolist()
    names = ["distance_km", "initial_azimuth_deg", "final_azimuth_deg"]
    asked = dict(missile="none", columns=",".join(names))
    found = arcminute.assess(table, from_=("from_lat", "from_lon"), to=("to_lat", "to_lon"), **asked)
    for name, wanted in zip(names, track):
        assert found[name] == wanted.tolist()
    out = tmp_path / "rows.parquet"
    command("check", f"--pairs={path}", "--missile=none", f"--output={out}")
    assert parquet.read_table(out)["distance_km"].to_pylist() == track.distance_km.tolist()
    for row in range(300):
        *pair, = (float(column[row]) for column in columns)
        wanted = [float(each[row]) for each in track]
        alone = arcminute.check(tuple(pair[:2]), tuple(pair[2:]), **asked)
        among = arcminute.check(tuple(pair[:2]), [(0, 0), tuple(pair[2:])], **asked)
        assert list(arcminute.inverse(*pair)) == wanted and arcminute.distance_km(*pair) == wanted[0]
        assert [alone[name][0] for name in names] == [among[name][1] for name in names] == wanted
        if row % 100 == 0:
            ends = [f"--from={pair[0]!r},{pair[1]!r}", f"--to={pair[2]!r},{pair[3]!r}"]
            command("check", *ends, "--missile=none", f"--output={out}")
            assert parquet.read_table(out)["distance_km"].to_pylist() == wanted[:1]


@pytest.mark.parametrize("options", list(cases()))
def test_rows_of_groups_are_those_of_the_command(command, tmp_path, options):
    out = tmp_path / "rows.parquet"
    places = {"from_": ["kaliningrad", "@sites:BY", (66.8, -176.5)], "to": "@cities>1M"}
    ended = command(*arguments(("check",), {**places, **options}), f"--output={out}", check=False)
    assert ended.returncode in (0, 1), ended.stderr
    wanted = parquet.read_table(out)
    with pytest.MonkeyPatch.context() as patch:
        import warnings

        patch.setattr(warnings, "warn", lambda *_, **__: None)
        found = pa.table(arcminute.check(**places, **options))
    assert found.cast(wanted.schema).equals(wanted)


def test_pictures_and_documents_are_those_of_the_command(command, tmp_path):
    map = arcminute.map("kaliningrad", "@capitals", missile="9m729", ring=[500, 2000], theme="print")
    wanted = command("map", "--from", "kaliningrad", "--to", "@capitals", "--missile", "9m729", "--ring", "500", "--ring", "2000", "--theme", "print")
    assert map.svg.encode() == wanted.stdout
    map.save(tmp_path / "a.geojson")
    assert (tmp_path / "a.geojson").read_bytes() == command(
        "map", "--from", "kaliningrad", "--to", "@capitals", "--missile", "9m729", "--ring", "500", "--ring", "2000", "--format", "geojson"
    ).stdout
    # Pictures hold their command, options in the order in which they are given.
    for chart, more in (("time-range", []), ("profile", ["kapustin-yar", "Berlin"]), ("warning", ["kaliningrad", "Berlin"])):
        ends = [part for pair in zip(("--from", "--to"), more) for part in pair]
        assert arcminute.plot(chart, *more).svg.encode() == command("plot", chart, *ends).stdout
    text = command("explain", "kapustin-yar", "Berlin", "--missile", "9m729").stdout.decode()
    assert str(arcminute.explain("kapustin-yar", "Berlin", missile="9m729")) == text.rstrip("\n")
    text = command("check", "kapustin-yar", "@capitals", "--missile", "9m729").stdout.decode()
    assert str(arcminute.check("kapustin-yar", "@capitals", missile="9m729")) == text.rstrip("\n")
    assert arcminute.command("show", "9m729") == command("show", "9m729").stdout.decode()


def test_scenarios_have_the_bytes_of_the_command(command, tmp_path):
    scenario = tmp_path / "small.toml"
    scenario.write_text(
        'from = "kaliningrad"\nto = "@capitals"\nsystems = ["9m729", "generic-ballistic"]\n'
        '[[output]]\nkind = "rows"\nfile = "rows.parquet"\n[[output]]\nkind = "map"\nfile = "map.svg"\n'
    )
    command("run", scenario, "--output", tmp_path / "command")
    for number in (2, 1):
        arcminute.run(scenario, tmp_path / "parts", part=f"{number}/2")
    joined = arcminute.run(scenario, tmp_path / "parts", join=True)
    whole = arcminute.run(scenario, tmp_path / "whole")
    assert [path.name for path in whole.files] == ["map.svg", "rows.parquet"]
    for path in sorted((tmp_path / "command" / "small").iterdir()):
        assert (whole.folder / path.name).read_bytes() == path.read_bytes()
        assert (joined.folder / path.name).read_bytes() == path.read_bytes()
    assert whole.manifest["outputs"][0]["rows"] == 100


def test_the_command_is_of_the_same_version(command):
    version = command("--version").stdout.decode()
    assert arcminute.__version__ in version and arcminute.EDITION in version


def test_tables_are_those_of_the_command(command, tmp_path):
    for name in ("sites", "cities", "missiles", "claims", "bands", "countries", "caveats", "columns"):
        out = tmp_path / f"{name}.parquet"
        command("list", name, "--output", out)
        wanted = parquet.read_table(out)
        found = pa.table(getattr(arcminute, name)())
        assert found.cast(wanted.schema).equals(wanted), name
