//! Markdown tables.

/// A table with its first column flush left and the rest flush right.
pub fn markdown(header: &[&str], rows: &[Vec<String>]) -> String {
    ruled(header, rows, "---:")
}

/// A table of words, flush left.
pub fn of_words(header: &[&str], rows: &[Vec<String>]) -> String {
    ruled(header, rows, "---")
}

fn ruled(header: &[&str], rows: &[Vec<String>], rule: &str) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<String> = (0..header.len())
        .map(|at| {
            if at == 0 {
                "---".to_owned()
            } else {
                rule.to_owned()
            }
        })
        .collect();
    let header: Vec<String> = header.iter().map(|&cell| cell.to_owned()).collect();
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{body}", line(&header), line(&rule))
}

/// A signed whole number, with a zero that has no sign.
pub fn signed(value: f64) -> String {
    if value.abs() < 0.5 {
        "0".to_owned()
    } else {
        format!("{value:+.0}").replace('-', "−")
    }
}

/// A signed number with one decimal.
pub fn signed_tenth(value: f64) -> String {
    if value.abs() < 0.05 {
        "0.0".to_owned()
    } else {
        format!("{value:+.1}").replace('-', "−")
    }
}
