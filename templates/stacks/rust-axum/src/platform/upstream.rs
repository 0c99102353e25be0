//! Calls to other services: each with a deadline, within the trace and the request that it belongs
//! to.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};

use super::circuit_breaker::CircuitBreaker;
use super::http_client::{self, HttpClient};
use super::problem::Problem;
use super::request_context::{PATIENCE, RequestContext};

/// A call that may be repeated is, at most so many times.
const MAX_RETRIES: u32 = 2;

/// The longest pause before the first retry; it doubles with each.
const FIRST_BACKOFF: Duration = Duration::from_millis(50);

const MAX_ANSWER_BYTES: usize = 16 << 20;

/// Where a service is found.
#[derive(Debug, Clone)]
pub struct UpstreamAddress {
    /// The service.
    pub name: &'static str,
    /// Its address, without the slash at its end.
    pub url: String,
}

/// Another service that this one calls. Clones share connections, and what is known of its
/// failures.
#[derive(Clone)]
pub struct Upstream {
    name: &'static str,
    url: String,
    timeout: Duration,
    client: HttpClient,
    breaker: Arc<CircuitBreaker>,
}

/// What is asked of another service.
#[derive(Debug, Clone)]
pub struct Call {
    method: Method,
    path: String,
    body: Option<Bytes>,
    timeout: Option<Duration>,
}

/// What another service answered, with a status below 500, for the caller to judge.
#[derive(Debug)]
pub struct Answer {
    upstream: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The body as it came.
    pub body: Bytes,
}

/// Why a call brought no answer.
struct Failure {
    problem: Problem,
    /// Another try may go better.
    is_passing: bool,
}

impl Call {
    /// A call with a method, to a path that may have a query.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            body: None,
            timeout: None,
        }
    }

    /// A GET.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// With a body of JSON.
    pub fn with_json(mut self, body: &impl Serialize) -> Result<Self, serde_json::Error> {
        self.body = Some(serde_json::to_vec(body)?.into());
        Ok(self)
    }

    /// With less time than `UPSTREAM_TIMEOUT_SECONDS`, where it is not worth waiting for.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl Answer {
    /// The body as a `T`. What is not JSON of that form becomes a 502.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let detail = format!("{} answered with what was not expected.", self.upstream);
            Problem::new(StatusCode::BAD_GATEWAY, detail).caused_by(&error)
        })
    }
}

impl Upstream {
    /// A service whose answers are waited for as long as `timeout`, with all retries.
    pub fn new(address: &UpstreamAddress, timeout: Duration) -> io::Result<Self> {
        Ok(Self {
            name: address.name,
            url: address.url.clone(),
            timeout,
            client: http_client::new([address.url.as_str()])?,
            breaker: Arc::default(),
        })
    }

    /// Calls the service on behalf of a request. It is given up with the request, when the client
    /// hangs up. A call that brings no answer becomes a 502, 503 or 504.
    pub async fn call(&self, context: &RequestContext, call: &Call) -> Result<Answer, Problem> {
        let own_deadline = Instant::now() + call.timeout.unwrap_or(self.timeout);
        // Waiting for longer than the caller does would be work for nobody.
        let deadline = context
            .deadline
            .map_or(own_deadline, |deadline| deadline.min(own_deadline));
        let mut retries = 0;
        loop {
            let failure = match self.attempt(context, call, deadline).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let pause = backoff(retries);
            let is_in_time = Instant::now() + pause < deadline;
            let may_repeat = failure.is_passing && call.method.is_idempotent();
            if !may_repeat || !is_in_time || retries == MAX_RETRIES {
                return Err(failure.problem);
            }
            retries += 1;
            sleep(pause).await;
        }
    }

    async fn attempt(
        &self,
        context: &RequestContext,
        call: &Call,
        deadline: Instant,
    ) -> Result<Answer, Failure> {
        let remaining = deadline.saturating_duration_since(Instant::now());
        if remaining.as_millis() == 0 {
            return Err(self.failure(
                StatusCode::GATEWAY_TIMEOUT,
                "was not asked: no time was left",
            ));
        }
        if !self.breaker.admits() {
            return Err(self.failure(
                StatusCode::SERVICE_UNAVAILABLE,
                "has failed too often to be asked again now",
            ));
        }
        let request = self.request(context, call, remaining)?;
        let result = match timeout_at(deadline, self.send(request)).await {
            Ok(result) => result,
            Err(_) => Err(self.failure(StatusCode::GATEWAY_TIMEOUT, "did not answer in time")),
        };
        match &result {
            Ok(_) => self.breaker.succeeded(),
            Err(_) => self.breaker.failed(),
        }
        result
    }

    fn request(
        &self,
        context: &RequestContext,
        call: &Call,
        remaining: Duration,
    ) -> Result<Request<Full<Bytes>>, Failure> {
        let body = Full::new(call.body.clone().unwrap_or_default());
        let request = Request::builder()
            .method(call.method.clone())
            .uri(format!("{}{}", self.url, call.path))
            .body(body);
        let mut request = request.map_err(|error| Failure {
            problem: Problem::from(error),
            is_passing: false,
        })?;
        let headers = request.headers_mut();
        context.write_to(headers);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if call.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let milliseconds = u64::try_from(remaining.as_millis()).unwrap_or(u64::MAX);
        headers.insert(PATIENCE, HeaderValue::from(milliseconds));
        Ok(request)
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let response = self
            .client
            .request(request)
            .await
            .map_err(|error| Failure {
                problem: self
                    .problem(StatusCode::BAD_GATEWAY, "could not be reached")
                    .caused_by(&error),
                is_passing: true,
            })?;
        let status = response.status();
        if status.is_server_error() || status.is_redirection() {
            let is_passing = matches!(status.as_u16(), 502..=504);
            let problem = self.problem(
                StatusCode::BAD_GATEWAY,
                &format!("answered {}", status.as_u16()),
            );
            return Err(Failure {
                problem,
                is_passing,
            });
        }
        let body = Limited::new(response.into_body(), MAX_ANSWER_BYTES)
            .collect()
            .await;
        let body = body.map_err(|error| Failure {
            problem: self
                .problem(StatusCode::BAD_GATEWAY, "broke off its answer")
                .caused_by(&*error),
            is_passing: true,
        })?;
        Ok(Answer {
            upstream: self.name,
            status,
            body: body.to_bytes(),
        })
    }

    fn failure(&self, status: StatusCode, what: &str) -> Failure {
        Failure {
            problem: self.problem(status, what),
            is_passing: false,
        }
    }

    fn problem(&self, status: StatusCode, what: &str) -> Problem {
        Problem::new(status, format!("{} {what}.", self.name))
    }
}

/// A random part of a time that doubles, so that callers do not come back all at once.
fn backoff(retries: u32) -> Duration {
    FIRST_BACKOFF.mul_f64(rand::random::<f64>() * f64::from(1 << retries))
}
