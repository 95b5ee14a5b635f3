"""All sites × all cities × all systems, vectorised, with the nine columns of the scenario that batch.sh writes.

What a careful user of Python would write: geodesics by pyproj, arithmetic by numpy, one table a site, written by pandas as
CSV or by pyarrow as Parquet.

    batch.py csv|parquet SITES CITIES MISSILES OUTPUT [NUMBER_OF_SITES]
"""

import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyproj import Geod

RADIUS_KM, GM_KM3_S2 = 6371.0088, 398600.4418
BANDS = np.array(["below", "shorter-range", "intermediate-range", "above"])
CLASSES_KM = np.array([1000.0, 3000.0, 5500.0])
BOOST_S = np.array([[30.0, 45.0, 60.0], [60.0, 75.0, 90.0], [60.0, 90.0, 120.0], [120.0, 180.0, 240.0]])
COLUMNS = ["from_id", "to_id", "distance_km", "distance_band", "system_id", "reach"]
COLUMNS += ["flight_time_low_s", "flight_time_s", "flight_time_high_s"]


def minimum_energy_time_s(km):
    """Free flight on the minimum-energy arc."""
    half = 0.5 * km / RADIUS_KM
    phi = 0.5 * (0.5 * np.pi - half)
    q = np.sin(half) / (np.cos(phi) * np.sin(phi + half))
    one_less_e2 = q * (2.0 - q) * np.cos(phi) ** 2
    e = np.sqrt(np.maximum(1.0 - one_less_e2, 0.0))
    a = RADIUS_KM / (2.0 - q)
    delta = 2.0 * np.arctan2(np.sqrt(1.0 + e) * np.sin(half / 2), np.sqrt(one_less_e2 / (1.0 + e)) * np.cos(half / 2))
    return 2.0 * np.sqrt(a**3 / GM_KM3_S2) * (delta + e * np.sin(delta))


def table(site, cities, systems, geod):
    count, kinds = len(cities), len(systems)
    lon, lat = np.full(count, site.lon_deg), np.full(count, site.lat_deg)
    _, _, metres = geod.inv(lon, lat, cities.lon_deg.to_numpy(), cities.lat_deg.to_numpy())
    km = metres / 1000.0
    # An edge belongs to the band below it, but for 500 km.
    band = np.where(km < 500.0, 0, np.where(km <= 1000.0, 1, np.where(km <= 5500.0, 2, 3)))
    low, nominal, high = (systems[f"range_{end}_km"].to_numpy()[None, :] for end in ("low", "nominal", "high"))
    km2 = km[:, None]
    reach = np.where(km2 <= low, 0, np.where(km2 <= high, 1, 2))
    # Where the places are moves both ends of a time, and so do the classes that the range claims belong to.
    joint = (site.uncertainty_km + cities.uncertainty_km.to_numpy())[:, None]
    ends = [np.maximum(km2 - joint, km2 * 1e-6), km2, km2 + joint]
    is_ballistic = (systems.kind.to_numpy() == "ballistic")[None, :]
    speeds = [systems[f"speed_{end}_km_h"].to_numpy()[None, :] for end in ("high", "nominal", "low")]
    times = []
    for end, (far, claim, speed) in enumerate(zip(ends, (low, nominal, high), speeds)):
        boost = BOOST_S[np.searchsorted(CLASSES_KM, np.maximum(claim, far), side="left"), end]
        times.append(np.where(is_ballistic, minimum_energy_time_s(far) + boost, far / speed * 3600.0))
    times = [np.where(reach == 2, np.nan, time).ravel() for time in times]
    columns = [
        pd.Categorical.from_codes(np.zeros(count * kinds, dtype=np.int8), [site.id]),
        pd.Categorical.from_codes(np.repeat(np.arange(count), kinds), cities.id),
        np.repeat(km, kinds),
        pd.Categorical.from_codes(np.repeat(band, kinds), BANDS),
        pd.Categorical.from_codes(np.tile(np.arange(kinds), count), systems.id),
        pd.Categorical.from_codes(reach.ravel(), ["within", "disputed", "beyond"]),
        *times,
    ]
    return pd.DataFrame(dict(zip(COLUMNS, columns)))


def main():
    kind, sites, cities, missiles, output = sys.argv[1:6]
    sites, cities, systems = (pd.read_csv(path, keep_default_na=False, na_values=[""]) for path in (sites, cities, missiles))
    sites = sites.head(int(sys.argv[6])) if len(sys.argv) > 6 else sites
    systems = systems[systems.range_nominal_km.notna()]
    geod, rows, writer = Geod(ellps="WGS84"), 0, None
    for number, site in enumerate(sites.itertuples()):
        frame = table(site, cities, systems, geod)
        rows += len(frame)
        if kind == "csv":
            frame.to_csv(output, mode="a" if number else "w", header=number == 0, index=False)
            continue
        arrow = pa.Table.from_pandas(frame, preserve_index=False)
        if writer is None:
            # Ids of the first table's categories would not do for the next: plain texts with dictionary encoding.
            fields = [pa.field(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in arrow.schema]
            schema = pa.schema(fields)
            writer = pq.ParquetWriter(output, schema, compression="snappy")
        writer.write_table(arrow.cast(schema))
    if writer is not None:
        writer.close()
    print(rows)


main()
