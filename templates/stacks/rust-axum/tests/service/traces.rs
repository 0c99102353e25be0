use std::sync::{Arc, Mutex};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use rustix::process::Signal;
use serde_json::Value;
use service::identity::NAME;
use service::platform::trace_context::TraceContext;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::http::{call, get};
use crate::process;
use crate::running::start_sample;

const TRACE_ID: &str = "0af7651916cd43dd8448eb211c80319c";
const TRACEPARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

fn parse(traceparent: &str) -> Option<TraceContext> {
    let name = HeaderName::from_static("traceparent");
    let value = HeaderValue::from_str(traceparent).expect("a header");
    TraceContext::from_headers(&HeaderMap::from_iter([(name, value)]))
}

#[tokio::test]
async fn row_09_a_trace_is_taken_over_and_passed_on() {
    let running = start_sample(&[]).await;
    let answer = call("GET", running.url("/v1/context"))
        .header("traceparent", TRACEPARENT)
        .header("tracestate", "vendor=1")
        .header("x-request-id", "my-request")
        .send()
        .await;
    let outgoing = answer.json();
    let traceparent = outgoing["traceparent"].as_str().expect("a traceparent");
    assert!(
        traceparent.starts_with(&format!("00-{TRACE_ID}-")),
        "{traceparent}"
    );
    assert!(traceparent.ends_with("-01"), "{traceparent}");
    assert_ne!(traceparent, TRACEPARENT);
    assert_eq!(outgoing["tracestate"], "vendor=1");
    assert_eq!(outgoing["x-request-id"], "my-request");
    assert_eq!(answer.header("x-request-id"), Some("my-request"));
    let line = running.line(&[("msg", "request")]).await;
    assert_eq!(line["trace_id"], TRACE_ID);
    assert!(traceparent.contains(line["span_id"].as_str().expect("an id")));
}

#[tokio::test]
async fn row_09_without_a_trace_each_request_begins_one() {
    let running = start_sample(&[]).await;
    let ids = async || get(running.url("/v1/context")).await.json()["traceparent"].clone();
    let (first, second) = (ids().await, ids().await);
    assert_ne!(first, second);
    let first = first.as_str().expect("a traceparent");
    assert!(parse(first).is_some(), "{first}");
    assert!(first.ends_with("-00"), "{first}");
}

#[test]
fn row_09_what_is_no_traceparent_is_not_believed() {
    let invalid = [
        "",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-+af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-011",
    ];
    for traceparent in invalid {
        assert_eq!(parse(traceparent), None, "{traceparent}");
    }
}

#[test]
fn row_09_a_traceparent_of_a_later_version_is_understood() {
    let context = parse(&format!("01-{TRACE_ID}-b7ad6b7169203331-01-more"));
    assert_eq!(
        format!("{:032x}", context.expect("a context").trace_id),
        TRACE_ID
    );
}

#[tokio::test]
async fn row_09_an_unsafe_request_id_is_replaced() {
    let running = start_sample(&[]).await;
    let too_long = "a".repeat(129);
    for given in ["", &too_long, "two words", "\"quoted\"", "{json}"] {
        let request = call("GET", running.url("/livez")).header("x-request-id", given);
        let answer = request.send().await;
        let id = answer.header("x-request-id").expect("an id");
        assert_eq!(id.len(), 36, "{id}");
    }
    let longest = "a".repeat(128);
    let request = call("GET", running.url("/livez")).header("x-request-id", &longest);
    assert_eq!(
        request.send().await.header("x-request-id"),
        Some(longest.as_str())
    );
}

type Received = Arc<Mutex<Vec<Vec<u8>>>>;

/// A collector that keeps what it is sent.
async fn start_collector() -> (String, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let received = Received::default();
    let keep = Arc::clone(&received);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let keep = Arc::clone(&keep);
            tokio::spawn(async move {
                let mut bytes = vec![0; 1 << 16];
                let length = stream.read(&mut bytes).await.unwrap_or(0);
                keep.lock()
                    .expect("no panic")
                    .push(bytes[..length].to_vec());
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
                let _ = stream.write_all(answer).await;
                // What else arrives belongs to the same request.
                while let Ok(length @ 1..) = stream.read(&mut bytes).await {
                    keep.lock()
                        .expect("no panic")
                        .push(bytes[..length].to_vec());
                }
            });
        }
    });
    (endpoint, received)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    let pairs = digits.map(|pair| std::str::from_utf8(pair).expect("ASCII"));
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).expect("hex"))
        .collect()
}

#[tokio::test]
async fn row_09_with_an_endpoint_spans_are_exported_the_last_ones_at_the_stop() {
    let (endpoint, received) = start_collector().await;
    let mut process = process::start(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint)]);
    process.line("ready").await;
    let request = call("GET", process.url("/openapi.yaml"));
    request.header("traceparent", TRACEPARENT).send().await;
    let line: Value = process.line("request").await;
    assert_eq!(line["trace_id"], TRACE_ID);
    process.signal(Signal::TERM);
    assert_eq!(process.exit().await.code(), Some(0));
    let bytes = received.lock().expect("no panic").concat();
    assert!(
        bytes.starts_with(b"POST /v1/traces "),
        "{}",
        String::from_utf8_lossy(&bytes)
    );
    assert!(
        contains(&bytes, &from_hex(TRACE_ID)),
        "the trace is the caller's"
    );
    let span_id = from_hex(line["span_id"].as_str().expect("an id"));
    assert!(contains(&bytes, &span_id), "the span is the one in the log");
    for text in [NAME, "GET /openapi.yaml", "http.response.status_code"] {
        assert!(contains(&bytes, text.as_bytes()), "{text}");
    }
}

#[tokio::test]
async fn row_09_a_collector_that_does_not_answer_disturbs_neither_requests_nor_the_stop() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let silent = format!("http://{}", listener.local_addr().expect("an address"));
    let absent = format!("http://127.0.0.1:{}", process::free_port());
    for endpoint in [silent, absent] {
        let variables = [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()),
            ("SHUTDOWN_SECONDS", "5"),
        ];
        let mut process = process::start(&variables);
        process.line("ready").await;
        assert_eq!(get(process.url("/openapi.yaml")).await.status, 200);
        process.signal(Signal::TERM);
        assert_eq!(process.exit().await.code(), Some(0));
    }
}
