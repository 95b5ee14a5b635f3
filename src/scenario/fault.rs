//! Faults in a scenario file, each with its position. The only caller of annotate-snippets.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::error::{Error, Result};
use crate::shown::{self, one_line};

/// A fault and the bytes of the file that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its position, in bytes from the start of the file.
    pub span: Range<usize>,
    /// The fault, what is allowed, and what to do.
    pub message: String,
}

impl Fault {
    /// Line and column of its first character, both from 1; columns count characters.
    pub fn line_and_column(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    /// The fault as it is printed: message, file, line and column, and the line itself with a caret below it.
    pub fn render(&self, file: &str, text: &str, is_coloured: bool) -> String {
        // The caret is below one line: for a value of many lines, below its first.
        let end = text
            .get(self.span.clone())
            .map_or(self.span.start, |spanned| {
                self.span.start + spanned.find('\n').unwrap_or(spanned.len())
            });
        let (text, span) = without_hidden(text, self.span.start..end);
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(&*text).path(file).annotation(annotation);
        let report = [Level::ERROR
            .primary_title(one_line(&self.message))
            .element(snippet)];
        let renderer = if is_coloured {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.decor_style(DecorStyle::Ascii).render(&report)
    }
}

/// The text with hidden characters made visible, and the same span in it.
fn without_hidden(text: &str, span: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    let is_hidden = |c: char| shown::is_hidden(c) && c != '\n' && c != '\t';
    if !text.chars().any(is_hidden) {
        return (Cow::Borrowed(text), span);
    }
    let visible = |part: &str| shown::lines(&part.replace("\r\n", "\n"));
    let parts = [
        text.get(..span.start),
        text.get(span.clone()),
        text.get(span.end..),
    ];
    let [before, within, after] = parts.map(|part| visible(part.unwrap_or_default()));
    let span = before.len()..before.len() + within.len();
    (Cow::Owned(before + &within + &after), span)
}

/// Collected faults: reading goes on after each, so that all are found in one go.
#[derive(Debug, Default)]
pub(super) struct Faults(RefCell<Vec<Fault>>);

/// Number of faults after which a file is not read further.
const MAX_FAULTS: usize = 500;

impl Faults {
    /// True where there are more faults than anybody reads: the rest need not be read.
    pub(super) fn are_enough(&self) -> bool {
        self.0.borrow().len() >= MAX_FAULTS
    }

    pub(super) fn add(&self, span: &Range<usize>, message: impl Into<String>) {
        self.0.borrow_mut().push(Fault {
            span: span.clone(),
            message: message.into(),
        });
    }

    /// The value, or a fault at `span`.
    pub(super) fn check<T>(&self, span: &Range<usize>, result: Result<T>) -> Option<T> {
        result
            .map_err(|error: Error| self.add(span, error.to_string()))
            .ok()
    }

    /// All faults in the order of the file, without duplicates.
    pub(super) fn into_sorted(self) -> Vec<Fault> {
        let mut faults = self.0.into_inner();
        let are_enough = faults.len() >= MAX_FAULTS;
        faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
        faults.dedup();
        if are_enough && let Some(last) = faults.last() {
            let span = last.span.clone();
            let message = format!("there are {MAX_FAULTS} faults before: not all was read");
            faults.push(Fault { span, message });
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_below_the_place() {
        let text = "title = \"Ö\"\n\tbände = 3\n";
        let fault = Fault {
            span: 14..20,
            message: "unknown key".to_owned(),
        };
        assert_eq!(&text[fault.span.clone()], "bände");
        assert_eq!(fault.line_and_column(text), (2, 2));
        let rendered = fault.render("a.toml", text, false);
        assert!(rendered.starts_with("error: unknown key\n"), "{rendered}");
        assert!(
            rendered.contains("a.toml:2:2")
                && rendered.contains("bände = 3")
                && rendered.contains("^^^^^")
        );
    }

    #[test]
    fn an_excerpt_moves_no_cursor() {
        let text = "# \u{202e}\u{9b}\r\nto = \"\u{61c}Berln\u{200b}\"\r\n";
        let start = text.find('"').unwrap();
        let fault = Fault {
            span: start..text.len() - 2,
            message: "unknown place".to_owned(),
        };
        let rendered = fault.render("a.toml", text, false);
        assert!(
            rendered.contains("a.toml:2:6") && rendered.contains("^^^^^^^^^"),
            "{rendered}"
        );
        let hidden = |c: char| shown::is_hidden(c) && c != '\n';
        assert!(!rendered.chars().any(hidden), "{rendered:?}");
    }

    #[test]
    fn a_fault_at_the_end_of_a_file_has_a_place() {
        for text in ["", "\n", "a"] {
            let fault = Fault {
                span: text.len()..text.len(),
                message: "missing".to_owned(),
            };
            assert!(
                fault.render("a.toml", text, false).contains("a.toml"),
                "{text:?}"
            );
        }
    }
}
