//! `/metrics` in the Prometheus text format.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use prometheus::{HistogramOpts, HistogramVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};

use super::problem::Problem;
use super::process_metrics::ProcessMetrics;

/// Boundaries that OpenTelemetry advises for HTTP durations, in seconds.
const DURATION_BUCKETS: &[f64] = &[
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
];

/// What the service counts. Clones count together.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    active: IntGauge,
    duration: HistogramVec,
}

impl Metrics {
    /// The metrics of every service; what is your own is registered beside them. Fails where a name
    /// is taken.
    pub fn new(service: &str, version: &str, revision: &str) -> prometheus::Result<Self> {
        let registry = Registry::new();
        let build = IntGaugeVec::new(
            Opts::new("service_build_info", "What is running: always 1."),
            &["service", "version", "revision"],
        )?;
        build
            .with_label_values(&[service, version, revision])
            .set(1);
        let active = IntGauge::new(
            "http_server_active_requests",
            "Requests being answered now.",
        )?;
        let duration = HistogramVec::new(
            HistogramOpts::new(
                "http_server_request_duration_seconds",
                "Time from the headers of a request to the end of its response.",
            )
            .buckets(DURATION_BUCKETS.to_vec()),
            &[
                "http_request_method",
                "http_route",
                "http_response_status_code",
            ],
        )?;
        registry.register(Box::new(ProcessMetrics::new()?))?;
        registry.register(Box::new(build))?;
        registry.register(Box::new(active.clone()))?;
        registry.register(Box::new(duration.clone()))?;
        Ok(Self {
            registry,
            active,
            duration,
        })
    }

    /// Where metrics of your own are registered.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// A request has arrived.
    pub fn request_started(&self) {
        self.active.inc();
    }

    /// A request has been answered, or given up.
    pub fn request_ended(&self, method: &Method, route: &str, status: StatusCode, seconds: f64) {
        self.active.dec();
        self.duration
            .with_label_values(&[method_label(method), route, status.as_str()])
            .observe(seconds);
    }

    /// How many requests are being answered now.
    pub fn active_requests(&self) -> i64 {
        self.active.get()
    }
}

/// Clients may make up methods, and must not grow the metrics by it.
fn method_label(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::HEAD
        | Method::POST
        | Method::PUT
        | Method::PATCH
        | Method::DELETE
        | Method::OPTIONS
        | Method::TRACE => method.as_str(),
        _ => "_OTHER",
    }
}

/// The route of the metrics.
pub fn routes(metrics: Arc<Metrics>) -> Router {
    let scrape = move || {
        let text = TextEncoder::new().encode_to_string(&metrics.registry.gather());
        async move { Ok::<_, Problem>(([(CONTENT_TYPE, prometheus::TEXT_FORMAT)], text?)) }
    };
    Router::new().route("/metrics", get(scrape))
}
