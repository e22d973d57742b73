//! From accepted bytes to the Rust type, borrowing what needs no change.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::__private::{group, object};
use crate::model::{Alternative, Contract, Integer, Model, Object, Property, Shape, Union};
use crate::profile::Profile;
use crate::scan::{self, Number};
use crate::schema::Schema;
use crate::validate::{Recorded, accept_value};

/// What is decoded.
const CONTRACT: Contract = Contract::Deserialize;

/// A type that [`from_json`](crate::from_json) can build.
///
/// The derives write it. Whatever the type's schema accepts must decode.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from JSON bytes",
    label = "not decodable",
    note = "write `#[derive(event_schema::Schema)]` on it (`Event` if it carries a tag)"
)]
pub trait FromJson<'de>: Schema + Sized {
    /// Takes the value that stands next.
    ///
    /// # Errors
    ///
    /// The value is not of this type; after validation that means a conversion refused it.
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch>;

    /// Takes the value that stands next, or `null`.
    ///
    /// # Errors
    ///
    /// It is neither.
    #[doc(hidden)]
    #[expect(clippy::inline_always, reason = "so are the strings that it takes")]
    #[inline(always)]
    fn from_nullable(reader: &mut Reader<'de>) -> Result<Option<Self>, Mismatch> {
        if reader.null() { Ok(None) } else { Self::from_value(reader).map(Some) }
    }

    /// Takes the name of a map's member that stands next, for a type that is not written as a string elsewhere.
    ///
    /// # Errors
    ///
    /// The name is not of this type.
    #[doc(hidden)]
    fn from_name(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Self::from_value(reader)
    }

    /// What an absent property means, if anything: null, where null is valid.
    #[must_use]
    fn from_absent() -> Option<Self> {
        if Self::NULLABLE { Self::from_value(&mut Reader::new("null")).ok() } else { None }
    }
}

/// The value at hand is not of the type that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch;

/// The position of a property that must be there, and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absent(pub usize);

impl From<Absent> for Mismatch {
    fn from(_: Absent) -> Self {
        Self
    }
}

/// Reads values out of a payload that was accepted before.
///
/// It checks what it needs to stay in bounds and to return right values, nothing else.
#[derive(Debug, Clone)]
pub struct Reader<'de> {
    text: &'de str,
    at: usize,
    profile: Profile,
    /// Where the string without escapes ends that begins at `at`, or the `null`; 0 if that is not known.
    plain_end: usize,
    /// Whether the outermost object stands next, and is recorded.
    is_recorded: bool,
    recorded: Option<Recorded>,
    /// The recorded member that is next.
    member: usize,
    /// The string that was read last, if it was written with escapes.
    unescaped: String,
}

impl<'de> Reader<'de> {
    /// Reads a payload that was accepted, or part of one.
    ///
    /// ```
    /// let mut values = Vec::new();
    /// event_schema::Reader::new(r#"{"a":1,"b":[null, 2]}"#).object(|reader, _| {
    ///     values.push(reader.raw()?);
    ///     Ok(())
    /// })?;
    /// assert_eq!(values, ["1", "[null, 2]"]);
    /// # Ok::<(), event_schema::Mismatch>(())
    /// ```
    #[must_use]
    pub fn new(text: &'de str) -> Self {
        Self::accepted(text, Profile::Documented)
    }

    /// For a payload that was accepted under a profile.
    pub(crate) fn accepted(text: &'de str, profile: Profile) -> Self {
        Self {
            text,
            at: 0,
            profile,
            plain_end: 0,
            is_recorded: false,
            recorded: None,
            member: 0,
            unescaped: String::new(),
        }
    }

    /// For a payload that is yet to be accepted, and is [`read`](Self::read) then.
    #[inline]
    pub(crate) fn recording(profile: Profile) -> Self {
        Self { recorded: Some(Recorded::NONE), ..Self::accepted("", profile) }
    }

    /// Who is told where things stand in the payload.
    #[inline]
    pub(crate) fn recorded(&mut self) -> &mut Recorded {
        self.recorded.get_or_insert(Recorded::NONE)
    }

    /// Reads the payload that was recorded.
    #[inline]
    pub(crate) fn read(&mut self, text: &'de str) {
        self.text = text;
        self.is_recorded = u32::try_from(text.len()).is_ok();
    }

    /// Goes to the next recorded member's value; returns whether there is one.
    #[doc(hidden)]
    #[inline]
    pub fn member(&mut self) -> bool {
        let Some(span) = self.recorded.as_ref().map(|recorded| recorded.span(self.member)) else {
            return false;
        };
        self.member += 1;
        self.at = span.start();
        self.plain_end = span.plain_end().unwrap_or(0);
        span.is_present()
    }

    /// How many bytes have been read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The first byte of the value that stands next.
    pub fn peek(&mut self) -> Option<u8> {
        self.at = scan::skip_space(self.text.as_bytes(), self.at);
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn first(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a `null`, if one stands next.
    #[inline]
    pub fn null(&mut self) -> bool {
        let first = if self.plain_end > 0 { self.first() } else { self.peek() };
        let is_null = first == Some(b'n');
        if is_null {
            self.at += 4;
        }
        is_null
    }

    /// Takes `true` or `false`.
    ///
    /// # Errors
    ///
    /// Another value stands next.
    pub fn boolean(&mut self) -> Result<bool, Mismatch> {
        let (value, len) = match self.peek() {
            Some(b't') => (true, 4),
            Some(b'f') => (false, 5),
            _ => return Err(Mismatch),
        };
        self.at += len;
        Ok(value)
    }

    /// Takes a whole number, however it is spelled.
    ///
    /// # Errors
    ///
    /// Another value stands next, or one beyond 128 bits.
    pub fn integer(&mut self) -> Result<Integer, Mismatch> {
        self.peek();
        if let Some((magnitude, end)) = scan::short_integer(self.text.as_bytes(), self.at) {
            self.at = end;
            return Ok(Integer::from_u128(magnitude.into()));
        }
        self.number()?.to_integer().ok_or(Mismatch)
    }

    /// Takes a number as the nearest `f64`.
    ///
    /// # Errors
    ///
    /// Another value stands next.
    pub fn float(&mut self) -> Result<f64, Mismatch> {
        self.number()?.to_f64().ok_or(Mismatch)
    }

    pub(crate) fn number(&mut self) -> Result<Number<'de>, Mismatch> {
        self.peek();
        let (number, end) = scan::number(self.text.as_bytes(), self.at).map_err(|_| Mismatch)?;
        self.at = end;
        Ok(number)
    }

    /// Takes a string; it is borrowed unless it is written with escapes.
    ///
    /// # Errors
    ///
    /// Another value stands next.
    #[expect(
        clippy::inline_always,
        reason = "a string that a call returns is waited for in memory: a tenth of decoding"
    )]
    #[inline(always)]
    pub fn string(&mut self) -> Result<Cow<'de, str>, Mismatch> {
        let borrowed = if self.plain_end > 0 && self.first() == Some(b'"') {
            let end = core::mem::take(&mut self.plain_end);
            let string = self.text.get(self.at + 1..end - 1).ok_or(Mismatch)?;
            self.at = end;
            Some(string)
        } else {
            self.long_string()?
        };
        Ok(match borrowed {
            Some(string) => Cow::Borrowed(string),
            None => Cow::Owned(core::mem::take(&mut self.unescaped)),
        })
    }

    /// Takes a string, or `null`. Where it is known that one of them stands here, nothing hangs on which it is.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub(crate) fn string_or_null(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        if self.plain_end == 0 {
            return if self.null() { Ok(None) } else { self.string().map(Some) };
        }
        let is_null = self.first() == Some(b'n');
        let end = core::mem::take(&mut self.plain_end);
        let string = self.text.get(self.at + 1..end - 1).ok_or(Mismatch)?;
        self.at = end;
        Ok(if is_null { None } else { Some(Cow::Borrowed(string)) })
    }

    /// A string whose end is not known; `None` says that it is in [`unescaped`](Self::unescaped). It is not returned: what
    /// a call returns through memory is written in small parts and read in large ones, for which the processor waits.
    #[inline(never)]
    fn long_string(&mut self) -> Result<Option<&'de str>, Mismatch> {
        if self.peek() != Some(b'"') {
            return Err(Mismatch);
        }
        let string = scan::string(self.text.as_bytes(), self.at).map_err(|_| Mismatch)?;
        self.at = string.end;
        Ok(match string.decode(self.text) {
            Cow::Borrowed(string) => Some(string),
            Cow::Owned(string) => {
                self.unescaped = string;
                None
            }
        })
    }

    /// Takes any value as its text.
    ///
    /// # Errors
    ///
    /// The payload ends here.
    pub fn raw(&mut self) -> Result<&'de str, Mismatch> {
        self.peek();
        let start = self.at;
        self.at = scan::skip_value(self.text.as_bytes(), start, 0).map_err(|_| Mismatch)?;
        Ok(&self.text[start..self.at])
    }

    /// Takes an array; `item` must take each item.
    ///
    /// # Errors
    ///
    /// Another value stands next, or `item` fails.
    pub fn array(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), Mismatch>) -> Result<(), Mismatch> {
        self.expect(b'[')?;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            item(self)?;
            if !self.more(b']')? {
                return Ok(());
            }
        }
    }

    /// Takes an object; `member` gets each name and must take the value.
    ///
    /// # Errors
    ///
    /// Another value stands next, or `member` fails.
    pub fn object(
        &mut self,
        member: impl FnMut(&mut Self, Cow<'de, str>) -> Result<(), Mismatch>,
    ) -> Result<(), Mismatch> {
        self.map(Self::string, member)
    }

    /// Takes an object; `name` takes each name, `member` gets it and must take the value.
    ///
    /// # Errors
    ///
    /// Another value stands next, or `name` or `member` fails.
    pub(crate) fn map<K>(
        &mut self,
        name: impl Fn(&mut Self) -> Result<K, Mismatch>,
        mut member: impl FnMut(&mut Self, K) -> Result<(), Mismatch>,
    ) -> Result<(), Mismatch> {
        let mut more = self.open_object()?;
        while more {
            let name = name(self)?;
            self.expect(b':')?;
            member(self, name)?;
            more = self.more(b'}')?;
        }
        Ok(())
    }

    /// Takes an array of so many items as there are calls of `item` in `items`.
    ///
    /// # Errors
    ///
    /// Another value stands next, or one of its items fails.
    pub fn tuple<T>(
        &mut self,
        items: impl FnOnce(&mut Items<'_, 'de>) -> Result<T, Mismatch>,
    ) -> Result<T, Mismatch> {
        self.expect(b'[')?;
        let mut reader = Items { reader: self, is_first: true };
        let value = items(&mut reader)?;
        self.expect(b']')?;
        Ok(value)
    }

    /// Takes the bracket that opens an object; returns whether a member follows.
    fn open_object(&mut self) -> Result<bool, Mismatch> {
        self.expect(b'{')?;
        let is_empty = self.peek() == Some(b'}');
        self.at += usize::from(is_empty);
        Ok(!is_empty)
    }

    /// Takes a name if it is this one, written without escapes.
    fn name(&mut self, name: &str) -> bool {
        self.peek();
        let end = scan::literal(self.text.as_bytes(), self.at, name);
        self.at = end.unwrap_or(self.at);
        end.is_some()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Mismatch> {
        if self.peek() != Some(byte) {
            return Err(Mismatch);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a comma, or the closing bracket that ends the container.
    fn more(&mut self, close: u8) -> Result<bool, Mismatch> {
        let next = self.peek().ok_or(Mismatch)?;
        self.at += 1;
        match next {
            b',' => Ok(true),
            _ if next == close => Ok(false),
            _ => Err(Mismatch),
        }
    }
}

/// The items of an array that is read as a tuple.
#[derive(Debug)]
pub struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    is_first: bool,
}

impl<'de> Items<'_, 'de> {
    /// Takes the next item.
    ///
    /// # Errors
    ///
    /// There is none, or it is not of this type.
    pub fn item<T: FromJson<'de>>(&mut self) -> Result<T, Mismatch> {
        if !core::mem::take(&mut self.is_first) {
            self.reader.expect(b',')?;
        }
        T::from_value(self.reader)
    }
}

/// What the derive writes for a struct with named fields, so that it can be decoded property by property, by
/// itself or as a flattened group. Positions count the properties of the type's own [`Object`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    label = "no struct with named fields that derives `Schema`",
    note = "an enum with a tag, or an untagged one, is flattened with `#[event(variants)]` beside `#[serde(flatten)]`"
)]
pub trait Members<'de>: Sized {
    /// What has been read so far.
    type Partial: Default;

    /// Takes the value of one property.
    ///
    /// # Errors
    ///
    /// The value is not of the property's type.
    fn read_member(partial: &mut Self::Partial, at: usize, reader: &mut Reader<'de>) -> Result<(), Mismatch>;

    /// Takes the value of one property by serde's route.
    ///
    /// # Errors
    ///
    /// The format's own.
    fn visit_member<A: serde::de::MapAccess<'de>>(
        partial: &mut Self::Partial,
        at: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Takes the value of a property that is not declared.
    ///
    /// # Errors
    ///
    /// The value is not of the type that it is kept as.
    fn read_rest(
        partial: &mut Self::Partial,
        name: Cow<'de, str>,
        reader: &mut Reader<'de>,
    ) -> Result<(), Mismatch> {
        let _ = (partial, name);
        reader.raw().map(drop)
    }

    /// Takes the value of a property that is not declared by serde's route.
    ///
    /// # Errors
    ///
    /// The format's own.
    fn visit_rest<A: serde::de::MapAccess<'de>>(
        partial: &mut Self::Partial,
        name: Cow<'de, str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let _ = (partial, name);
        map.next_value::<serde::de::IgnoredAny>().map(drop)
    }

    /// The whole. After validation presence is no longer looked at: what is absent then means `null` or its default,
    /// as the profile allows.
    ///
    /// # Errors
    ///
    /// A property that must be there is not.
    fn finish(partial: Self::Partial, validated: bool) -> Result<Self, Absent>;

    /// The whole of a validated object, whose members are the next ones that were recorded.
    ///
    /// # Errors
    ///
    /// A property's value is not of its type.
    fn read_recorded(properties: &'static [Property], reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        let mut partial = Self::Partial::default();
        for (at, property) in properties.iter().enumerate() {
            if property.is_part_of(CONTRACT) && reader.member() {
                Self::read_member(&mut partial, at, reader)?;
            }
        }
        Ok(Self::finish(partial, true)?)
    }
}

/// Decodes a struct with named fields.
///
/// # Errors
///
/// The value that stands next is not of this type.
#[inline]
pub fn read_object<'de, T: Members<'de> + Schema>(reader: &mut Reader<'de>) -> Result<T, Mismatch> {
    let (object, members) = const { (object(T::MODEL), members(object(T::MODEL))) };
    let is_recorded = core::mem::take(&mut reader.is_recorded)
        && object.rest.is_none()
        && reader.recorded.as_ref().is_some_and(|recorded| recorded.is_whole(members));
    if is_recorded {
        reader.member = usize::from(object.tag.is_some());
        return T::read_recorded(object.properties, reader);
    }
    read_members(object, reader)
}

/// Decodes a flattened group from an object that has other members besides.
///
/// # Errors
///
/// The value that stands next does not have the group's members.
pub(crate) fn read_group<'de, T: Members<'de> + Schema>(reader: &mut Reader<'de>) -> Result<T, Mismatch> {
    read_members(const { object(group(T::MODEL)) }, reader)
}

/// Decodes an object, one member after the other.
fn read_members<'de, T: Members<'de>>(
    object: &'static Object,
    reader: &mut Reader<'de>,
) -> Result<T, Mismatch> {
    let mut partial = T::Partial::default();
    let mut expected = 0;
    let mut more = reader.open_object()?;
    while more {
        let (at, name) = match object.properties.get(expected) {
            Some(property) if property.is_part_of(CONTRACT) && reader.name(property.name) => {
                (Some(expected), Cow::Borrowed(property.name))
            }
            _ => {
                let name = reader.string()?;
                (position(object, &name, expected), name)
            }
        };
        reader.expect(b':')?;
        let is_tag = || object.tag.is_some_and(|tag| tag.property == name);
        match at {
            Some(at) => {
                expected = at + 1;
                T::read_member(&mut partial, at, reader)?;
            }
            None if is_tag() => drop(reader.raw()?),
            None => T::read_rest(&mut partial, name, reader)?,
        }
        more = reader.more(b'}')?;
    }
    Ok(T::finish(partial, true)?)
}

/// How many members an object declares.
const fn members(object: &Object) -> usize {
    let mut members = if object.tag.is_some() { 1 } else { 0 };
    let mut at = 0;
    while at < object.properties.len() {
        if object.properties[at].is_part_of(CONTRACT) {
            members += 1;
        }
        at += 1;
    }
    members
}

/// The position of a property; most payloads keep the declared order, so the search begins at the expected place.
pub(crate) fn position(object: &Object, name: &str, expected: usize) -> Option<usize> {
    let (before, after) = object.properties.split_at(expected.min(object.properties.len()));
    let find = |list: &[Property]| list.iter().position(|property| property.is(name));
    find(after).map(|at| at + before.len()).or_else(|| find(before))
}

/// Which variant the tag of the object that stands next names; `None` is an unknown event.
///
/// # Errors
///
/// There is no object, or no string under the tag's name.
pub fn read_tag(union: &'static Union, reader: &Reader<'_>) -> Result<Option<usize>, Mismatch> {
    if reader.is_recorded
        && let Some(variant) = reader.recorded.as_ref().and_then(Recorded::which_variant)
    {
        return Ok(Some(variant));
    }
    let Reader { text, at, profile, .. } = *reader;
    let mut ahead = Reader { at, ..Reader::accepted(text, profile) };
    let mut more = ahead.open_object()?;
    while more {
        let is_tag = ahead.name(union.tag) || ahead.string()? == union.tag;
        ahead.expect(b':')?;
        if is_tag {
            let tag = ahead.string()?;
            return Ok(union.variants.iter().position(|it| it.names(CONTRACT).any(|known| known == tag)));
        }
        ahead.raw()?;
        more = ahead.more(b'}')?;
    }
    Err(Mismatch)
}

/// The place of the variant among all of a value's names, those without a value first. Of a variant that holds a
/// value, `read` takes it.
///
/// # Errors
///
/// No known name stands next, or `read` fails.
pub fn read_keyed<'de, T>(
    model: &'static Model,
    reader: &mut Reader<'de>,
    read: impl FnOnce(usize, &mut Reader<'de>) -> Result<T, Mismatch>,
) -> Result<T, Mismatch> {
    let Shape::Keyed(keyed) = &model.shape else { return Err(Mismatch) };
    if reader.peek() == Some(b'"') {
        let name = reader.string()?;
        let at = keyed.units.iter().position(|it| it.names(CONTRACT).any(|known| known == name));
        let other = keyed.other.map(|_| keyed.units.len() + keyed.contents.len());
        return read(at.or(other).ok_or(Mismatch)?, reader);
    }
    if !reader.open_object()? {
        return Err(Mismatch);
    }
    let name = reader.string()?;
    let at = keyed.contents.iter().position(|it| it.names(CONTRACT).any(|known| known == name));
    let at = at.ok_or(Mismatch)?;
    reader.expect(b':')?;
    let value = read(keyed.units.len() + at, reader)?;
    reader.expect(b'}')?;
    Ok(value)
}

/// The place of the first alternative that accepts the value that stands next.
///
/// # Errors
///
/// There is none.
pub fn read_choice(model: &'static Model, reader: &mut Reader<'_>) -> Result<usize, Mismatch> {
    let Shape::Choice(alternatives) = &model.shape else { return Err(Mismatch) };
    reader.peek();
    // How deep the value stands was looked at when the payload was validated.
    let accepts = |alternative: &Alternative| {
        alternative.is_part_of(CONTRACT)
            && accept_value((alternative.model)(), CONTRACT, reader.profile, reader.text, reader.at, 0)
                .is_some()
    };
    alternatives.iter().position(accepts).ok_or(Mismatch)
}
