//! Names of the user's own must not get in the way.

/// Names that generated code might be tempted to use.
#[allow(dead_code, non_camel_case_types, unused_macros, reason = "they are here to be in the way")]
mod shadows {
    use ::event_schema::{Event, Schema, UnknownEvent};

    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct String;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Vec;
    pub(super) struct Box;
    pub(super) struct Self_;
    pub(super) struct Model;
    pub(super) struct Docs;
    pub(super) struct Default;
    pub(super) trait Into {}
    pub(super) trait From {}
    pub(super) trait Serialize {}
    pub(super) trait Deserialize {}
    pub(super) trait FromJson {}
    pub(super) type usize = ();
    pub(super) type bool = ();
    pub(super) mod core {}
    pub(super) mod alloc {}
    pub(super) mod std {}
    pub(super) mod serde {}
    macro_rules! matches {
        () => {};
    }
    macro_rules! assert {
        () => {};
    }
    macro_rules! concat {
        () => {};
    }

    #[derive(Event)]
    #[event(name = "one")]
    pub(super) struct One<'a> {
        pub(super) self_: ::core::option::Option<::std::borrow::Cow<'a, ::core::primitive::str>>,
        #[event(required)]
        pub(super) reader: ::core::option::Option<u8>,
        #[event(non_null, minimum = 1)]
        pub(super) map: ::core::option::Option<u8>,
        #[serde(default)]
        pub(super) partial: u8,
        #[serde(flatten)]
        pub(super) properties: Group,
    }

    #[derive(Schema)]
    pub(super) struct Group {
        pub(super) at: u8,
    }

    #[derive(Schema, ::serde::Serialize, ::serde::Deserialize)]
    pub(super) struct Newtype(::std::string::String);

    #[derive(Schema)]
    pub(super) enum List {
        Option,
        None,
        Some,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
    pub(super) struct Pair(pub(super) u8, #[event(maximum = 9)] pub(super) ::core::option::Option<u8>);

    #[derive(Debug, Clone, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
    #[serde(tag = "kind")]
    pub(super) enum Tagged<'a> {
        Some {
            #[event(pattern = "^a+$", starts_with = "a")]
            text: ::std::borrow::Cow<'a, ::core::primitive::str>,
        },
        #[serde(alias = "Nothing")]
        None,
    }

    #[derive(Debug, Clone, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
    #[serde(tag = "kind", content = "value")]
    pub(super) enum Adjacent<T> {
        Ok(T),
        Err(u8, u8),
    }

    #[derive(Debug, Clone, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
    #[serde(untagged)]
    pub(super) enum Untagged {
        Vec(::std::vec::Vec<Pair>),
        Box { next: ::std::boxed::Box<Untagged> },
    }

    #[derive(Debug, Clone, Copy, PartialEq, Schema)]
    #[event(repr)]
    #[repr(u8)]
    pub(super) enum Number {
        Some = 1,
    }

    #[derive(Debug, Clone, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
    #[serde(from = "u8", into = "u8")]
    pub(super) struct Converted(u8);

    impl ::core::convert::From<u8> for Converted {
        fn from(number: u8) -> Self {
            Self(number)
        }
    }

    impl ::core::convert::From<Converted> for u8 {
        fn from(Converted(number): Converted) -> Self {
            number
        }
    }

    /// serde's own derive cannot stand a `bool` of the user's here.
    pub(super) mod flat {
        use ::event_schema::Schema;

        #[allow(unused_imports, reason = "they are here to be in the way")]
        use super::{
            Box, Default, Err, None, Ok, Option, Result, Some, String, Tagged, Vec, alloc, core, std,
        };

        #[derive(Debug, Clone, PartialEq, Schema, ::serde::Serialize, ::serde::Deserialize)]
        #[event(when(own = 1, then(require(more))))]
        pub(in super::super) struct Flat<'a> {
            pub(in super::super) own: u8,
            #[serde(flatten, borrow)]
            #[event(variants)]
            pub(in super::super) kind: Tagged<'a>,
            pub(in super::super) more: ::core::option::Option<u8>,
        }
    }

    fn sound(untagged: &Untagged) -> ::core::result::Result<(), &'static str> {
        if let Untagged::Box { .. } = untagged {
            return ::core::result::Result::Ok(());
        }
        ::core::result::Result::Err("expected a box")
    }

    #[derive(Event)]
    #[event(name = "all")]
    #[serde(deny_unknown_fields)]
    pub(super) struct All<'a> {
        pub(super) flat: flat::Flat<'a>,
        pub(super) adjacent: Adjacent<Converted>,
        #[event(check = sound)]
        pub(super) untagged: Untagged,
        #[serde(skip)]
        pub(super) number: ::core::option::Option<Number>,
    }

    #[derive(Event)]
    pub(super) enum Any<'a> {
        Some(One<'a>),
        Ok(All<'a>),
        #[event(unknown)]
        None(UnknownEvent<'a>),
    }
}

#[test]
fn shadowed_names_do_not_matter() {
    use event_schema::Event as _;
    let text = r#"{"type":"one","self_":null,"reader":null,"partial":1,"at":2}"#;
    let any: shadows::Any<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    assert_eq!(any.tag(), "one");
    assert_eq!(event_schema::to_json(&any.into_owned()).as_deref(), Ok(text));
    let text = r#"{"type":"all","flat":{"own":1,"kind":"Some","text":"aa","more":2},"adjacent":{"kind":"Ok","value":3},"untagged":{"next":[[1,null]]}}"#;
    let any: shadows::Any<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    assert_eq!(event_schema::to_json(&any.into_owned()).as_deref(), Ok(text));
}

/// The crate as somebody else hands it on; there is nothing else in scope.
mod facade {
    pub(crate) mod deep {
        pub(crate) use ::event_schema as toolkit;
    }
}

mod through_a_facade {
    use super::facade;

    #[derive(facade::deep::toolkit::Event)]
    #[event(name = "two", crate = facade::deep::toolkit)]
    pub(super) struct Two<'a> {
        pub(super) text: std::borrow::Cow<'a, str>,
    }

    #[derive(facade::deep::toolkit::Event)]
    #[event(crate = crate::hygiene::facade::deep::toolkit)]
    pub(super) enum Any<'a> {
        Two(Two<'a>),
    }
}

#[test]
fn the_crate_may_be_found_elsewhere() {
    let text = r#"{"type":"two","text":"a"}"#;
    let any: through_a_facade::Any<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    let through_a_facade::Any::Two(two) = &any;
    assert_eq!(two.text, "a");
}

#[test]
fn types_may_be_local() {
    #[derive(event_schema::Event)]
    #[event(name = "local")]
    struct Local {
        number: u8,
    }
    let local: Local = event_schema::from_json(br#"{"type":"local","number":1}"#).expect("valid");
    assert_eq!(local.number, 1);
}

/// Tokens out of a `macro_rules!` come in invisible brackets.
macro_rules! event {
    ($name:ident, $tag:literal, $field:ident: $ty:ty, $least:literal) => {
        #[derive(event_schema::Event)]
        #[event(name = $tag)]
        struct $name {
            #[event(min_length = $least, non_null)]
            $field: $ty,
        }
    };
}

event!(FromMacro, "fromMacro", text: Option<String>, 1);

#[test]
fn macros_may_write_the_type() {
    let event: FromMacro = event_schema::from_json(br#"{"type":"fromMacro","text":"a"}"#).expect("valid");
    assert_eq!(event.text.as_deref(), Some("a"));
    assert!(event_schema::from_json::<FromMacro>(br#"{"type":"fromMacro","text":""}"#).is_err());
}
