//! `openapi.yaml` as tests read it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use service::api::DOCUMENT;

use crate::http::Answer;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The parsed document.
pub struct Document(Value);

impl Document {
    pub fn load() -> Self {
        Self(serde_saphyr::from_str(DOCUMENT).expect("YAML"))
    }

    /// Method and path of each operation.
    pub fn operations(&self) -> BTreeSet<(String, String)> {
        let paths = self.0["paths"].as_object().expect("paths");
        let operations = paths.iter().flat_map(|(path, item)| {
            let methods = METHODS.iter().filter(|method| item.get(method).is_some());
            methods.map(move |method| (method.to_uppercase(), path.clone()))
        });
        operations.collect()
    }

    pub fn schemas(&self) -> &serde_json::Map<String, Value> {
        self.0["components"]["schemas"]
            .as_object()
            .expect("schemas")
    }

    /// Fails unless the answer is one that the document declares for the operation.
    pub fn check(&self, method: &str, path: &str, answer: &Answer) {
        let operation = &self.0["paths"][path][method.to_lowercase()];
        let responses = operation["responses"].as_object().expect("responses");
        let status = answer.status.to_string();
        let range = format!("{}XX", &status[..1]);
        let candidates = [status.as_str(), range.as_str(), "default"];
        let declared = candidates.into_iter().find_map(|name| responses.get(name));
        let declared =
            declared.unwrap_or_else(|| panic!("{method} {path}: {status} is not declared"));
        let declared = self.follow(declared);
        let Some(content) = declared.get("content") else {
            assert!(
                answer.body.is_empty(),
                "{method} {path}: {status} has no body"
            );
            return;
        };
        let media_type = answer.header("content-type").expect("a content type");
        let schema = &content[media_type]["schema"];
        assert!(
            schema.is_object(),
            "{method} {path}: {status} is not declared as {media_type}"
        );
        let faults = self.faults(schema, &answer.json());
        assert!(faults.is_empty(), "{method} {path}: {status}: {faults:?}");
    }

    /// Whether the schema of that name allows the value.
    pub fn allows(&self, schema: &str, value: &Value) -> bool {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        self.faults(&reference, value).is_empty()
    }

    /// What the schema, whose references point into the document, says against the value.
    fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut root = self.0.clone();
        root["allOf"] = json!([schema]);
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let validator = options.build(&root).expect("a schema");
        validator
            .iter_errors(value)
            .map(|fault| fault.to_string())
            .collect()
    }

    fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference
                    .strip_prefix('#')
                    .expect("a reference into the document");
                self.follow(self.0.pointer(pointer).expect("what it points at"))
            }
            None => value,
        }
    }
}
