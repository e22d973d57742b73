use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::Target;
use crate::model::Input;
use crate::types::located;

/// `JsonSchema`, where it is asked for. The macro that it stands in says what is missing without the feature.
pub fn emit(input: &Input<'_>) -> Option<TokenStream> {
    let span = located(input.attrs.schemars?.span);
    let implementation = Target::new(input).implement(
        quote!(__private::schemars::JsonSchema),
        quote! {
            fn schema_name() -> __private::Cow<'static, ::core::primitive::str> {
                <Self as __event_schema::Schema>::MODEL.definition()
            }

            fn schema_id() -> __private::Cow<'static, ::core::primitive::str> {
                <Self as __event_schema::Schema>::MODEL.full_path()
            }

            fn json_schema(
                __generator: &mut __private::schemars::SchemaGenerator,
            ) -> __private::schemars::Schema {
                __event_schema::schemars::json_schema::<Self>(__generator)
            }
        },
    );
    Some(quote_spanned!(span=> __event_schema::__with_schemars! { #implementation }))
}
