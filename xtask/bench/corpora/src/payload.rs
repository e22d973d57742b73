//! Writes payloads from a type's model.

use event_schema::model::{Constraints, Model, Object, Presence, Property, SampleHint, Shape};
use event_schema::sample::value_text;
use rand::RngExt as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand_pcg::Pcg64;

use crate::style::{Layout, Style};
use crate::text::{self, Alphabet};

/// What can be wrong with a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A required property is left out.
    MissingProperty,
    /// A value is of another JSON type.
    WrongType,
    /// The payload ends early.
    Truncated,
    /// A string breaks its pattern or format.
    BrokenRule,
}

impl Fault {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::MissingProperty, Self::WrongType, Self::Truncated, Self::BrokenRule];

    /// The kind in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingProperty => "missing property",
            Self::WrongType => "wrong type",
            Self::Truncated => "truncated payload",
            Self::BrokenRule => "broken pattern or format",
        }
    }
}

/// When the clock of a corpus starts, in milliseconds since the epoch.
const CLOCK: usize = 1_795_000_000_000;

/// What nothing is known about: nested, but of one line.
const EXTRA: &str =
    r#""traceContext":{"span":"7f3a","sampled":true,"parents":[{"id":1,"weight":-2.5e-1},null,[]]}"#;

/// Appends a payload, and says what is wrong with it.
pub(crate) fn write(
    model: &'static Model,
    style: &Style,
    number: usize,
    random: &mut Pcg64,
    out: &mut Vec<u8>,
) -> Option<Fault> {
    let start = out.len();
    let strikes = strikes(model, style, number, random, out);
    let cuts = strikes.iter().any(|(fault, _)| *fault == Fault::Truncated);
    Writer::new(style, number, &strikes, random, out).value(
        model,
        &Constraints::NONE,
        None,
        &Place::default(),
    );
    if cuts {
        out.truncate(random.random_range(start + 1..out.len()));
    }
    strikes.first().map(|(fault, _)| *fault)
}

/// The faults of the next payload, each with the number of its place.
fn strikes(
    model: &'static Model,
    style: &Style,
    number: usize,
    random: &mut Pcg64,
    scratch: &mut Vec<u8>,
) -> Vec<(Fault, u32)> {
    let share = |random: &mut Pcg64, share| random.random_ratio(share, 1000);
    if !share(random, style.broken) {
        return Vec::new();
    }
    let count = random.random_range(1..=style.most_faults);
    let kinds: Vec<Fault> = (0..count).filter_map(|_| style.faults.choose(random).copied()).collect();
    // The same choices, written to see what places there are.
    let start = scratch.len();
    let mut again = random.clone();
    let mut counting = Writer::new(style, number, &[], &mut again, scratch);
    counting.value(model, &Constraints::NONE, None, &Place::default());
    let places = counting.places;
    scratch.truncate(start);
    // The choice of a place must not disturb what was counted.
    let mut random = Pcg64::clone(&again);
    let strike = |fault: Fault| {
        let places = places[fault as usize].max(u32::from(fault == Fault::Truncated));
        (places > 0).then(|| (fault, random.random_range(0..places)))
    };
    kinds.into_iter().filter_map(strike).collect()
}

/// Where a value stands.
#[derive(Default)]
struct Place {
    depth: usize,
    nullable: bool,
}

struct Writer<'a> {
    style: &'a Style,
    strikes: &'a [(Fault, u32)],
    /// How many places of each kind of fault there were so far.
    places: [u32; Fault::ALL.len()],
    random: &'a mut Pcg64,
    out: &'a mut Vec<u8>,
    clock: usize,
    alphabet: Alphabet,
    is_shuffled: bool,
    has_extra: bool,
}

impl<'a> Writer<'a> {
    fn new(
        style: &'a Style,
        number: usize,
        strikes: &'a [(Fault, u32)],
        random: &'a mut Pcg64,
        out: &'a mut Vec<u8>,
    ) -> Self {
        let [is_shuffled, has_extra] =
            [style.shuffled, style.extra].map(|share| random.random_ratio(share, 1000));
        let alphabet = match random.random_range(0..1000) {
            lot if lot < style.unicode => Alphabet::Unicode,
            lot if lot < style.unicode + style.escaped => Alphabet::Escaped,
            _ => Alphabet::Ascii,
        };
        let clock = CLOCK + number * 450;
        Self {
            style,
            strikes,
            places: [0; Fault::ALL.len()],
            random,
            out,
            clock,
            alphabet,
            is_shuffled,
            has_extra,
        }
    }

    fn value(
        &mut self,
        model: &'static Model,
        constraints: &Constraints,
        hint: Option<SampleHint>,
        place: &Place,
    ) {
        if let Shape::Nullable(inner) = model.shape {
            let place = Place { nullable: true, ..*place };
            return self.value(inner(), constraints, hint, &place);
        }
        let is_any = matches!(model.shape, Shape::Any);
        if place.depth > 0 && !is_any && self.strikes(Fault::WrongType) {
            return self.raw(wrong(&model.shape));
        }
        if place.nullable && self.share(self.style.nulls) {
            return self.raw("null");
        }
        match &model.shape {
            Shape::Integer if hint == Some(SampleHint::EpochMillis) => {
                let text = self.clock.to_string();
                self.raw(&text);
            }
            Shape::String if constraints.is_none() && model.constraints.is_none() => self.text(hint),
            Shape::String if !constraints.rules.is_none() && self.strikes(Fault::BrokenRule) => {
                self.raw("\"no such text\"");
            }
            Shape::Boolean => {
                let text = if self.random.random() { "true" } else { "false" };
                self.raw(text);
            }
            Shape::Enumeration(enumeration) => {
                let value = enumeration.values.choose(self.random).map_or("", |value| value.name);
                self.raw("\"");
                self.raw(value);
                self.raw("\"");
            }
            Shape::Array(item) => {
                let (least, most) = self.style.items;
                let count = self.random.random_range(least..=most);
                let of_items = constraints.of_items();
                self.raw("[");
                for at in 0..count {
                    self.before_member(at == 0, place.depth);
                    self.value(item(), &of_items, None, &Place { depth: place.depth + 1, nullable: false });
                }
                self.close("]", count == 0, place.depth);
            }
            Shape::Object(object) => self.object(object, place.depth),
            Shape::Union(union) => {
                let models = union.variants.iter().map(|variant| (variant.model)());
                let models: Vec<_> = models.collect();
                if let Some(Shape::Object(object)) = models.choose(self.random).map(|model| &model.shape) {
                    self.object(object, place.depth);
                }
            }
            // Shapes that are rare, and numbers, which are short whatever made them.
            _ => {
                let text = value_text(model, constraints, self.random.random());
                self.raw(&text);
            }
        }
    }

    fn object(&mut self, object: &Object, depth: usize) {
        let tag = object.tag.as_ref();
        let mut members: Vec<Option<&Property>> = tag.map(|_| None).into_iter().collect();
        members.extend(object.properties.iter().map(Some));
        if self.is_shuffled {
            members.shuffle(self.random);
        }
        let extra = (depth == 0 && self.has_extra).then(|| self.random.random_range(0..=members.len()));
        self.raw("{");
        let mut is_first = true;
        for (at, property) in members.iter().enumerate() {
            if extra == Some(at) {
                self.before_member(is_first, depth);
                self.raw(EXTRA);
                is_first = false;
            }
            if property.is_some_and(|property| self.leaves_out(property)) {
                continue;
            }
            self.before_member(is_first, depth);
            is_first = false;
            match (property, tag) {
                (Some(property), _) => {
                    self.name(property.name);
                    let place = Place { depth: depth + 1, nullable: property.nullable };
                    let model = (property.value)();
                    // A type that takes null is not nullable where its property is not.
                    let model = if property.nullable { model } else { model.non_null() };
                    self.value(model, &property.constraints, property.sample, &place);
                }
                (None, Some(tag)) => {
                    self.name(tag.property);
                    self.raw("\"");
                    self.raw(tag.value);
                    self.raw("\"");
                }
                (None, None) => {}
            }
        }
        if extra == Some(members.len()) {
            self.before_member(is_first, depth);
            self.raw(EXTRA);
            is_first = false;
        }
        self.close("}", is_first, depth);
    }

    fn leaves_out(&mut self, property: &Property) -> bool {
        if property.presence == Presence::Required {
            return self.strikes(Fault::MissingProperty);
        }
        self.share(self.style.absent)
    }

    fn text(&mut self, hint: Option<SampleHint>) {
        self.raw("\"");
        text::push(hint, self.alphabet, self.random, self.out);
        self.raw("\"");
    }

    fn name(&mut self, name: &str) {
        self.raw("\"");
        self.raw(name);
        self.raw(if self.style.layout == Layout::Tight { "\":" } else { "\": " });
    }

    fn before_member(&mut self, is_first: bool, depth: usize) {
        if !is_first {
            self.raw(if self.style.layout == Layout::Spaced { ", " } else { "," });
        }
        if self.style.layout == Layout::Pretty {
            self.indent(depth + 1);
        }
    }

    fn close(&mut self, bracket: &str, is_empty: bool, depth: usize) {
        if self.style.layout == Layout::Pretty && !is_empty {
            self.indent(depth);
        }
        self.raw(bracket);
    }

    fn indent(&mut self, depth: usize) {
        self.raw("\n");
        for _ in 0..depth {
            self.raw("  ");
        }
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn share(&mut self, share: u32) -> bool {
        self.random.random_ratio(share, 1000)
    }

    /// Whether a fault of this kind happens here.
    fn strikes(&mut self, fault: Fault) -> bool {
        let place = self.places[fault as usize];
        self.places[fault as usize] += 1;
        self.strikes.contains(&(fault, place))
    }
}

/// A value that is not of this shape.
fn wrong(shape: &Shape) -> &'static str {
    match shape {
        Shape::String | Shape::Enumeration(_) => "17",
        Shape::Integer | Shape::Number => "\"17\"",
        Shape::Boolean => "\"yes\"",
        Shape::Array(_) | Shape::Tuple(_) => "{}",
        _ => "[17]",
    }
}
