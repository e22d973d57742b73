//! Writes the validator of the large catalogue's event: its schema is nowhere published, and the macro reads literals.

use std::path::PathBuf;
use std::{env, fs};

use event_schema::document;
use event_schema_tests::webhooks::PushDelivery;

fn main() {
    let schema = document::schema_text::<PushDelivery<'_>>().expect("the type has a document");
    let source = format!(
        "/// Of a delivery of GitHub's push webhook.\n\
         #[jsonschema::validator(schema = r####\"{schema}\"####, validate_formats = true)]\n\
         pub struct Push;\n"
    );
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(folder.join("push.rs"), source).expect("the folder is there");
    println!("cargo::rerun-if-changed=build.rs");
}
