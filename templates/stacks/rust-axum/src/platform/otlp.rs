//! Spans in batches to a collector, over HTTP. The SDK reads the other `OTEL_*` variables (headers,
//! sampler, …) itself.

use std::io;
use std::time::Duration;

use async_trait::async_trait;
use axum::http::{Method, Request, Response, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use opentelemetry::trace::{
    Span as _, SpanBuilder, SpanContext, SpanId, SpanKind, Status, TraceContextExt, TraceFlags,
    TraceId, TraceState, Tracer, TracerProvider,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_http::HttpError;
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider, Span};
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::http_client::{self, HttpClient};
use super::trace_context::TraceContext;

/// The longest wait for a collector.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Far more than a collector has to say.
const MAX_ANSWER_BYTES: usize = 1 << 20;

/// Makes spans and sends them.
pub struct Exporter {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl Exporter {
    /// To the collector at `endpoint`. Runs within a Tokio runtime.
    pub fn new(endpoint: &str, service: &'static str, version: &str) -> io::Result<Self> {
        let sender = Sender {
            client: http_client::new([endpoint])?,
            runtime: Handle::current(),
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(sender)
            .build();
        let resource = Resource::builder()
            .with_service_name(service)
            .with_attribute(KeyValue::new("service.version", version.to_owned()))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_resource(resource)
            .with_batch_exporter(exporter.map_err(io::Error::other)?)
            .build();
        Ok(Self {
            tracer: provider.tracer(service),
            provider,
        })
    }

    /// A span below `parent`, or the first of a new trace.
    pub fn start(
        &self,
        parent: Option<TraceContext>,
        method: &Method,
        path: &str,
    ) -> (TraceContext, Span) {
        let state = parent.as_ref().and_then(|parent| parent.state.clone());
        let parent = parent.map_or_else(Context::new, |parent| {
            Context::new().with_remote_span_context(remote(&parent))
        });
        let builder = SpanBuilder::from_name(method.to_string())
            .with_kind(SpanKind::Server)
            .with_attributes([
                KeyValue::new("http.request.method", method.to_string()),
                KeyValue::new("url.path", path.to_owned()),
                KeyValue::new("url.scheme", "http"),
            ]);
        let span = self.tracer.build_with_context(builder, &parent);
        let context = span.span_context();
        let context = TraceContext {
            trace_id: u128::from_be_bytes(context.trace_id().to_bytes()),
            span_id: u64::from_be_bytes(context.span_id().to_bytes()),
            flags: context.trace_flags().to_u8(),
            state,
        };
        (context, span)
    }

    /// Sends what is still waiting to be sent; blocks until then.
    pub fn shutdown(&self, timeout: Duration) {
        if let Err(error) = self.provider.shutdown_with_timeout(timeout) {
            tracing::warn!(err = %error, "the last traces were not sent");
        }
    }
}

/// Ends the span of a request.
pub fn end(span: &mut Span, method: &str, route: &str, status: StatusCode) {
    span.update_name(format!("{method} {route}"));
    span.set_attribute(KeyValue::new("http.route", route.to_owned()));
    span.set_attribute(KeyValue::new(
        "http.response.status_code",
        i64::from(status.as_u16()),
    ));
    if status.is_server_error() {
        span.set_status(Status::error(""));
    }
    span.end();
}

fn remote(parent: &TraceContext) -> SpanContext {
    let state = parent
        .state
        .as_ref()
        .and_then(|state| state.to_str().ok()?.parse().ok());
    SpanContext::new(
        TraceId::from(parent.trace_id),
        SpanId::from(parent.span_id),
        TraceFlags::new(parent.flags),
        true,
        state.unwrap_or(TraceState::NONE),
    )
}

/// The SDK exports from a thread of its own; connections live in the service's runtime.
#[derive(Debug)]
struct Sender {
    client: HttpClient,
    runtime: Handle,
}

#[async_trait]
impl opentelemetry_http::HttpClient for Sender {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let call = async move {
            let answer = client.request(request.map(Full::new)).await?;
            let (parts, body) = answer.into_parts();
            let body = Limited::new(body, MAX_ANSWER_BYTES)
                .collect()
                .await?
                .to_bytes();
            Ok::<_, HttpError>(Response::from_parts(parts, body))
        };
        self.runtime
            .spawn(async { timeout(TIMEOUT, call).await })
            .await??
    }
}
