use std::collections::BTreeSet;

use service::api::{self, DOCUMENT};
use service::platform::health::Health;

use crate::document::Document;
use crate::http::get;
use crate::running::{settings, start_service};

#[tokio::test]
async fn row_11_the_document_is_served_byte_for_byte() {
    let running = start_service(&[]).await;
    let answer = get(running.url("/openapi.yaml")).await;
    assert_eq!(answer.header("content-type"), Some("application/yaml"));
    assert_eq!(answer.text(), DOCUMENT);
}

#[test]
fn row_11_routes_and_operations_are_the_same() {
    let api = api::api(&settings(&[]), &Health::new()).expect("an API");
    let routes: BTreeSet<(String, String)> = api
        .operations()
        .iter()
        .map(|(method, path)| (method.to_string(), (*path).to_owned()))
        .collect();
    assert_eq!(routes, Document::load().operations());
}

#[test]
fn row_11_every_path_is_under_v1() {
    for (_, path) in Document::load().operations() {
        assert!(path.starts_with("/v1/"), "{path}");
    }
}

#[test]
fn row_11_every_schema_is_valid() {
    for (name, schema) in Document::load().schemas() {
        let result = jsonschema::draft202012::meta::validate(schema);
        assert!(result.is_ok(), "{name}");
    }
}
