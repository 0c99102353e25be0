use serde_json::json;
use service::identity::NAME;

use crate::http::{call, get};
use crate::running::start_sample;

fn is_lower_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| b"0123456789abcdef".contains(&byte))
}

#[tokio::test]
async fn row_08_every_request_is_one_line_that_can_be_found_by_its_ids() {
    let running = start_sample(&[("SERVICE_VERSION", "1.2.3")]).await;
    call("GET", running.url("/v1/samples/none?token=hunter2"))
        .header("x-request-id", "my-request")
        .send()
        .await;
    let line = running.line(&[("msg", "request")]).await;
    let time = line["time"].as_str().expect("a time");
    assert!(humantime::parse_rfc3339(time).is_ok(), "{time}");
    assert_eq!(line["level"], "info");
    assert_eq!(line["service"], NAME);
    assert_eq!(line["version"], "1.2.3");
    assert_eq!(line["request_id"], "my-request");
    assert!(is_lower_hex(line["trace_id"].as_str().expect("an id"), 32));
    assert!(is_lower_hex(line["span_id"].as_str().expect("an id"), 16));
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/v1/samples/{id}");
    assert_eq!(line["path"], "/v1/samples/none");
    assert_eq!(line["status"], 404);
    assert!(line["duration_ms"].is_number());
    let requests = running
        .lines()
        .into_iter()
        .filter(|line| line["msg"] == "request");
    assert_eq!(requests.count(), 1);
}

#[tokio::test]
async fn row_08_neither_headers_nor_bodies_nor_queries_are_logged() {
    let running = start_sample(&[("LOG_LEVEL", "trace")]).await;
    call("POST", running.url("/v1/samples?secret=hunter1"))
        .header("authorization", "Bearer hunter3")
        .json(&json!({ "name": "hunter2" }))
        .send()
        .await;
    running.line(&[("msg", "request")]).await;
    let lines = serde_json::to_string(&running.lines()).expect("JSON");
    assert!(!lines.contains("hunter"), "{lines}");
}

#[tokio::test]
async fn row_08_values_under_the_name_of_a_secret_are_cut_out() {
    let running = start_sample(&[]).await;
    tracing::info!(password = "hunter2", token = "hunter2", cookie = ?"hunter2", "x");
    tracing::info_span!("login", authorization = "hunter2").in_scope(|| tracing::info!("y"));
    let lines = running.lines();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["password"], "[redacted]");
    assert!(
        !serde_json::to_string(&lines)
            .expect("JSON")
            .contains("hunter")
    );
}

#[tokio::test]
async fn row_08_a_line_cannot_be_broken_by_what_it_says() {
    let running = start_sample(&[]).await;
    let text = "a \"quoted\"\nline\u{1}";
    tracing::info!(text, time = 1, level = "x", count = 2, "{text}");
    let line = running.line(&[("text", text)]).await;
    assert_eq!(line["msg"], text);
    assert_eq!(line["level"], "info");
    assert_eq!(line["count"], 2);
}

#[tokio::test]
async fn row_08_an_unexpected_error_is_logged_within_its_request() {
    let running = start_sample(&[]).await;
    for path in ["/v1/error", "/v1/panic"] {
        let request = call("GET", running.url(path)).header("x-request-id", path);
        assert_eq!(request.send().await.status, 500);
    }
    let line = running
        .line(&[("level", "error"), ("request_id", "/v1/error")])
        .await;
    assert_eq!(line["err"], "the password is hunter2");
}

#[tokio::test]
async fn row_08_probes_are_logged_at_debug_level_only() {
    let running = start_sample(&[]).await;
    for path in ["/livez", "/readyz", "/metrics", "/openapi.yaml"] {
        get(running.url(path)).await;
    }
    running.line(&[("path", "/openapi.yaml")]).await;
    assert_eq!(running.lines().len(), 1);
    let chatty = start_sample(&[("LOG_LEVEL", "debug")]).await;
    get(chatty.url("/livez")).await;
    assert_eq!(chatty.line(&[("path", "/livez")]).await["level"], "debug");
}
