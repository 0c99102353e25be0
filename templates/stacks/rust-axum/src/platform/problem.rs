//! Errors for clients (RFC 9457).

use std::error::Error;

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Media type of problem documents.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// An error meant for the client. Any other error turns into a bare 500 by `?`, and its cause into
/// a line of the log.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    detail: Option<String>,
    errors: Vec<ProblemError>,
    cause: Option<String>,
}

/// What is wrong with one part of a request.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemError {
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
}

impl ProblemError {
    /// A fault at a JSON pointer into the body; the empty pointer is the whole of it.
    pub fn in_body(detail: impl Into<String>, pointer: &str) -> Self {
        Self {
            detail: detail.into(),
            pointer: Some(format!("#{pointer}")),
            parameter: None,
        }
    }

    /// A fault of a parameter in the path or the query.
    pub fn in_parameter(detail: impl Into<String>, parameter: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            pointer: None,
            parameter: Some(parameter.into()),
        }
    }
}

impl Problem {
    /// A problem with a word for the client on what has happened.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::bare(status)
        }
    }

    /// A problem of which the status says all.
    pub fn bare(status: StatusCode) -> Self {
        Self {
            status,
            detail: None,
            errors: Vec::new(),
            cause: None,
        }
    }

    /// 404 for a thing that is not there.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 400 for a part of the request.
    pub fn bad_request(error: ProblemError) -> Self {
        Self {
            errors: vec![error.clone()],
            ..Self::new(StatusCode::BAD_REQUEST, error.detail)
        }
    }

    /// With the reason why, for the log alone.
    #[must_use]
    pub fn caused_by(mut self, cause: &dyn Error) -> Self {
        self.cause = Some(chain(cause));
        self
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The reason why, for the log alone.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref().or(self.detail.as_deref())
    }

    /// The document, for a request to `path`.
    pub fn document(&self, path: &str) -> Vec<u8> {
        let document = Document {
            r#type: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: self.detail.as_deref(),
            instance: path,
            errors: &self.errors,
        };
        serde_json::to_vec(&document).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Document<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ProblemError],
}

/// The document names the path of the request, which only `complete` knows.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl<E: Error> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::bare(StatusCode::INTERNAL_SERVER_ERROR).caused_by(&error)
    }
}

/// Gives every error response its document: those of handlers, and those that the framework makes
/// by itself.
pub fn complete(response: &mut Response, method: &str, path: &str) -> Option<Problem> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_json(response) => return None,
        None if status == StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(status, format!("{method} is not allowed at {path}."))
        }
        None => Problem::bare(status),
    };
    *response.body_mut() = Body::from(problem.document(path));
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    if status == StatusCode::REQUEST_TIMEOUT {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Some(problem)
}

/// Handlers may answer an error with a document of their own, such as the report of `/readyz`.
fn is_json(response: &Response) -> bool {
    let media_type = response.headers().get(CONTENT_TYPE);
    media_type.is_some_and(|media_type| media_type.as_bytes().ends_with(b"json"))
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
