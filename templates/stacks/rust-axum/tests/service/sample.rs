//! A small API for the tests of what every service does, so that they hold whatever this service's
//! own API is. The one sample in it is called `known`.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service::platform::api::Api;
use service::platform::bounded::{List, Text, Whole};
use service::platform::json::Json;
use service::platform::parameters::{Path, Query};
use service::platform::problem::Problem;
use service::platform::request_context::RequestContext;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    name: Text<1, 1000>,
    #[serde(default)]
    tags: List<Text<0, 50>, 3>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<Size>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Size {
    width: u8,
    unit: Unit,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Metre,
    Inch,
}

#[derive(Deserialize)]
struct ListQuery {
    limit: Option<Whole<1, 100>>,
    exact: Option<bool>,
    unit: Option<Unit>,
}

#[derive(Deserialize)]
struct SamplePath {
    id: Text<1, 64>,
}

fn known() -> Sample {
    Sample {
        name: "known".to_owned().try_into().expect("a name"),
        tags: List::default(),
        size: None,
    }
}

/// The operations on samples, and some that behave badly.
pub fn api() -> Api {
    Api::default()
        .get("/v1/samples", list)
        .post("/v1/samples", create)
        .get("/v1/samples/{id}", get)
        .get("/v1/error", error)
        .get("/v1/panic", panic)
        .get("/v1/context", context)
        .post("/v1/framework", framework)
}

async fn list(Query(query): Query<ListQuery>) -> Json<Vec<Sample>> {
    let limit = query.limit.map_or(20, Whole::get);
    let is_wanted = query.exact != Some(false) && !matches!(query.unit, Some(Unit::Inch));
    Json(is_wanted.then(known).into_iter().take(limit).collect())
}

async fn create(Json(sample): Json<Sample>) -> impl IntoResponse {
    (StatusCode::CREATED, Json(sample))
}

async fn get(Path(path): Path<SamplePath>) -> Result<Json<Sample>, Problem> {
    if &*path.id == "known" {
        Ok(Json(known()))
    } else {
        Err(Problem::not_found("There is no such sample."))
    }
}

async fn error() -> Result<(), Problem> {
    Err(std::io::Error::other("the password is hunter2"))?
}

async fn panic() {
    panic!("the password is hunter2");
}

/// The headers that a call to another service would carry.
async fn context(context: RequestContext) -> Json<Value> {
    let mut headers = axum::http::HeaderMap::new();
    context.write_to(&mut headers);
    let pairs = headers.iter();
    let pairs = pairs.map(|(name, value)| (name.to_string(), value.to_str().expect("text").into()));
    Json(Value::Object(pairs.collect()))
}

/// With the framework's own extractor, whose errors are plain text.
async fn framework(body: String) -> String {
    body
}
