//! W3C Trace Context: where a request stands in a distributed trace.

use std::fmt;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
const MAX_TRACESTATE_LENGTH: usize = 512;

/// Where a request stands in a trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceContext {
    /// Shared by all that belongs to the trace.
    pub trace_id: u128,
    /// This step of it.
    pub span_id: u64,
    /// The lowest bit is "sampled".
    pub flags: u8,
    /// What vendors keep with the trace.
    pub state: Option<HeaderValue>,
}

impl TraceContext {
    /// The context that the caller sent, unless it sent none or one that is not valid.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let (trace_id, span_id, flags) =
            parse_traceparent(headers.get(TRACEPARENT)?.to_str().ok()?)?;
        let state = headers
            .get(TRACESTATE)
            .filter(|state| !state.is_empty() && state.len() <= MAX_TRACESTATE_LENGTH);
        Some(Self {
            trace_id,
            span_id,
            flags,
            state: state.cloned(),
        })
    }

    /// A step below `parent`, or the first of a new trace. A new trace is "not sampled": nothing
    /// here records it.
    pub fn child_of(parent: Option<Self>) -> Self {
        let span_id = rand::random_range(1..=u64::MAX);
        match parent {
            Some(parent) => Self { span_id, ..parent },
            None => Self {
                trace_id: rand::random_range(1..=u128::MAX),
                span_id,
                flags: 0,
                state: None,
            },
        }
    }

    /// Makes an outgoing call a part of the trace.
    pub fn write_to(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::try_from(self.to_string()) {
            headers.insert(TRACEPARENT, value);
        }
        if let Some(state) = &self.state {
            headers.insert(TRACESTATE, state.clone());
        }
    }
}

/// As `traceparent` writes it.
impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            trace_id,
            span_id,
            flags,
            ..
        } = self;
        write!(f, "00-{trace_id:032x}-{span_id:016x}-{flags:02x}")
    }
}

fn parse_traceparent(text: &str) -> Option<(u128, u64, u8)> {
    let mut parts = text.splitn(5, '-');
    let version = lower_hex(parts.next()?, 2)?;
    let trace_id = lower_hex(parts.next()?, 32)?;
    let span_id = lower_hex(parts.next()?, 16)?;
    let flags = lower_hex(parts.next()?, 2)?;
    // Later versions may say more than this one.
    let has_known_form = version != 0xff && (version > 0 || parts.next().is_none());
    let is_valid = has_known_form && trace_id != 0 && span_id != 0;
    is_valid.then_some((
        trace_id,
        u64::try_from(span_id).ok()?,
        u8::try_from(flags).ok()?,
    ))
}

fn lower_hex(text: &str, length: usize) -> Option<u128> {
    let is_lower_hex = text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if text.len() == length && is_lower_hex {
        u128::from_str_radix(text, 16).ok()
    } else {
        None
    }
}
