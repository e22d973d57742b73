use std::collections::BTreeMap;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::decode;

#[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
struct Node {
    name: String,
    next: Option<Box<Self>>,
    children: Vec<Node>,
    by_name: BTreeMap<String, Forest>,
}

#[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
struct Forest(Vec<Node>);

#[derive(Debug, PartialEq, Event)]
#[event(name = "tree")]
struct Tree {
    root: Node,
}

#[test]
fn types_may_hold_themselves() {
    let leaf = r#"{"name":"leaf","next":null,"children":[],"by_name":{}}"#;
    let text = format!(
        r#"{{"type":"tree","root":{{"name":"root","next":{leaf},"children":[{leaf}],"by_name":{{"a":[{leaf}]}}}}}}"#
    );
    let tree = decode::<Tree>(&text);
    assert_eq!(event_schema::to_json(&tree), Ok(text));
    assert_eq!(tree.root.by_name["a"].0[0].name, "leaf");
}
