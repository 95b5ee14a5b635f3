//! Entries that names find, notes on other bearers, and advice for text that is not a place.

use std::collections::HashSet;

use crate::catalogue::lookup::named;
use crate::catalogue::{
    Group, Language, Role, SiteOrCity, cities, countries, country_name_in, missiles, place, places,
    sites, world_cities,
};
use crate::error::Error;

fn id_and_note(text: &str, role: Role) -> (String, String) {
    match named(text, role) {
        Ok(named) => {
            let id = match named.entry {
                SiteOrCity::City(city) => city.id.to_owned(),
                SiteOrCity::Site(site) => format!("site:{}", site.id),
            };
            (id, named.note.unwrap_or_default())
        }
        Err(error) => (String::new(), error.to_string()),
    }
}

/// The error for text that is not a place, with its advice.
fn refusal(text: &str, role: Role) -> String {
    match named(text, role) {
        Ok(named) => panic!("{text} is {}", named.entry.full_name()),
        Err(error) => error.to_string(),
    }
}

/// A bare name never silently means another place: it finds its bearer, the choice is noted, or the name is refused.
#[test]
fn a_name_is_never_silently_another_place() {
    let mut wrong = Vec::new();
    for city in cities().chain(world_cities()) {
        for text in [city.name, city.id] {
            match named(text, Role::To) {
                Ok(found) => {
                    let is_own = matches!(&found.entry, SiteOrCity::City(own) if own.id == city.id);
                    let is_told = found.note.is_some();
                    if !is_own && !is_told {
                        wrong.push(format!(
                            "{text} of {}: {}",
                            city.id,
                            found.entry.full_name()
                        ));
                    }
                }
                Err(Error::Ambiguous { .. }) => {}
                Err(error) => wrong.push(format!("{text} of {}: {error}", city.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Famous bearers outside Europe, and European ones that are meant.
#[test]
fn famous_bearers_are_found_and_others_are_noted() {
    for (text, id, other) in [
        ("Washington", "washington-us", "washington"),
        ("WASHINGTON", "washington-us", "washington"),
        ("Вашингтон", "washington-us", "washington"),
        ("Boston", "boston-us", "boston"),
        ("Бостон", "boston-us", ""),
        ("Perth", "perth-au", "perth"),
        ("Wellington", "wellington-nz", "wellington"),
        ("Alexandria", "alexandria-eg", "alexandria"),
        ("Lagos", "lagos-ng", "lagos"),
        ("Guadalajara", "guadalajara-mx", "guadalajara"),
        ("Los Angeles", "los-angeles", ""),
        ("San Diego", "san-diego", "san-diego-gd"),
        ("Barcelona", "barcelona", "barcelona-ve"),
        ("Valencia", "valencia", "valencia-ve"),
        ("Cartagena", "cartagena", "cartagena-co"),
        ("Córdoba", "cordoba", "cordoba-ar"),
        ("Newcastle", "newcastle-upon-tyne", "newcastle-au"),
        ("Frankfurt", "frankfurt-am-main", "frankfurt-oder"),
        ("Rostov", "rostov-on-don", "rostov-veliky"),
        ("Kirov", "kirov-ru-33", "kirov-ru-25"),
        ("Pekin", "beijing", ""),
        ("Пекин", "beijing", ""),
        ("Tehran", "tehran", ""),
        ("Seoul", "seoul", ""),
        ("Chicago", "chicago", ""),
        ("New York", "new-york-city", ""),
        ("Guam", "", ""),
    ] {
        let (found, note) = id_and_note(text, Role::To);
        assert_eq!(found, id, "{text}: {note}");
        assert!(note.contains(other), "{text}: {note}");
    }
    // An id names its entry, and a larger place of that name is noted.
    for (text, other) in [
        ("washington", "washington-us"),
        ("boston", "boston-us"),
        ("tripoli", "tripoli-ly"),
        ("valencia", "valencia-ve"),
    ] {
        let (found, note) = id_and_note(text, Role::To);
        assert_eq!(found, text);
        assert!(note.contains(other), "{text}: {note}");
    }
    assert_eq!(id_and_note("berlin", Role::To).1, "");
}

#[test]
fn an_id_wins_and_one_of_both_goes_by_the_role() {
    for (text, from, to) in [
        ("kura", "site:kura", "site:kura"),
        ("Kura", "site:kura", "site:kura"),
        ("kaliningrad", "site:kaliningrad", "kaliningrad"),
        ("Kaliningrad", "site:kaliningrad", "kaliningrad"),
        ("engels", "site:engels", "engels"),
        ("Königsberg", "site:kaliningrad", "kaliningrad"),
        ("Libava", "site:hranice", "liepaja"),
        ("chur", "chur", "chur"),
        ("plesetsk", "site:plesetsk", "site:plesetsk"),
        ("okhtyrka", "okhtyrka", "okhtyrka"),
        ("Okhtyrka", "site:akhtyrka", "okhtyrka"),
        ("kaliningrad (city)", "kaliningrad", "kaliningrad"),
        ("Kaliningrad (site)", "site:kaliningrad", "site:kaliningrad"),
        ("Kursk (City)", "kursk", "kursk"),
        ("Kura test range", "site:kura", "site:kura"),
        ("Engels air base", "site:engels", "site:engels"),
    ] {
        for (role, id) in [(Role::From, from), (Role::To, to)] {
            let (found, note) = id_and_note(text, role);
            assert_eq!(found, id, "{text} {role:?}: {note}");
        }
    }
    let (_, note) = id_and_note("kaliningrad", Role::From);
    assert_eq!(
        note,
        "\"kaliningrad\" is taken as the site Kaliningrad, Russia; for the city write \"kaliningrad (city)\""
    );
    let (_, note) = id_and_note("Boston", Role::To);
    assert_eq!(
        note,
        "\"Boston\" is taken as the city Boston, United States; there is also the city Boston, United Kingdom: write boston"
    );
}

/// A country, a river, a region, a second name, a kind: the qualifiers that people add to a name.
#[test]
fn names_with_more_beside_them() {
    for (text, id) in [
        ("Berlin, Germany", "berlin"),
        ("Berlin (Germany)", "berlin"),
        ("Berlin, DE", "berlin"),
        ("Berlin DE", "berlin"),
        ("Berlin/Germany", "berlin"),
        ("Berlin; Deutschland", "berlin"),
        ("Berlin, Allemagne", "berlin"),
        ("Берлин, Германия", "berlin"),
        ("Kyiv, Ukraine", "kyiv"),
        ("Kiev, Ukraine", "kyiv"),
        ("Kyiv (Kiev)", "kyiv"),
        ("Gdańsk (Danzig)", "gdansk"),
        ("Lviv/Lwów", "lviv"),
        ("Paris, France", "paris"),
        ("Paris (France)", "paris"),
        ("paris france", "paris"),
        ("London, UK", "london"),
        ("London, England", "london"),
        ("London, the United Kingdom", "london"),
        ("Washington, UK", "washington"),
        ("Washington, USA", "washington-us"),
        ("Washington, D.C., USA", "washington-us"),
        ("Washington DC", "washington-us"),
        ("Boston, MA", "boston-us"),
        ("Boston, Massachusetts, USA", "boston-us"),
        ("Boston, United Kingdom", "boston"),
        ("Los Angeles, California", "los-angeles"),
        ("Tripoli, Greece", "tripoli"),
        ("Tripoli, Libya", "tripoli-ly"),
        ("Brest, France", "brest-fr"),
        ("Brest, Belarus", "brest-by"),
        ("Brest (Weißrussland)", "brest-by"),
        ("Brest, Bretagne, France", ""),
        ("Halle (Saale)", "halle-saale"),
        ("Halle/Saale", "halle-saale"),
        ("Halle, Saale", "halle-saale"),
        ("Halle (Saale), Germany", "halle-saale"),
        ("Halle an der Saale", "halle-saale"),
        ("Halle, Belgium", "halle-be"),
        ("Frankfurt/Main", "frankfurt-am-main"),
        ("Frankfurt (Main)", "frankfurt-am-main"),
        ("Frankfurt a.M.", "frankfurt-am-main"),
        ("Frankfurt a. M.", "frankfurt-am-main"),
        ("Frankfurt am Main, Germany", "frankfurt-am-main"),
        ("Frankfurt, Germany", "frankfurt-am-main"),
        ("Frankfurt/Oder", "frankfurt-oder"),
        ("Frankfurt (O.)", "frankfurt-oder"),
        ("Frankfurt an der Oder", "frankfurt-oder"),
        ("Rostov/Don", "rostov-on-don"),
        ("Newport, Wales", "newport-gb-wls"),
        ("Kirov, Kaluga", "kirov-ru-25"),
        ("Suzhou, Anhui", "suzhou-cn-01"),
        ("St. Gallen", "sankt-gallen"),
        ("St Etienne", "saint-etienne"),
        ("St. Petersburg, Russia", "saint-petersburg"),
        ("Saint Albans", "st-albans"),
        ("Kyiv city", "kyiv"),
        ("Tel Aviv, Israel", "tel-aviv"),
        ("Varsovie", "warsaw"),
        ("Warschau", "warsaw"),
        ("Варшава", "warsaw"),
        ("Varsova", "warsaw"),
        ("Londres", "london"),
        ("Mailand", "milan"),
        ("Токио", "tokyo"),
        ("Вена, Австрия", "vienna"),
        ("Paris, TX", ""),
        ("Paris, Germany", ""),
        ("Berlin, Germny", ""),
    ] {
        let (found, note) = id_and_note(text, Role::To);
        assert_eq!(found, id, "{text}: {note}");
    }
    for (text, suggestion) in [
        ("Paris, TX", "did you mean paris (Paris, France)?"),
        ("Berlin, Germny", "did you mean berlin (Berlin, Germany)?"),
        ("Berln, Germany", "berlin (Berlin, Germany)"),
        ("Kursk oblast", "kursk (Kursk, Russia)"),
        ("Brest, Bretagne, France", "brest-fr (Brest, France)"),
        (
            "Kapustin",
            "did you mean kapustin-yar (Kapustin Yar, Russia)",
        ),
        ("Scud", "did you mean the missile hwasong-9 (Scud-ER)?"),
        ("Iskandr", "the missile 9m723 (Iskander)"),
        ("Germny", "did you mean @country:DE (Germany)"),
    ] {
        let told = refusal(text, Role::To);
        assert!(told.contains(suggestion), "{text}: {told}");
    }
    for far in ["Xyzzy", "Black Sea", "zzzz"] {
        assert!(!refusal(far, Role::To).contains("did you mean"), "{far}");
    }
}

/// Every country in every language is recognised as one, or finds the city of that name; the group in the advice is not
/// empty.
#[test]
fn a_country_is_no_place_and_the_advice_works() {
    for country in countries() {
        let names: HashSet<&str> = Language::ALL
            .iter()
            .map(|language| country.name_in(*language))
            .collect();
        let mut groups = HashSet::new();
        for name in names {
            for role in [Role::From, Role::To] {
                match named(name, role) {
                    Ok(found) => {
                        // Luxembourg and Panama are cities as well, Granada and Indija cities of other countries.
                        let is_city = matches!(found.entry, SiteOrCity::City(_));
                        assert!(is_city, "{name}: {}", found.entry.full_name());
                    }
                    Err(Error::OtherKind { advice, .. }) => {
                        let words = advice.split(' ').filter(|word| word.starts_with('@'));
                        let advised: Vec<String> = words.map(str::to_owned).collect();
                        let is_told = advice.contains("has no place in");
                        assert_eq!(advised.is_empty(), is_told, "{name}: {advice}");
                        groups.extend(advised);
                    }
                    Err(error) => panic!("{name}: {error}"),
                }
            }
            if let Ok(group) = format!("@country:{name}").parse::<Group>() {
                let cities = format!("@cities:{}", country.iso2);
                assert_eq!(group.to_string(), cities, "{name}");
            } else {
                // The two Congos share a name in some languages.
                assert!(["CD", "CG"].contains(&country.iso2), "{name}");
            }
        }
        for group in groups {
            let found = places(&group, Role::To);
            assert!(found.is_ok_and(|found| !found.is_empty()), "{group}");
        }
    }
    assert!(refusal("Germany", Role::To).contains("--to @country:DE"));
    assert!(refusal("Belarus", Role::From).contains("--from @launch-sites:BY"));
    assert!(refusal("Allemagne", Role::To).contains("--to @country:DE"));
    assert!(refusal("Georgia", Role::To).contains("--to @country:GE"));
    // An alternative name of a town does not hide the country.
    for name in ["Albania", "Chile", "Cuba", "India", "Kosovo", "GDR"] {
        assert!(refusal(name, Role::To).contains("is a country"), "{name}");
    }
}

#[test]
fn missiles_bands_groups_files_and_lists_are_told() {
    for missile in missiles() {
        let told = refusal(missile.id, Role::To);
        assert!(
            told.contains(&format!("--missile {}", missile.id)),
            "{told}"
        );
    }
    for (text, advice) in [
        (
            "oreshnik",
            "--missile oreshnik, or `arcminute show oreshnik`",
        ),
        ("Орешник", "--missile oreshnik"),
        ("SS-20", "--missile rsd-10"),
        ("Trident", "--missile trident-2-d5"),
        ("inf", "--bands inf"),
        ("INF Treaty", "--bands inf"),
        ("nasic", "--bands nasic"),
        ("capitals", "--to @capitals"),
        ("NATO", "--to @nato"),
        ("Europe", "--to @capitals"),
        ("@nato", "--to @capitals"),
        ("map.png", "-o map.png"),
        ("study.toml", "arcminute run study.toml"),
        ("towns.csv", "--to @file:towns.csv"),
        ("Berlin,Paris", "--to Berlin --to Paris"),
        ("Berlin and Rome", "--to Berlin --to Rome"),
        ("Berlin; The Hague", "--to Berlin --to 'The Hague'"),
    ] {
        let told = refusal(text, Role::To);
        assert!(told.contains(advice), "{text}: {told}");
    }
}

#[test]
fn groups_of_the_world() {
    let ids = |group: &str| -> Vec<String> {
        let found = places(group, Role::To).unwrap_or_else(|error| panic!("{group}: {error}"));
        found
            .iter()
            .map(|place| place.id.clone().unwrap().into_owned())
            .collect()
    };
    let nato = ids("@nato");
    assert_eq!(nato.len(), 32);
    assert!(nato.contains(&"washington-us".to_owned()) && nato.contains(&"ottawa".to_owned()));
    assert_eq!(ids("@capitals").len(), 50);
    let world = ids("@capitals:world");
    assert!(world.len() > 190 && world.is_sorted(), "{}", world.len());
    assert!(world.contains(&"tokyo".to_owned()) && world.contains(&"berlin".to_owned()));
    assert_eq!(ids("@cities").len(), cities().count());
    assert_eq!(
        ids("@cities:world").len(),
        cities().count() + world_cities().count()
    );
    assert_eq!(ids("@cities:500k"), ids("@cities>500k"));
    assert_eq!(ids("@cities:500k:de"), ids("@cities>500k:Germany"));
    assert!(ids("@cities>5m:world").len() > ids("@cities>5m").len());
    // A country of Europe has its cities there, any other those of the world.
    assert!(ids("@country:RU").iter().all(|id| id != "novosibirsk"));
    assert!(ids("@country:Japan").contains(&"tokyo".to_owned()));
    for group in [
        "@country:UK",
        "@country:gb",
        "@country:United Kingdom",
        "@country:the UK",
    ] {
        assert_eq!(ids(group), ids("@cities:GB"), "{group}");
    }
    assert_eq!(ids("@launch-sites:Россия"), ids("@launch-sites:RU"));
    assert_eq!(ids("@sites:radar"), ids("@sites:Radar"));
    for (group, told) in [
        ("@germany", "write @country:DE"),
        ("@country:Germny", "did you mean DE (Germany)?"),
        (
            "@country:Kongo",
            "CD (DR Congo); CG (Republic of the Congo)",
        ),
        ("@sites:world", "unknown country"),
        ("@everything", "groups are @capitals"),
    ] {
        let error = places(group, Role::To).unwrap_err().to_string();
        assert!(error.contains(told), "{group}: {error}");
    }
}

#[test]
fn a_proposal_for_a_group_is_a_group() {
    let heads = [
        "@sites",
        "@launch-sites",
        "@capitals",
        "@cities",
        "@country",
        "@nato",
        "@eu",
        "@towns",
        "@base",
        "@x",
    ];
    let tails = [
        "", ":", ": ", "::", ":x", ":x>5", ":>", ">", ">5", ">5:", ">5:RU", ":RU:DE", ":world",
        ":europe", ":5:", ":nato:eu",
    ];
    for (head, tail) in heads.iter().flat_map(|head| tails.map(|tail| (head, tail))) {
        let Err(error) = format!("{head}{tail}").parse::<Group>() else {
            continue;
        };
        let error = error.to_string();
        if let Some((_, proposal)) = error.split_once("did you mean @") {
            let (proposal, _) = proposal.split_once('?').unwrap();
            assert!(proposal.parse::<Group>().is_ok(), "{head}{tail}: {error}");
        }
    }
}

#[test]
fn names_in_languages_fall_back_to_english() {
    let name = |id: &str, language: &str| {
        let language: Language = language.parse().unwrap();
        place(id, Role::To).unwrap().name_in(language).into_owned()
    };
    // Names of countries are found by halving.
    assert!(
        countries()
            .windows(2)
            .all(|pair| pair[0].iso2 < pair[1].iso2)
    );
    assert_eq!(name("moscow", "de"), "Moskau");
    assert_eq!(name("moscow", "uk"), "Москва");
    assert_eq!(name("washington-us", "ru"), "Вашингтон");
    assert_eq!(name("zug", "ru"), "Zug");
    assert_eq!(name("kapustin-yar", "fr"), "Kapustin Yar");
    // Other names of the site, by their letters.
    assert_eq!(name("kapustin-yar", "de"), "Kapustin Jar");
    assert_eq!(name("kapustin-yar", "uk"), "Капустин Яр");
    // The table has the Russian name alone, which Ukrainian spells alike.
    assert_eq!(name("ufa", "uk"), "Уфа");
    for language in Language::ALL {
        for city in cities().chain(world_cities()) {
            assert!(!city.name_in(language).trim().is_empty(), "{}", city.id);
        }
        assert_eq!(language.code().parse::<Language>().unwrap(), language);
    }
    let own = sites()
        .iter()
        .filter(|site| site.place().name_in(Language::Ukrainian) != site.name);
    assert!(own.count() > 5);
}

#[test]
fn countries_of_the_past_have_their_english_names() {
    assert_eq!(country_name_in("FR", Language::Italian), "Francia");
    assert_eq!(country_name_in("SU", Language::Italian), "Soviet Union");
    assert_eq!(country_name_in("ZZ", Language::Italian), "ZZ");
}

#[test]
fn an_id_with_its_kind_is_that_entry() {
    let found = |group: &str, role: Role| {
        for each in places(group, role).unwrap() {
            let id = each.id_as(role).unwrap();
            assert_eq!(place(&id, role).unwrap(), each, "{id}");
        }
    };
    found("@cities:RU", Role::From);
    found("@sites", Role::To);
    let kursk = place("Kursk", Role::To).unwrap();
    assert_eq!(kursk.id_as(Role::From).unwrap(), "kursk (city)");
    assert_eq!(kursk.id_as(Role::To).unwrap(), "kursk");
}
