//! The official suite's cases, out of the folder `suite`.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// One instance and its verdict.
pub(crate) struct Case {
    /// The file, below the folder.
    pub(crate) file: String,
    pub(crate) about: String,
    pub(crate) schema: Value,
    pub(crate) data: Value,
    pub(crate) valid: bool,
}

/// All cases of both drafts, in the order of files.
pub(crate) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut cases = Vec::new();
    for draft in ["draft2020-12", "draft7", "draft2020-12/format", "draft7/format"] {
        let mut paths: Vec<_> =
            fs::read_dir(folder.join(draft)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        for path in paths {
            let file = format!("{draft}/{}", path.file_name().unwrap().display());
            let groups: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            for group in groups.as_array().unwrap() {
                for test in group["tests"].as_array().unwrap() {
                    cases.push(Case {
                        file: file.clone(),
                        about: format!("{}: {}", group["description"], test["description"]),
                        schema: group["schema"].clone(),
                        data: test["data"].clone(),
                        valid: test["valid"].as_bool().unwrap(),
                    });
                }
            }
        }
    }
    cases
}
