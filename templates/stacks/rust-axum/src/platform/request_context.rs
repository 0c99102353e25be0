//! What is known of a request beside its content: who asks, as a part of what, and how long they
//! wait.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use tokio::time::Instant;
use uuid::Builder;

use super::trace_context::TraceContext;

/// Names a request in the logs of all that take part in it.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Says how many milliseconds a caller waits: set by Envoy and Istio, and by calls to other
/// services.
pub const PATIENCE: HeaderName = HeaderName::from_static("x-envoy-expected-rq-timeout-ms");

const MAX_REQUEST_ID_LENGTH: usize = 128;

/// Handlers take it as an argument where they call other services.
#[derive(Debug, Clone)]
pub struct RequestContext {
    /// The caller's `x-request-id`, or a new one.
    pub request_id: HeaderValue,
    /// Where the request stands in its trace.
    pub trace: TraceContext,
    /// When the caller no longer waits for the answer, where it said so.
    pub deadline: Option<Instant>,
}

impl RequestContext {
    /// The context of a request with these headers.
    pub fn new(headers: &HeaderMap, trace: TraceContext) -> Self {
        let given = headers
            .get(&X_REQUEST_ID)
            .filter(|id| is_safe(id.as_bytes()));
        Self {
            request_id: given.cloned().unwrap_or_else(new_request_id),
            trace,
            deadline: patience(headers).map(|patience| Instant::now() + patience),
        }
    }

    /// Makes an outgoing call a part of the same trace and the same request.
    pub fn write_to(&self, headers: &mut HeaderMap) {
        self.trace.write_to(headers);
        headers.insert(X_REQUEST_ID, self.request_id.clone());
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestContext {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let context = parts.extensions.get::<Self>().cloned();
        Ok(context.unwrap_or_else(|| Self::new(&parts.headers, TraceContext::child_of(None))))
    }
}

/// Safe to log and to pass on.
fn is_safe(id: &[u8]) -> bool {
    let is_safe_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"._:/+=@-".contains(byte);
    (1..=MAX_REQUEST_ID_LENGTH).contains(&id.len()) && id.iter().all(is_safe_byte)
}

fn new_request_id() -> HeaderValue {
    let id = Builder::from_random_bytes(rand::random()).into_uuid();
    let mut buffer = uuid::Uuid::encode_buffer();
    HeaderValue::from_str(id.hyphenated().encode_lower(&mut buffer))
        .unwrap_or(HeaderValue::from_static("-"))
}

fn patience(headers: &HeaderMap) -> Option<Duration> {
    let milliseconds: u64 = headers.get(PATIENCE)?.to_str().ok()?.parse().ok()?;
    // None at all, or more than a day, is a mistake of the sender.
    (1..=86_400_000)
        .contains(&milliseconds)
        .then(|| Duration::from_millis(milliseconds))
}
