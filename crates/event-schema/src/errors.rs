//! All that is wrong with a payload.

mod lazy;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use once_cell::race::OnceBox;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

pub(crate) use self::lazy::{Expectation, Lazy, LazyMessage};
use crate::error::{Code, Error, Spot};

/// Everything that was found wrong with a payload, in the order in which it was found; never empty. What is missing
/// from an object is found at the object's end.
///
/// ```
/// use event_schema::{Event, validate};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
///     unit: String,
/// }
///
/// let errors = validate::<Tick>(br#"{"type":"tick","count":"one"}"#).unwrap_err();
/// let found: Vec<_> = errors.iter().map(|error| (error.code.as_str(), error.instance)).collect();
/// assert_eq!(found, [("type", "/count"), ("required", "")]);
/// ```
pub struct Errors {
    list: Vec<Finding>,
    /// The pointers and messages of errors, one behind the other.
    written: String,
    /// Those that are written when somebody looks at them, and where they stand, by the error's place in the list.
    lazy: OnceBox<(String, Vec<Written>)>,
    event: Option<&'static str>,
    truncated: bool,
}

#[derive(Clone, Copy)]
struct Finding {
    code: Code,
    spot: Spot,
    texts: Texts,
}

#[derive(Clone, Copy)]
enum Texts {
    Written(Written),
    Lazy(Lazy),
}

/// Where pointers and message of an error end among other texts; they begin where those before them end.
#[derive(Clone, Copy, Default)]
struct Written {
    start: usize,
    instance: usize,
    schema: usize,
    message: usize,
}

impl Written {
    /// Appends texts to those that are there.
    fn append(
        texts: &mut String,
        instance: impl FnOnce(&mut String),
        schema: impl FnOnce(&mut String),
        message: impl FnOnce(&mut String),
    ) -> Self {
        let start = texts.len();
        instance(texts);
        let instance = texts.len();
        schema(texts);
        let schema = texts.len();
        message(texts);
        Self { start, instance, schema, message: texts.len() }
    }
}

impl Errors {
    /// How many errors most payloads have at most.
    const USUAL: usize = 4;

    /// None yet; whoever returns them has added one.
    pub(crate) const fn none() -> Self {
        Self { list: Vec::new(), written: String::new(), lazy: OnceBox::new(), event: None, truncated: false }
    }

    /// One about a payload as a whole.
    pub(crate) fn one(code: Code, spot: Spot, message: &str, event: Option<&'static str>) -> Self {
        let mut errors = Self { event, ..Self::none() };
        errors.add(code, spot, |_| {}, |_| {}, |text| text.push_str(message));
        errors
    }

    /// Adds an error; each of its texts is appended to those that are there.
    pub(crate) fn add(
        &mut self,
        code: Code,
        spot: Spot,
        instance: impl FnOnce(&mut String),
        schema: impl FnOnce(&mut String),
        message: impl FnOnce(&mut String),
    ) {
        let written = Written::append(&mut self.written, instance, schema, message);
        self.push(Finding { code, spot, texts: Texts::Written(written) });
    }

    /// Adds an error whose texts are written when somebody looks at them.
    pub(crate) fn add_lazy(&mut self, code: Code, spot: Spot, lazy: Lazy) {
        self.push(Finding { code, spot, texts: Texts::Lazy(lazy) });
    }

    fn push(&mut self, finding: Finding) {
        if self.list.is_empty() {
            self.list = Vec::with_capacity(Self::USUAL);
        }
        self.list.push(finding);
    }

    pub(crate) const fn set_event(&mut self, event: Option<&'static str>) {
        self.event = event;
    }

    pub(crate) const fn truncate(&mut self) {
        self.truncated = true;
    }

    /// Whether there is none yet.
    pub(crate) const fn is_none(&self) -> bool {
        self.list.is_empty()
    }

    /// The first error.
    ///
    /// # Panics
    ///
    /// Never: there is at least one.
    #[must_use]
    pub fn first(&self) -> Error<'_> {
        self.at(0)
    }

    /// How many errors were kept; at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// The errors, in the order in which they were found.
    pub fn iter(&self) -> Iter<'_> {
        Iter { errors: self, places: 0..self.len() }
    }

    fn at(&self, place: usize) -> Error<'_> {
        let Finding { code, spot: Spot { offset, line, column }, texts } = self.list[place];
        let (texts, Written { start, instance, schema, message }) = match texts {
            Texts::Written(written) => (&self.written, written),
            Texts::Lazy(_) => {
                let (texts, places) = self.lazy.get_or_init(|| Box::new(self.write_lazy()));
                (texts, places[place])
            }
        };
        let (instance, schema, message) =
            (&texts[start..instance], &texts[instance..schema], &texts[schema..message]);
        Error { code, instance, schema, offset, line, column, message }
    }

    fn write_lazy(&self) -> (String, Vec<Written>) {
        let mut texts = String::new();
        let places = self.list.iter().map(|finding| match &finding.texts {
            Texts::Written(_) => Written::default(),
            Texts::Lazy(lazy) => Written::append(
                &mut texts,
                |texts| lazy.write_instance(texts),
                |texts| lazy.write_schema(finding.code, texts),
                |texts| lazy.message.write(texts),
            ),
        });
        let places = places.collect();
        (texts, places)
    }

    /// Whether the payload was left with more errors than the cap allowed to collect.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The known event that the payload's tag names, if it got that far.
    #[must_use]
    pub const fn event(&self) -> Option<&'static str> {
        self.event
    }

    /// JSON Schema output format `flag` (2020-12 core, section 12.4.1), for `serde`.
    #[must_use]
    pub fn flag(&self) -> impl Serialize {
        Flag
    }

    /// JSON Schema output format `list`, for `serde`: one unit for each error, with its place in schema and payload.
    #[must_use]
    pub fn list(&self) -> impl Serialize {
        List(self)
    }
}

/// The errors of a payload, in the order in which they were found.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    errors: &'a Errors,
    places: Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Error<'a>;

    fn next(&mut self) -> Option<Error<'a>> {
        self.places.next().map(|place| self.errors.at(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.places.next_back().map(|place| self.errors.at(place))
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Errors {
    type Item = Error<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl Clone for Errors {
    fn clone(&self) -> Self {
        let Self { list, written, event, truncated, .. } = self;
        let (list, written) = (list.clone(), written.clone());
        Self { list, written, lazy: OnceBox::new(), event: *event, truncated: *truncated }
    }
}

impl PartialEq for Errors {
    fn eq(&self, other: &Self) -> bool {
        let about = |errors: &Self| (errors.event, errors.truncated);
        about(self) == about(other) && self.iter().eq(other)
    }
}

impl Eq for Errors {}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        if self.truncated {
            f.write_str("\nand more")?;
        }
        Ok(())
    }
}

impl core::error::Error for Errors {}

impl Serialize for Errors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

struct Flag;

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut flag = serializer.serialize_struct("Flag", 1)?;
        flag.serialize_field("valid", &false)?;
        flag.end()
    }
}

struct List<'a>(&'a Errors);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details: Vec<Unit<'_>> = self.0.iter().map(Unit).collect();
        let mut list = serializer.serialize_struct("List", 2)?;
        list.serialize_field("valid", &false)?;
        list.serialize_field("details", &details)?;
        list.end()
    }
}

struct Unit<'a>(Error<'a>);

impl Serialize for Unit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Error { code, instance, schema, message, .. } = self.0;
        let mut unit = serializer.serialize_struct("Unit", 5)?;
        unit.serialize_field("valid", &false)?;
        unit.serialize_field("evaluationPath", schema)?;
        unit.serialize_field("schemaLocation", &alloc::format!("#{schema}"))?;
        unit.serialize_field("instanceLocation", instance)?;
        unit.serialize_field("errors", &ByKeyword(code.as_str(), message))?;
        unit.end()
    }
}

struct ByKeyword<'a>(&'static str, &'a str);

impl Serialize for ByKeyword<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.1)?;
        map.end()
    }
}
