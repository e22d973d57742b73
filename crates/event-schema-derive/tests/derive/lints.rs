//! Generated code must pass whatever its user forbids.

#[deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    missing_copy_implementations,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unsafe_code,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    rust_2018_idioms,
    clippy::all,
    clippy::pedantic,
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::missing_trait_methods,
    clippy::question_mark_used,
    clippy::shadow_reuse,
    clippy::single_call_fn,
    clippy::wildcard_enum_match_arm
)]
/// Types as a careful library has them.
pub(crate) mod strict {
    use std::borrow::Cow;

    use event_schema::{Event, Schema, UnknownEvent};

    /// A group.
    #[derive(Debug, Clone, PartialEq, Eq, Schema)]
    #[non_exhaustive]
    pub(crate) struct Group<'a> {
        /// Text.
        pub(crate) text: Cow<'a, str>,
    }

    /// A text.
    #[derive(Debug, Clone, PartialEq, Eq, Schema)]
    #[event(max_length = 5)]
    pub(crate) struct Text<'a>(pub(crate) Cow<'a, str>);

    /// A state.
    #[derive(Debug, Clone, PartialEq, Eq, Schema)]
    #[non_exhaustive]
    pub(crate) enum State {
        /// On.
        On,
        /// Anything else.
        #[serde(untagged)]
        Other(String),
    }

    /// An event.
    #[derive(Debug, Clone, PartialEq, Eq, Event)]
    #[event(name = "noted")]
    #[non_exhaustive]
    pub(crate) struct Noted<'a> {
        /// A group.
        #[serde(flatten)]
        #[event(suffix = "1", inferred("text1"))]
        pub(crate) group: Group<'a>,
        /// A number.
        #[event(minimum = 1)]
        pub(crate) number: u8,
        /// Perhaps there.
        #[event(non_null)]
        pub(crate) perhaps: Option<Cow<'a, str>>,
        /// Perhaps null.
        #[event(required, null_when = "nothing is known")]
        pub(crate) null: Option<u64>,
        /// Perhaps empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub(crate) list: Vec<u8>,
        /// Not on the wire.
        #[serde(skip)]
        pub(crate) skipped: u8,
        /// Out of use.
        #[deprecated]
        pub(crate) old: Option<u8>,
    }

    /// A union.
    #[derive(Debug, Clone, PartialEq, Eq, Event)]
    #[non_exhaustive]
    pub(crate) enum Any<'a> {
        /// Known.
        Noted(Noted<'a>),
        /// Unknown.
        #[event(unknown)]
        Unknown(UnknownEvent<'a>),
    }
}

#[test]
fn it_compiles() {
    let text = r#"{"type":"noted","text1":"a","number":1,"null":2,"old":null}"#;
    let any: strict::Any<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    assert_eq!(event_schema::to_json(&any).as_deref(), Ok(text));
}
