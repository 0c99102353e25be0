//! `Json<T>` takes JSON that is what `T` says and nothing else, and answers with JSON.

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body::Body;
use http_body_util::BodyExt;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::problem::{Problem, ProblemError};
use super::request_body::BodyError;
use super::strict_json;

/// A body of JSON.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let is_absent = request.body().is_end_stream();
        check_media_type(request.headers(), is_absent)?;
        let bytes = request
            .into_body()
            .collect()
            .await
            .map_err(body_problem)?
            .to_bytes();
        if bytes.is_empty() {
            return Err(missing_body());
        }
        let value = serde_json::from_slice(&bytes).map_err(|error| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                format!("The body is no JSON: {error}."),
            )
        })?;
        let value = strict_json::from_value(value).map_err(Fault::into_body_problem)?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => (
                [(CONTENT_TYPE, HeaderValue::from_static("application/json"))],
                bytes,
            )
                .into_response(),
            Err(error) => Problem::from(error).into_response(),
        }
    }
}

fn check_media_type(headers: &HeaderMap, is_absent: bool) -> Result<(), Problem> {
    let Some(media_type) = headers.get(CONTENT_TYPE) else {
        return if is_absent {
            Err(missing_body())
        } else {
            Err(unsupported())
        };
    };
    let essence = media_type.as_bytes().split(|byte| *byte == b';').next();
    let is_json = essence.is_some_and(|essence| {
        essence
            .trim_ascii()
            .eq_ignore_ascii_case(b"application/json")
    });
    if is_json { Ok(()) } else { Err(unsupported()) }
}

fn body_problem(error: axum::Error) -> Problem {
    match error.into_inner().downcast::<BodyError>() {
        Ok(error) => error.into_problem(),
        Err(error) => Problem::new(
            StatusCode::BAD_REQUEST,
            format!("The body could not be read: {error}."),
        ),
    }
}

fn missing_body() -> Problem {
    Problem::bad_request(ProblemError::in_body("The body must not be empty.", ""))
}

fn unsupported() -> Problem {
    let detail = "The body must be of the type application/json.";
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
}
