use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Object, Role};

/// Where each field's properties stand in the object's list.
pub struct Positions {
    /// The constants that the positions are written with.
    pub consts: TokenStream,
    of: Vec<Position>,
}

/// Where one field's properties stand.
pub enum Position {
    /// A property's position; an expression that is also a pattern.
    Property(TokenStream),
    /// A group's first position, and the one behind its last.
    Group {
        start: TokenStream,
        end: TokenStream,
    },
    /// It keeps what has no position.
    Rest,
    Skipped,
}

impl Positions {
    /// How many properties a group has is not known to the derive: from the first group on, positions are constants
    /// that the compiler works out.
    pub fn new(object: &Object<'_>) -> Self {
        let mut consts = TokenStream::new();
        let mut of = Vec::new();
        let mut base = None;
        let mut own = 0;
        for (at, field) in object.fields.iter().enumerate() {
            match field.role {
                Role::Skipped => of.push(Position::Skipped),
                Role::Rest => of.push(Position::Rest),
                Role::Property => {
                    let literal = Literal::usize_unsuffixed(own);
                    own += 1;
                    let Some(base) = &base else {
                        of.push(Position::Property(quote!(#literal)));
                        continue;
                    };
                    let name = format_ident!("__AT_{at}");
                    consts.extend(quote!(const #name: ::core::primitive::usize = #base + #literal;));
                    of.push(Position::Property(quote!(#name)));
                }
                Role::Group => {
                    let (start, end) = (format_ident!("__START_{at}"), format_ident!("__END_{at}"));
                    let literal = Literal::usize_unsuffixed(own);
                    let first =
                        base.as_ref().map_or_else(|| quote!(#literal), |base| quote!(#base + #literal));
                    let ty = &field.static_ty;
                    consts.extend(quote! {
                        const #start: ::core::primitive::usize = #first;
                        const #end: ::core::primitive::usize =
                            #start + __private::properties(<#ty as __event_schema::Schema>::MODEL).len();
                    });
                    of.push(Position::Group { start: quote!(#start), end: quote!(#end) });
                    base = Some(end);
                    own = 0;
                }
            }
        }
        Self { consts, of }
    }

    /// The fields with their positions, in declaration order.
    pub fn of<'a, 'f>(
        &'a self,
        object: &'a Object<'f>,
    ) -> impl Iterator<Item = (&'a Field<'f>, &'a Position)> {
        object.fields.iter().zip(&self.of)
    }
}
