//! The server's part of each request in a trace.

use std::io;
use std::time::Duration;

use axum::http::{HeaderMap, Method, StatusCode};
use opentelemetry_sdk::trace::Span;

use super::otlp::Exporter;
use super::trace_context::TraceContext;

/// Makes spans.
pub enum Spans {
    /// Ids for logs and for the next service only; nothing is exported.
    Local,
    /// Sent to a collector too.
    Exported(Exporter),
}

/// One request in a trace.
pub struct ServerSpan {
    context: TraceContext,
    exported: Option<Box<Span>>,
}

impl Spans {
    /// Spans that are exported where an endpoint is set.
    pub fn new(endpoint: Option<&str>, service: &'static str, version: &str) -> io::Result<Self> {
        match endpoint {
            None => Ok(Self::Local),
            Some(endpoint) => Exporter::new(endpoint, service, version).map(Self::Exported),
        }
    }

    /// Sends what is still waiting to be sent; blocks until then, or for as long as `timeout`.
    pub fn shutdown(&self, timeout: Duration) {
        if let Self::Exported(exporter) = self {
            exporter.shutdown(timeout);
        }
    }

    /// The span of a request with these headers.
    pub fn start(&self, headers: &HeaderMap, method: &Method, path: &str) -> ServerSpan {
        let parent = TraceContext::from_headers(headers);
        match self {
            Self::Local => ServerSpan {
                context: TraceContext::child_of(parent),
                exported: None,
            },
            Self::Exported(exporter) => {
                let (context, span) = exporter.start(parent, method, path);
                ServerSpan {
                    context,
                    exported: Some(Box::new(span)),
                }
            }
        }
    }
}

impl ServerSpan {
    /// Where the request stands in its trace.
    pub fn context(&self) -> &TraceContext {
        &self.context
    }

    /// The request has been answered.
    pub fn end(&mut self, method: &str, route: &str, status: StatusCode) {
        if let Some(span) = &mut self.exported {
            super::otlp::end(span, method, route, status);
        }
    }
}
