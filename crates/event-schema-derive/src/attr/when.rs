use proc_macro2::Span;

use super::entry::Entry;
use super::rules::nested;
use super::{Bounds, Written};
use crate::ctxt::Ctxt;

/// `when(method = "card", then(require(number)))`
pub struct When {
    pub tests: Vec<Test>,
    pub then: Option<Written<Vec<Demand>>>,
    pub otherwise: Option<Written<Vec<Demand>>>,
}

/// Whether a property is there and obeys rules.
pub struct Test {
    pub property: Property,
    pub bounds: Bounds,
}

/// What is asked of a property.
pub struct Demand {
    pub property: Property,
    pub is_required: bool,
    pub bounds: Bounds,
}

/// A property: by its field, or by its name on the wire where a flattened group has it.
pub struct Property {
    pub span: Span,
    pub name: String,
    pub is_on_the_wire: bool,
}

impl When {
    pub(super) fn new(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Self> {
        let mut when = Self { tests: Vec::new(), then: None, otherwise: None };
        entry.members(|inner| {
            match inner.name.as_str() {
                "then" if !inner.is_literal => inner.fill(cx, &mut when.then, |it| demands(cx, it))?,
                "else" if !inner.is_literal => inner.fill(cx, &mut when.otherwise, |it| demands(cx, it))?,
                _ => {
                    let property = Property::new(inner);
                    if when.tests.iter().any(|test| test.property.name == property.name) {
                        return Err(property.twice());
                    }
                    when.tests.push(Test { property, bounds: bounds(cx, inner)? });
                }
            }
            Ok(())
        })?;
        if when.tests.is_empty() {
            let message = "`when` has no condition: write `when(field = \"…\", then(…))`, for instance";
            return Err(syn::Error::new(entry.span, message));
        }
        if when.then.is_none() && when.otherwise.is_none() {
            let message = "`when` asks for nothing: add `then(require(field))`, for instance";
            return Err(syn::Error::new(entry.span, message));
        }
        Ok(when)
    }

    /// All that is asked for, whether the conditions hold or not.
    pub fn demands(&self) -> impl Iterator<Item = &Demand> {
        self.then.iter().chain(&self.otherwise).flat_map(|demands| &demands.value)
    }
}

impl Property {
    fn new(entry: &Entry<'_>) -> Self {
        Self { span: entry.span, name: entry.name.clone(), is_on_the_wire: entry.is_literal }
    }

    fn twice(&self) -> syn::Error {
        syn::Error::new(self.span, format!("`{}` is written twice: put its rules together", self.name))
    }
}

/// Adds what is asked of a property to what was asked of it before.
fn add(demands: &mut Vec<Demand>, demand: Demand) -> syn::Result<()> {
    let Some(before) = demands.iter_mut().find(|it| it.property.name == demand.property.name) else {
        demands.push(demand);
        return Ok(());
    };
    if before.is_required == demand.is_required {
        return Err(demand.property.twice());
    }
    before.is_required = true;
    if before.bounds.is_empty() {
        before.bounds = demand.bounds;
    }
    Ok(())
}

/// `requires(field, "name")`
pub(super) fn properties(entry: &Entry<'_>) -> syn::Result<Vec<Property>> {
    let mut properties = Vec::new();
    entry.members(|inner| {
        inner.flag()?;
        properties.push(Property::new(inner));
        Ok(())
    })?;
    if properties.is_empty() {
        return Err(syn::Error::new(entry.span, format!("`{}` names no field", entry.name)));
    }
    Ok(properties)
}

/// `then(require(field), field = 1, field(maximum = 9))`
fn demands(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Vec<Demand>> {
    let mut demands = Vec::new();
    entry.members(|inner| {
        if inner.name == "require" && !inner.is_literal {
            for property in properties(inner)? {
                add(&mut demands, Demand { property, is_required: true, bounds: Bounds::default() })?;
            }
            return Ok(());
        }
        let bounds = bounds(cx, inner)?;
        if bounds.is_empty() {
            let name = &inner.name;
            let message =
                format!("nothing is asked of `{name}`: write `require({name})`, or its rules in parentheses");
            return Err(syn::Error::new(inner.span, message));
        }
        add(&mut demands, Demand { property: Property::new(inner), is_required: false, bounds })
    })?;
    if demands.is_empty() {
        return Err(syn::Error::new(entry.span, format!("`{}` asks for nothing", entry.name)));
    }
    Ok(demands)
}

/// `field = 1`, `field(minimum = 1)` or `field`
fn bounds(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Bounds> {
    let mut bounds = Bounds::default();
    if entry.has_value() {
        let value = entry.scalar()?;
        bounds.rules.constant = Some(Written { span: entry.span, value });
    } else if entry.is_list() {
        bounds = *nested(cx, entry)?;
    }
    Ok(bounds)
}
