//! From doc comments to what people are told outside of Rust.

mod links;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// A doc comment.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The heading it opens with.
    pub title: Option<String>,
    /// The running text.
    pub description: Description,
}

/// Running text in CommonMark.
#[derive(Debug, Clone)]
pub enum Description {
    /// Text that the derive sees.
    Text(String),
    /// Text that only the compiler sees, such as `include_str!("…")`; it is taken as it is.
    Expression(TokenStream),
}

impl Default for Description {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Docs {
    /// Reads all `#[doc = …]` of an item.
    pub fn new(attrs: &[Attribute]) -> Self {
        let values: Vec<&Expr> = attrs
            .iter()
            .filter_map(|attr| match &attr.meta {
                Meta::NameValue(meta) if meta.path.is_ident("doc") => Some(&meta.value),
                _ => None,
            })
            .collect();
        let literals: Option<Vec<String>> = values.iter().map(|value| literal(value)).collect();
        match literals {
            Some(literals) => Self::from_lines(&literals.join("\n")),
            None => Self { title: None, description: Description::Expression(concatenated(&values)) },
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && matches!(&self.description, Description::Text(text) if text.is_empty())
    }

    fn from_lines(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
        let mut lines = &lines[first..];
        let title =
            lines.first().and_then(|line| line.strip_prefix("# ")).map(|title| title.trim().to_owned());
        if title.is_some() {
            lines = &lines[1..];
        }
        Self {
            title: title.map(|title| links::plain(&title, &links::Definitions::default())),
            description: Description::Text(reflow(lines)),
        }
    }
}

/// A doc attribute's text; the lines of a `/** … */` may open with a star.
fn literal(value: &Expr) -> Option<String> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = value else { return None };
    let text = text.value();
    let starred = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('*');
    if !text.contains('\n') || !text.lines().skip(1).all(starred) {
        return Some(text);
    }
    let unstarred = |line| str::trim_start(line).trim_start_matches('*');
    Some(
        text.lines()
            .enumerate()
            .map(|(at, line)| if at == 0 { line } else { unstarred(line) })
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

fn concatenated(values: &[&Expr]) -> TokenStream {
    let parts = values.iter().enumerate().map(|(at, value)| {
        let separator = if at == 0 { "" } else { "\n" };
        if let Some(text) = literal(value) {
            let text = format!("{separator}{}", text.strip_prefix(' ').unwrap_or(&text));
            return quote!(#text);
        }
        quote!(#separator, #value)
    });
    quote!(::core::concat!(#(#parts),*))
}

/// A line, or a run of lines that were wrapped for the source's sake only.
struct Piece {
    text: String,
    /// Code: nothing in it is touched.
    verbatim: bool,
    /// Whether the next line may be joined to it.
    open: bool,
    /// What stands before it.
    separator: &'static str,
}

/// Joins lines that were wrapped for the source's sake; paragraphs, list items, tables and code keep theirs.
fn reflow(lines: &[&str]) -> String {
    let definitions = links::Definitions::new(lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut blank = false;
    for line in lines {
        if fence.is_none() && (line.trim().is_empty() || links::is_rust_definition(line)) {
            blank |= line.trim().is_empty();
            continue;
        }
        let separator = if blank { "\n\n" } else { "\n" };
        let follows_code = pieces.last().is_some_and(|piece| piece.verbatim);
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let indented =
            fence.is_none() && line.starts_with("    ") && (blank || follows_code || pieces.is_empty());
        if fence.is_some() || is_fence || indented {
            fence = match fence {
                Some(open) if line.trim_start().starts_with(open) => None,
                None if is_fence => Some(&line.trim_start()[..3]),
                unchanged => unchanged,
            };
            // Blank lines within code are pieces of their own.
            let separator = if fence.is_some() && !is_fence { "\n" } else { separator };
            pieces.push(Piece { text: line.trim_end().to_owned(), verbatim: true, open: false, separator });
            blank = false;
            continue;
        }
        match pieces.last_mut().filter(|piece| piece.open && !blank && !opens_block(line)) {
            Some(piece) => {
                piece.text.push_str(if piece.text.ends_with('\\') { "\n" } else { " " });
                piece.text.push_str(line.trim());
            }
            None => pieces.push(Piece {
                text: line.trim_end().to_owned(),
                verbatim: false,
                open: !is_single(line),
                separator,
            }),
        }
        blank = false;
    }
    let mut text = String::new();
    for Piece { text: piece, verbatim, separator, .. } in &pieces {
        if !text.is_empty() {
            text.push_str(separator);
        }
        if *verbatim {
            text.push_str(piece);
        } else {
            text.push_str(&links::plain(piece, &definitions));
        }
    }
    text
}

/// Whether the line begins something new, rather than going on with the text above.
fn opens_block(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    numbered
        || ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
        || line.starts_with('>')
        || is_single(line)
}

/// Whether the line stands for itself: a heading, a row of a table or a link's definition.
fn is_single(line: &str) -> bool {
    let line = line.trim_start();
    let heading = line.trim_start_matches('#');
    (heading.len() < line.len() && heading.starts_with(' '))
        || line.starts_with('|')
        || links::is_definition(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs(text: &str) -> (Option<String>, String) {
        let Docs { title, description: Description::Text(description) } = Docs::from_lines(text) else {
            unreachable!("there is no macro in the text")
        };
        (title, description)
    }

    fn description(text: &str) -> String {
        docs(text).1
    }

    #[test]
    fn wrapped_lines_become_one() {
        assert_eq!(description(" A call leg\n ended."), "A call leg ended.");
        assert_eq!(description(" One.\n\n Two\n words.\n"), "One.\n\nTwo words.");
        assert_eq!(description("\n\n"), "");
        assert_eq!(description(" Hard\\\n break"), "Hard\\\nbreak");
    }

    #[test]
    fn a_heading_at_the_top_is_the_title() {
        assert_eq!(
            docs(" # Hangup\n\n A leg ended."),
            (Some("Hangup".to_owned()), "A leg ended.".to_owned())
        );
        assert_eq!(docs(" Text.\n # Later").0, None);
        assert_eq!(docs(" #hash").0, None);
    }

    #[test]
    fn lists_keep_their_items() {
        assert_eq!(
            description(" Either\n - one that\n   goes on\n - two\n\n then\n 1. first\n 2) second"),
            "Either\n- one that goes on\n- two\n\nthen\n1. first\n2) second"
        );
    }

    #[test]
    fn code_tables_and_headings_keep_their_lines() {
        assert_eq!(
            description(" So:\n ```json\n {\n\n   \"a\": [B]\n }\n ```\n after"),
            "So:\n```json\n{\n\n  \"a\": [B]\n}\n```\nafter"
        );
        assert_eq!(
            description(" So:\n\n     code\n     more\n\n after"),
            "So:\n\n    code\n    more\n\nafter"
        );
        assert_eq!(description(" a\n ## Sub\n b\n | x |\n | y |"), "a\n## Sub\nb\n| x |\n| y |");
    }

    #[test]
    fn links_into_rust_become_words() {
        assert_eq!(description(" See [`Hangup`](crate::Hangup) and [`LinkEnd`]."), "See Hangup and LinkEnd.");
        assert_eq!(description(" See [the\n union][Union]."), "See the union.");
        assert_eq!(description(" See [it].\n\n [it]: crate::it"), "See it.");
    }

    #[test]
    fn starred_comments_lose_their_stars() {
        let attribute: Attribute = syn::parse_quote!(#[doc = "\n * One\n * two.\n "]);
        let Description::Text(text) = Docs::new(&[attribute]).description else { unreachable!() };
        assert_eq!(text, "One two.");
    }

    #[test]
    fn macros_are_left_to_the_compiler() {
        let attribute: Attribute = syn::parse_quote!(#[doc = include_str!("it.md")]);
        let Description::Expression(tokens) = Docs::new(&[attribute]).description else { unreachable!() };
        assert_eq!(tokens.to_string(), ":: core :: concat ! (\"\" , include_str ! (\"it.md\"))");
    }
}
