//! Unicode's general categories, by the names that ECMA-262 has for them.

mod table;

use self::table::RUNS;
use super::set::Set;
use alloc::vec::Vec;

/// The categories with all names of each, the short one first. Their order is that of the numbers in the table.
const CATEGORIES: &[&[&str]] = &[
    &["Cn", "Unassigned"],
    &["Cc", "Control", "cntrl"],
    &["Cf", "Format"],
    &["Co", "Private_Use"],
    &["Ll", "Lowercase_Letter"],
    &["Lm", "Modifier_Letter"],
    &["Lo", "Other_Letter"],
    &["Lt", "Titlecase_Letter"],
    &["Lu", "Uppercase_Letter"],
    &["Mc", "Spacing_Mark"],
    &["Me", "Enclosing_Mark"],
    &["Mn", "Nonspacing_Mark"],
    &["Nd", "Decimal_Number", "digit"],
    &["Nl", "Letter_Number"],
    &["No", "Other_Number"],
    &["Pc", "Connector_Punctuation"],
    &["Pd", "Dash_Punctuation"],
    &["Pe", "Close_Punctuation"],
    &["Pf", "Final_Punctuation"],
    &["Pi", "Initial_Punctuation"],
    &["Po", "Other_Punctuation"],
    &["Ps", "Open_Punctuation"],
    &["Sc", "Currency_Symbol"],
    &["Sk", "Modifier_Symbol"],
    &["Sm", "Math_Symbol"],
    &["So", "Other_Symbol"],
    &["Zl", "Line_Separator"],
    &["Zp", "Paragraph_Separator"],
    &["Zs", "Space_Separator"],
];

/// Groups of categories: those whose short name begins so.
const GROUPS: &[&[&str]] = &[
    &["C", "Other"],
    &["L", "Letter"],
    &["M", "Mark", "Combining_Mark"],
    &["N", "Number"],
    &["P", "Punctuation", "punct"],
    &["S", "Symbol"],
    &["Z", "Separator"],
];

/// The characters of a category or of a group, which may be written with the name of the property before it.
pub(super) fn set(property: &str) -> Option<Set> {
    let name = match property.split_once('=') {
        Some(("gc" | "General_Category", name)) => name,
        Some(_) => return None,
        None => property,
    };
    if let Some(number) = CATEGORIES.iter().position(|names| names.contains(&name)) {
        return Some(of(|category| category == number));
    }
    if matches!(name, "LC" | "Cased_Letter") {
        return Some(of(|category| matches!(CATEGORIES[category][0], "Ll" | "Lt" | "Lu")));
    }
    let group = GROUPS.iter().find(|names| names.contains(&name))?;
    Some(of(|category| CATEGORIES[category][0].starts_with(group[0])))
}

fn of(is_in: impl Fn(usize) -> bool) -> Set {
    let ends = RUNS.iter().skip(1).map(|run| first(*run)).chain([u32::from(char::MAX) + 1]);
    let runs = RUNS.iter().zip(ends).filter(|(run, _)| is_in((**run % 32) as usize));
    Set::of(runs.map(|(run, end)| (first(*run), end - 1)).collect::<Vec<_>>())
}

/// The first character of a run, whose category stands in the lowest five bits.
const fn first(run: u32) -> u32 {
    run / 32
}

#[cfg(test)]
mod tests {
    use super::{CATEGORIES, GROUPS, set};
    use regex::Regex;
    use std::format;
    use std::string::{String, ToString};
    use std::vec::Vec;

    const HEADER: &str = "//! The general categories of Unicode.\n//!\n\
        //! Written by `WRITE_TABLES=1 cargo test -p event-schema-rules --features compile the_tables`.\n\n\
        /// Where runs of characters of one category begin: the first character times 32, and the category's number.\n\
        #[rustfmt::skip]\n#[allow(clippy::unreadable_literal)]\npub(super) const RUNS: &[u32] = &[";

    #[test]
    fn the_tables_are_those_of_unicode() {
        if std::env::var_os("WRITE_TABLES").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pattern/compile/category/table.rs");
            std::fs::write(path, source()).unwrap();
        }
        let all: String = ('\0'..=char::MAX).collect();
        let names = CATEGORIES.iter().chain(GROUPS).copied().flatten().copied();
        for name in names.chain(["LC", "Cased_Letter", "gc=Lu", "General_Category=Letter"]) {
            let set = set(name).unwrap();
            let members = set.ranges().iter().flat_map(|(first, last)| *first..=*last);
            let is_same = members.filter_map(char::from_u32).eq(runs(name, &all).flat_map(str::chars));
            assert!(is_same, "{name}: see the head of table.rs");
        }
        for name in ["", "l", "letter", "Script=Greek", "Greek", "gc=", "sc=L"] {
            assert_eq!(set(name), None, "{name}");
        }
    }

    /// The longest texts out of characters of the category.
    fn runs<'a>(category: &str, all: &'a str) -> impl Iterator<Item = &'a str> {
        let peer = Regex::new(&format!("\\p{{{category}}}+")).unwrap();
        let runs: Vec<_> = peer.find_iter(all).map(|run| run.as_str()).collect();
        runs.into_iter()
    }

    fn source() -> String {
        let all: String = ('\0'..=char::MAX).collect();
        let mut table = Vec::new();
        for (number, names) in CATEGORIES.iter().enumerate() {
            let firsts = runs(names[0], &all).filter_map(|run| run.chars().next());
            table.extend(firsts.map(|first| u32::from(first) * 32 + number as u32));
        }
        table.sort_unstable();
        let mut file = String::from(HEADER);
        let mut width = usize::MAX;
        for run in table {
            let run = run.to_string();
            if width > 104 - run.len() {
                file.push_str("\n   ");
                width = 3;
            }
            file += &format!(" {run},");
            width += run.len() + 2;
        }
        file.push_str("\n];\n");
        file
    }
}
