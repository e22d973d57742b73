//! What things are called in each language: one table, [`NAMING`].

use super::Language;

/// A language's way with names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    pub(super) language: Language,
    pub(super) types: Case,
    /// Of properties; in TypeScript they are what they are on the wire.
    pub(super) fields: Case,
    /// Of an enumeration's values.
    pub(super) values: Case,
    /// Words that cannot be fields: an underscore is put behind them.
    pub(super) keywords: &'static [&'static str],
    /// Types that every package has itself: a type of the contract that is called so gets another name.
    pub(super) types_taken: &'static [&'static str],
}

/// How words become one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `CallSegment`
    Pascal,
    /// `CallSegmentID`: initials stay in capitals, as in Go.
    PascalInitials,
    /// `callSegment`
    Camel,
    /// `call_segment`
    Snake,
    /// `CALL_SEGMENT`
    Screaming,
}

/// One line for each language.
pub(super) const NAMING: [Naming; 7] = [
    Naming {
        language: Language::TypeScript,
        types: Case::Pascal,
        fields: Case::Camel,
        values: Case::Pascal,
        keywords: &[],
        types_taken: &["UnknownEvent", "JsonValue", "DecodeError", "EncodeError", "Issue", "Codec"],
    },
    Naming {
        language: Language::Python,
        types: Case::Pascal,
        fields: Case::Snake,
        values: Case::Screaming,
        keywords: &[
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "copy",
            "json",
            "dict",
            "schema",
            "construct",
            "validate",
            "int",
            "str",
            "float",
            "bool",
            "list",
            "object",
        ],
        types_taken: &[
            "OpenEnumeration",
            "Integer",
            "Number",
            "AnyJson",
            "Omittable",
            "UnknownEvent",
            "Absent",
            "DecodeError",
            "Field",
            "Annotated",
            "Model",
        ],
    },
    Naming {
        language: Language::Go,
        types: Case::PascalInitials,
        fields: Case::PascalInitials,
        values: Case::PascalInitials,
        keywords: &["Tag", "MarshalJSON", "UnmarshalJSON", "Validate"],
        types_taken: &[
            "Error",
            "Schemas",
            "New",
            "Decode",
            "Encode",
            "Validate",
            "NonNull",
            "Null",
            "Present",
            "Absent",
            "UnknownEvent",
            "Event",
            "Optional",
            "Nullable",
            "DecodeError",
            "Issue",
        ],
    },
    Naming {
        language: Language::Java,
        types: Case::Pascal,
        fields: Case::Camel,
        values: Case::Screaming,
        keywords: &[
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "tag",
        ],
        types_taken: &[
            "Codec",
            "Formats",
            "InvalidEventException",
            "JsonRule",
            "Node",
            "NullNode",
            "ObjectCodec",
            "UnknownEvent",
            "Omittable",
            "Optional",
            "String",
            "Object",
            "Record",
            "List",
            "Map",
            "Long",
            "Double",
            "Boolean",
            "Integer",
            "DecodeException",
            "Issue",
            "JsonNode",
            "Override",
            "Enum",
        ],
    },
    Naming {
        language: Language::Kotlin,
        types: Case::Pascal,
        fields: Case::Camel,
        values: Case::Screaming,
        keywords: &[
            "as",
            "break",
            "class",
            "continue",
            "do",
            "else",
            "false",
            "for",
            "fun",
            "if",
            "in",
            "interface",
            "is",
            "null",
            "object",
            "package",
            "return",
            "super",
            "this",
            "throw",
            "true",
            "try",
            "typealias",
            "typeof",
            "val",
            "var",
            "when",
            "while",
            "tag",
            "encode",
            "decode",
            "copy",
            "equals",
            "hashCode",
            "toString",
        ],
        types_taken: &[
            "Case",
            "Iterable",
            "Pair",
            "Triple",
            "UnknownEvent",
            "Omittable",
            "Issue",
            "InvalidEventException",
            "String",
            "Boolean",
            "Long",
            "ULong",
            "Double",
            "List",
            "Map",
            "Any",
            "Unit",
            "Nothing",
            "JsonElement",
            "JsonNull",
            "JsonRule",
            "BigInteger",
            "BigDecimal",
            "Serializable",
            "Serializer",
            "KSerializer",
            "EventSerializer",
            "ObjectCodec",
            "Codec",
            "Node",
            "Parser",
            "Place",
            "Rule",
            "Companion",
            "Char",
            "Int",
            "Array",
            "Enum",
            "Throws",
        ],
    },
    Naming {
        language: Language::Php,
        types: Case::Pascal,
        fields: Case::Camel,
        values: Case::Pascal,
        keywords: &["this", "Class"],
        types_taken: &[
            "Formats",
            "UnknownEvent",
            "Absent",
            "Codec",
            "Decimal",
            "InvalidEventException",
            "Issue",
            "JsonRule",
            "Members",
            "Node",
            "Numeral",
            "ObjectCodec",
            "Place",
            "RawJson",
            "Rule",
            "Abstract",
            "And",
            "Array",
            "As",
            "Break",
            "Callable",
            "Case",
            "Catch",
            "Class",
            "Clone",
            "Const",
            "Continue",
            "Declare",
            "Default",
            "Do",
            "Echo",
            "Else",
            "Elseif",
            "Empty",
            "Enddeclare",
            "Endfor",
            "Endforeach",
            "Endif",
            "Endswitch",
            "Endwhile",
            "Enum",
            "Eval",
            "Exit",
            "Extends",
            "False",
            "Final",
            "Finally",
            "Float",
            "Fn",
            "For",
            "Foreach",
            "Function",
            "Global",
            "Goto",
            "If",
            "Implements",
            "Include",
            "Instanceof",
            "Insteadof",
            "Int",
            "Bool",
            "Interface",
            "Isset",
            "Iterable",
            "List",
            "Match",
            "Mixed",
            "Namespace",
            "Never",
            "New",
            "Null",
            "Object",
            "Or",
            "Parent",
            "Print",
            "Private",
            "Protected",
            "Public",
            "Readonly",
            "Require",
            "Return",
            "Self",
            "Static",
            "String",
            "Switch",
            "Throw",
            "Trait",
            "True",
            "Try",
            "Unset",
            "Use",
            "Var",
            "Void",
            "While",
            "Xor",
            "Yield",
        ],
    },
    Naming {
        language: Language::Cpp,
        types: Case::Pascal,
        fields: Case::Snake,
        values: Case::Snake,
        keywords: &[
            "alignas",
            "alignof",
            "and",
            "and_eq",
            "asm",
            "auto",
            "bitand",
            "bitor",
            "bool",
            "break",
            "case",
            "catch",
            "char",
            "char8_t",
            "char16_t",
            "char32_t",
            "class",
            "compl",
            "concept",
            "const",
            "consteval",
            "constexpr",
            "constinit",
            "const_cast",
            "continue",
            "co_await",
            "co_return",
            "co_yield",
            "decltype",
            "default",
            "delete",
            "do",
            "double",
            "dynamic_cast",
            "else",
            "enum",
            "explicit",
            "export",
            "extern",
            "false",
            "float",
            "for",
            "friend",
            "goto",
            "if",
            "inline",
            "int",
            "long",
            "mutable",
            "namespace",
            "new",
            "noexcept",
            "not",
            "not_eq",
            "nullptr",
            "operator",
            "or",
            "or_eq",
            "private",
            "protected",
            "public",
            "register",
            "reinterpret_cast",
            "requires",
            "return",
            "short",
            "signed",
            "sizeof",
            "static",
            "static_assert",
            "static_cast",
            "struct",
            "switch",
            "template",
            "this",
            "thread_local",
            "throw",
            "true",
            "try",
            "typedef",
            "typeid",
            "typename",
            "union",
            "unsigned",
            "using",
            "virtual",
            "void",
            "volatile",
            "wchar_t",
            "while",
            "xor",
            "xor_eq",
            "tag",
            "encode",
            "decode",
            "errno",
            "assert",
            "stdin",
            "stdout",
            "stderr",
            "NULL",
        ],
        types_taken: &[
            "Boxed",
            "Codec",
            "Decimal",
            "JsonRule",
            "Node",
            "ObjectCodec",
            "Place",
            "Property",
            "Rest",
            "Rule",
            "Rules",
            "TupleItem",
            "VariantCase",
            "VariantCases",
            "UnknownEvent",
            "Omittable",
            "Issue",
            "InvalidEvent",
            "RawJson",
            "Overloaded",
        ],
    },
];

/// Initials that Go writes in capitals throughout.
const INITIALS: [&str; 18] = [
    "acl", "api", "ascii", "cpu", "css", "dns", "html", "http", "https", "id", "ip", "json", "sql", "tls",
    "uid", "uri", "url", "uuid",
];

impl Naming {
    pub(super) fn of(language: Language) -> &'static Self {
        NAMING.iter().find(|naming| naming.language == language).unwrap_or(&NAMING[0])
    }

    /// A type's name.
    pub(super) fn type_name(&self, name: &str) -> String {
        let name = identifier(self.types.join(&words(name)), "Type");
        if self.types_taken.contains(&name.as_str()) { format!("{name}Value") } else { name }
    }

    /// A property's name; `field` where nothing is left of it.
    pub(super) fn field(&self, name: &str, field: &str) -> String {
        self.word(self.fields, name, field)
    }

    /// The name of an enumeration's value.
    pub(super) fn value(&self, variant: &str) -> String {
        self.word(self.values, variant, "value")
    }

    fn word(&self, case: Case, name: &str, otherwise: &str) -> String {
        let from = if words(name).is_empty() { words(otherwise) } else { words(name) };
        let name = identifier(case.join(&from), if case == Case::Snake { "n" } else { "N" });
        if self.keywords.contains(&name.as_str()) { format!("{name}_") } else { name }
    }
}

/// Names in a list of which no two may be one: a number is put behind those that come later.
pub(super) fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for name in names {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
        taken.push(free.unwrap_or(name));
    }
    taken
}

impl Case {
    pub(super) fn join(self, words: &[String]) -> String {
        let words = words.iter().enumerate().map(|(at, word)| match self {
            Self::Snake => word.clone(),
            Self::Screaming => word.to_uppercase(),
            Self::PascalInitials if is_initials(word) => word.to_uppercase(),
            Self::Camel if at == 0 => word.clone(),
            _ => capitalized(word),
        });
        let separator = if matches!(self, Self::Snake | Self::Screaming) { "_" } else { "" };
        words.collect::<Vec<_>>().join(separator)
    }
}

/// The words of a name that is written in any case, in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = name.chars().collect();
    let mut open = false;
    for (at, &character) in characters.iter().enumerate() {
        if !character.is_ascii_alphanumeric() {
            open = false;
            continue;
        }
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1);
        let begins = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
            });
        let small = character.to_ascii_lowercase();
        match words.last_mut() {
            Some(word) if open && !begins => word.push(small),
            _ => words.push(small.to_string()),
        }
        open = true;
    }
    words
}

fn is_initials(word: &str) -> bool {
    INITIALS.contains(&word.trim_end_matches(|character: char| character.is_ascii_digit()))
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + characters.as_str())
}

/// A name cannot begin with a digit.
fn identifier(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) || name.is_empty() {
        return format!("{prefix}{name}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Case, Naming, distinct, words};
    use crate::packages::Language;

    #[test]
    fn names_of_any_case_fall_into_words() {
        assert_eq!(words("callSegmentId1"), ["call", "segment", "id1"]);
        assert_eq!(words("parcel.delivered"), ["parcel", "delivered"]);
        assert_eq!(words("HTTPServer-name_x"), ["http", "server", "name", "x"]);
        assert_eq!(words("NOT_INUSE"), ["not", "inuse"]);
        assert!(words("@!").is_empty());
    }

    #[test]
    fn every_language_has_its_case() {
        let words = words("callSegmentId1");
        assert_eq!(Case::Pascal.join(&words), "CallSegmentId1");
        assert_eq!(Case::PascalInitials.join(&words), "CallSegmentID1");
        assert_eq!(Case::Camel.join(&words), "callSegmentId1");
        assert_eq!(Case::Snake.join(&words), "call_segment_id1");
    }

    #[test]
    fn no_name_is_a_keyword_and_no_two_are_one() {
        assert_eq!(Naming::of(Language::Python).field("class", "class"), "class_");
        assert_eq!(Naming::of(Language::Java).field("2fa", "second_factor"), "N2fa");
        assert_eq!(Naming::of(Language::Python).field("*", "everything"), "everything");
        assert_eq!(distinct(["a", "b", "a"].map(String::from)), ["a", "b", "a2"]);
    }
}
