//! Counts, traces and logs every request under its route's pattern, and gives each response what
//! all of them have.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::header::{CONNECTION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::Route;
use bytes::Bytes;
use futures_util::FutureExt;
use http_body::{Frame, SizeHint};
use tower::{Service, service_fn};
use tracing::{Instrument, Span};

use super::health::{Health, Lifecycle};
use super::metrics::Metrics;
use super::problem::{self, Problem};
use super::request_body::{BodyLimits, LimitedBody};
use super::request_context::{RequestContext, X_REQUEST_ID};
use super::spans::{ServerSpan, Spans};

/// Probes and scrapes: logged at debug level, and not traced.
const QUIET_ROUTES: &[&str] = &["/livez", "/readyz", "/metrics"];

/// Unknown paths share one value, so that nobody can grow the metrics by asking for them.
const UNKNOWN_ROUTE: &str = "unknown";

/// What proxies log where the client did not wait for the answer.
const CLIENT_CLOSED_REQUEST: u16 = 499;

/// What observing a request needs.
pub struct Observer {
    /// Says when clients should look for another process.
    pub health: Arc<Health>,
    /// Where requests are counted.
    pub metrics: Arc<Metrics>,
    /// Where spans go.
    pub spans: Spans,
    /// The limits of request bodies.
    pub limits: BodyLimits,
}

/// Marks a response to a request that no route takes.
#[derive(Clone)]
pub struct Unrouted;

/// A route whose requests are observed. One service does all of it, since each layer of its own would
/// be called through a box.
pub fn observed(
    observer: &Arc<Observer>,
    mut route: Route,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + use<> {
    let observer = Arc::clone(observer);
    service_fn(move |request| {
        let mut request = limit_body(request, observer.limits);
        let mut exchange = Exchange::start(Arc::clone(&observer), &request);
        request.extensions_mut().insert(exchange.context.clone());
        let answer = route.call(request).instrument(exchange.log_span.clone());
        async move {
            // The panic itself has been logged where it happened.
            let mut response = match AssertUnwindSafe(answer).catch_unwind().await {
                Ok(Ok(response)) => response,
                Err(_) => Problem::bare(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
            };
            exchange.answer(&mut response);
            Ok(response.map(|inner| Body::new(ObservedBody { inner, exchange })))
        }
    })
}

fn limit_body(request: Request, limits: BodyLimits) -> Request {
    if http_body::Body::is_end_stream(request.body()) {
        return request;
    }
    let (parts, body) = request.into_parts();
    let body = Body::new(LimitedBody::new(body, &parts.headers, limits));
    Request::from_parts(parts, body)
}

/// A request from its headers to the end of its response. Dropped before that end, it counts as
/// given up by the client.
struct Exchange {
    observer: Arc<Observer>,
    context: RequestContext,
    log_span: Span,
    server_span: ServerSpan,
    started: Instant,
    method: Method,
    path: String,
    route: Option<MatchedPath>,
    /// Of the response, once there is one.
    status: StatusCode,
    is_sent: bool,
}

impl Exchange {
    fn start(observer: Arc<Observer>, request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().cloned();
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let server_span = if is_quiet(route.as_ref()) {
            Spans::Local.start(request.headers(), &method, &path)
        } else {
            observer.spans.start(request.headers(), &method, &path)
        };
        let context = RequestContext::new(request.headers(), server_span.context().clone());
        let log_span = tracing::info_span!(
            "request",
            request_id = context.request_id.to_str().unwrap_or_default(),
            trace_id = display(format_args!("{:032x}", context.trace.trace_id)),
            span_id = display(format_args!("{:016x}", context.trace.span_id)),
        );
        observer.metrics.request_started();
        Self {
            observer,
            context,
            log_span,
            server_span,
            started: Instant::now(),
            method,
            path,
            route,
            status: StatusCode::OK,
            is_sent: false,
        }
    }

    fn answer(&mut self, response: &mut Response) {
        let problem = problem::complete(response, self.method.as_str(), &self.path);
        if response.extensions().get::<Unrouted>().is_some()
            || response.status() == StatusCode::METHOD_NOT_ALLOWED
        {
            self.route = None;
        }
        if let Some(problem) = problem.filter(|problem| problem.status().is_server_error()) {
            tracing::error!(parent: &self.log_span, err = problem.cause(), "the request failed");
        }
        self.status = response.status();
        let is_draining = self.observer.health.lifecycle() == Lifecycle::Draining;
        add_headers(response.headers_mut(), &self.context, is_draining);
        self.is_sent =
            self.method == Method::HEAD || http_body::Body::is_end_stream(response.body());
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let given_up = || StatusCode::from_u16(CLIENT_CLOSED_REQUEST).unwrap_or_default();
        let status = if self.is_sent {
            self.status
        } else {
            given_up()
        };
        let route = self
            .route
            .as_ref()
            .map_or(UNKNOWN_ROUTE, MatchedPath::as_str);
        let method = self.method.as_str();
        let seconds = self.started.elapsed().as_secs_f64();
        self.observer
            .metrics
            .request_ended(&self.method, route, status, seconds);
        self.server_span.end(method, route, status);
        let path = self.path.as_str();
        let status = status.as_u16();
        let duration_ms = (seconds * 10_000.0).round() / 10.0;
        if is_quiet(self.route.as_ref()) {
            tracing::debug!(parent: &self.log_span, method, route, path, status, duration_ms, "request");
        } else {
            tracing::info!(parent: &self.log_span, method, route, path, status, duration_ms, "request");
        }
    }
}

/// The body of a response, which ends the request with it.
struct ObservedBody {
    inner: Body,
    exchange: Exchange,
}

impl http_body::Body for ObservedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(context));
        let is_last = match &frame {
            Some(Ok(_)) => self.inner.is_end_stream(),
            Some(Err(_)) => false,
            None => true,
        };
        self.exchange.is_sent |= is_last;
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

fn add_headers(headers: &mut HeaderMap, context: &RequestContext, is_draining: bool) {
    headers.insert(X_REQUEST_ID, context.request_id.clone());
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if is_draining {
        // Tells the client to open its next connection elsewhere.
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
}

fn is_quiet(route: Option<&MatchedPath>) -> bool {
    route.is_some_and(|route| QUIET_ROUTES.contains(&route.as_str()))
}
