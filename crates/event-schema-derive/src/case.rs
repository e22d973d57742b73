//! `rename_all`, byte for byte as serde applies it.

/// A rule of `#[serde(rename_all = "…")]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// Names stay as they are.
    #[default]
    None,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    /// The rules by the names that serde gives them.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, case)| case)
    }

    /// Renames a field, which is taken to be written in `snake_case`.
    pub fn field(self, name: &str) -> String {
        match self {
            Self::None | Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Pascal => pascal(name),
            Self::Camel => uncapitalized(&pascal(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// Renames a variant, which is taken to be written in `PascalCase`.
    pub fn variant(self, name: &str) -> String {
        match self {
            Self::None | Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => uncapitalized(name),
            Self::Snake => snake(name),
            Self::ScreamingSnake => snake(name).to_ascii_uppercase(),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::ScreamingKebab => snake(name).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    let mut capitalize = true;
    for letter in name.chars() {
        if letter == '_' {
            capitalize = true;
        } else if capitalize {
            pascal.push(letter.to_ascii_uppercase());
            capitalize = false;
        } else {
            pascal.push(letter);
        }
    }
    pascal
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// serde cuts off the first byte here and panics if that is half a letter; a letter beyond ASCII has no ASCII
/// lower case, so the name stays as it is.
fn uncapitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(rename: impl Fn(Case) -> String) -> Vec<String> {
        Case::NAMES.into_iter().map(|(_, case)| rename(case)).collect()
    }

    #[test]
    fn fields() {
        assert_eq!(
            all(|case| case.field("call_segment_id")),
            [
                "call_segment_id",
                "CALL_SEGMENT_ID",
                "CallSegmentId",
                "callSegmentId",
                "call_segment_id",
                "CALL_SEGMENT_ID",
                "call-segment-id",
                "CALL-SEGMENT-ID",
            ]
        );
        assert_eq!(Case::Camel.field("_a__b_"), "aB");
        assert_eq!(Case::Camel.field("z42"), "z42");
        assert_eq!(Case::Camel.field("_"), "");
    }

    #[test]
    fn variants() {
        assert_eq!(
            all(|case| case.variant("AltBlue")),
            ["altblue", "ALTBLUE", "AltBlue", "altBlue", "alt_blue", "ALT_BLUE", "alt-blue", "ALT-BLUE"]
        );
        assert_eq!(Case::Snake.variant("HTTPError2"), "h_t_t_p_error2");
        assert_eq!(Case::Snake.variant("A"), "a");
    }
}
