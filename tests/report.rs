//! The report that `check` writes as HTML: whole, self-contained, sourced, and alike every time.

use std::process::Command;

fn report(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_arcminute"))
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("HTML is UTF-8")
}

const CAPITALS: [&str; 9] = [
    "check",
    "kapustin-yar",
    "@capitals",
    "--missile",
    "9m729",
    "--missile",
    "generic-ballistic",
    "--format",
    "html",
];

#[test]
fn it_holds_words_map_table_sources_and_command() {
    let page = report(&CAPITALS);
    let claims = arcminute::catalogue::claims_of("9m729");
    assert_eq!(
        page.matches("<tr><th scope=\"row\"").count(),
        100 + claims.len(),
        "50 capitals, two systems; the claims"
    );
    assert_eq!(
        page.matches("<svg ").count(),
        2,
        "for a wide and a narrow screen"
    );
    for claim in claims {
        assert!(page.contains(claim.source), "no {}", claim.source);
    }
    assert!(page.contains(&arcminute::catalogue::edition().to_string()));
    assert!(page.contains(
        "arcminute check kapustin-yar @capitals --missile 9m729 --missile generic-ballistic"
    ));
    // 32 of 50 capitals lie between 476 and 2,500 km, by the same count as in the table.
    let cells = ["<td>disputed</td>", "<td>disputed?</td>"];
    let disputed: usize = cells.map(|cell| page.matches(cell).count()).iter().sum();
    assert!(
        page.contains(&format!("{disputed} by some claims only (to 2,500 km)")),
        "{disputed}"
    );
    assert_eq!(page, report(&CAPITALS), "same bytes");
}

#[test]
fn it_fetches_nothing() {
    let page = report(&CAPITALS);
    for reference in [
        "src=", "@import", "url(http", "<link", "<iframe", "fetch(", "XMLHttp",
    ] {
        assert!(!page.contains(reference), "{reference}");
    }
    // Addresses are text: of sources, and the names of XML vocabularies.
    for (at, _) in page.match_indices("\"http") {
        let before = &page[..at];
        assert!(
            before.ends_with("xmlns=")
                || before.ends_with("xmlns:inkscape=")
                || before.ends_with("<a href="),
            "{}",
            &page[at..at + 60]
        );
    }
}

#[test]
fn one_pair_and_many_origins_are_pages_too() {
    let card = report(&["check", "kapustin-yar", "Berlin", "--format", "html"]);
    assert!(card.contains("<h1>Kapustin Yar, Russia → Berlin, Germany</h1>"));
    assert!(card.contains("<svg ") && card.contains("arcminute check kapustin-yar Berlin"));
    let many = report(&[
        "check",
        "@sites:RU",
        "Berlin",
        "--to",
        "Paris",
        "--missile",
        "none",
        "--format",
        "html",
    ]);
    assert!(many.contains("<svg ") && many.contains("Distances: from 39 places to 2 places"));
    let steps = report(&["explain", "kapustin-yar", "Berlin", "--format", "html"]);
    assert!(steps.contains("<ol>"));
}

/// What a page needs without its styles and its script, and for screen readers.
#[test]
fn tables_and_maps_need_neither_style_nor_script() {
    let of_pair = [
        "check",
        "kaliningrad",
        "Berlin",
        "--missile",
        "9m729",
        "--format",
        "html",
    ];
    for page in [report(&CAPITALS), report(&of_pair)] {
        assert!(page.contains("<caption>"), "tables have captions");
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("<caption>").count()
        );
        assert!(!page.contains("\"></th>") && !page.contains("<th scope=\"col\"></th>"));
        assert!(
            page.contains("<div class=\"narrow\" hidden>"),
            "one map without styles"
        );
        assert!(page.contains("press: a newspaper, agency or broadcaster."));
    }
    // 527 km by the row of `check`; no claim that counts is for less than 476 km or more than 2,500 km.
    let page = report(&of_pair);
    let sentence = "From Kaliningrad, Russia to Berlin, Germany it is ";
    let at = page.find(sentence).expect("a sentence");
    assert!(at < page.find("<figure>").expect("a map"));
    assert!(page[at..].contains("9M729 (SSC-8) reaches that far by some claims of its range only"));
}
