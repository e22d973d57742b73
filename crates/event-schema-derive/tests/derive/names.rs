//! `rename_all` and `rename` must give the names that serde gives: the same types are read by both derives.

use event_schema::Schema;
use event_schema::model::Shape;
use serde::{Deserialize, Serialize};

use crate::names;

macro_rules! cases {
    ($($case:literal: $fields:ident, $variants:ident;)*) => {
        $(
            #[derive(Default, Schema, Serialize, Deserialize)]
            #[serde(rename_all = $case)]
            #[allow(non_snake_case, reason = "serde renames whatever is written")]
            struct $fields {
                one: u8,
                call_segment_id: u8,
                _leading: u8,
                trailing_: u8,
                double__underscore: u8,
                number2: u8,
                number_2_b: u8,
                r#type: u8,
                CamelCase: u8,
                a_ñame_ü: u8,
                #[serde(rename = "as it is")]
                renamed: u8,
                #[serde(rename(serialize = "both", deserialize = "both"))]
                both_ways: u8,
            }

            #[derive(Schema, Serialize, Deserialize)]
            #[serde(rename_all = $case)]
            #[allow(non_camel_case_types, reason = "serde renames whatever is written")]
            enum $variants {
                One,
                AltBlue,
                HTTPError,
                A,
                B2,
                Number2B,
                snake_case,
                Self_,
                ClichÉ,
                #[serde(rename = "as it is")]
                Renamed,
            }
        )*

        #[test]
        fn names_are_serdes() {
            $(
                let value = serde_json::to_string(&$fields::default()).expect("valid");
                let ours: Vec<_> = names($fields::MODEL).iter().map(|name| format!("\"{name}\":0")).collect();
                assert_eq!(value, format!("{{{}}}", ours.join(",")), $case);

                let Shape::Enumeration(enumeration) = $variants::MODEL.shape else { panic!("it is an enumeration") };
                let ours: Vec<_> = enumeration.values.iter().map(|value| value.name).collect();
                let serdes: Vec<_> = [
                    $variants::One,
                    $variants::AltBlue,
                    $variants::HTTPError,
                    $variants::A,
                    $variants::B2,
                    $variants::Number2B,
                    $variants::snake_case,
                    $variants::Self_,
                    $variants::ClichÉ,
                    $variants::Renamed,
                ]
                .iter()
                .map(|variant| serde_json::to_value(variant).expect("valid"))
                .collect();
                assert_eq!(ours, serdes, $case);
            )*
        }
    };
}

cases! {
    "lowercase": LowerFields, LowerVariants;
    "UPPERCASE": UpperFields, UpperVariants;
    "PascalCase": PascalFields, PascalVariants;
    "camelCase": CamelFields, CamelVariants;
    "snake_case": SnakeFields, SnakeVariants;
    "SCREAMING_SNAKE_CASE": ScreamingSnakeFields, ScreamingSnakeVariants;
    "kebab-case": KebabFields, KebabVariants;
    "SCREAMING-KEBAB-CASE": ScreamingKebabFields, ScreamingKebabVariants;
}
