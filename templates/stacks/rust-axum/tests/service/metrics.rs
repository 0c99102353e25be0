use bytes::Bytes;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Frame;
use serde_json::json;
use service::identity::NAME;

use crate::http::{call, eventually, get, post};
use crate::running::{Running, start_sample};

/// The samples of one metric, as Prometheus would read them.
async fn samples(running: &Running, metric: &str) -> Vec<String> {
    let answer = get(running.url("/metrics")).await;
    let media_type = answer.header("content-type").unwrap_or_default();
    assert!(
        media_type.starts_with("text/plain; version=0.0.4"),
        "{media_type}"
    );
    let text = answer.text();
    let lines = text.lines().filter(|line| line.starts_with(metric));
    lines.map(str::to_owned).collect()
}

async fn series(running: &Running) -> usize {
    samples(running, "http_server_request_duration_seconds_count")
        .await
        .len()
}

#[tokio::test]
async fn row_05_requests_are_counted_by_method_route_pattern_and_status() {
    let running = start_sample(&[]).await;
    post(running.url("/v1/samples"), &json!({ "name": "lamp" })).await;
    get(running.url("/v1/samples/known")).await;
    get(running.url("/v1/samples/other")).await;
    call("PUT", running.url("/v1/samples")).send().await;
    let count = |method: &str, status: u16, route: &str| {
        format!(
            "http_server_request_duration_seconds_count{{http_request_method=\"{method}\",\
             http_response_status_code=\"{status}\",http_route=\"{route}\"}} 1"
        )
    };
    let counts = samples(&running, "http_server_request_duration_seconds_count").await;
    let expected = [
        count("GET", 200, "/v1/samples/{id}"),
        count("GET", 404, "/v1/samples/{id}"),
        count("POST", 201, "/v1/samples"),
        count("PUT", 405, "unknown"),
    ];
    assert_eq!(counts, expected);
    let buckets = samples(&running, "http_server_request_duration_seconds_bucket").await;
    assert!(
        buckets.iter().any(|line| line.contains("le=\"0.075\"")),
        "{buckets:?}"
    );
}

#[tokio::test]
async fn row_05_active_requests_the_build_and_the_process_are_shown() {
    let version = [("SERVICE_VERSION", "1.2.3"), ("SERVICE_REVISION", "abc123")];
    let running = start_sample(&version).await;
    // The request that reads the metrics is the only active one.
    let active = samples(&running, "http_server_active_requests").await;
    assert_eq!(active, ["http_server_active_requests 1"]);
    let build = samples(&running, "service_build_info").await;
    let expected =
        format!("service_build_info{{revision=\"abc123\",service=\"{NAME}\",version=\"1.2.3\"}} 1");
    assert_eq!(build, [expected]);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn row_05_the_process_is_shown_under_the_usual_names() {
    let running = start_sample(&[]).await;
    let names = [
        "process_cpu_seconds_total ",
        "process_resident_memory_bytes ",
        "process_virtual_memory_bytes ",
        "process_start_time_seconds ",
        "process_open_fds ",
        "process_max_fds ",
        "process_threads ",
    ];
    for name in names {
        let found = samples(&running, name).await;
        let value: f64 = found[0][name.len()..].parse().expect("a number");
        assert!(value >= 0.0, "{found:?}");
    }
    let start = samples(&running, "process_start_time_seconds ").await;
    let start: f64 = start[0]
        .rsplit(' ')
        .next()
        .expect("a value")
        .parse()
        .expect("a number");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let age = now.expect("a clock").as_secs_f64() - start;
    assert!((-2.0..600.0).contains(&age), "started {age} s ago");
}

#[tokio::test]
async fn row_05_a_client_that_hangs_up_is_no_longer_an_active_request() {
    let running = start_sample(&[]).await;
    let frames = futures_util::stream::iter([Ok(Frame::data(Bytes::from("{")))]);
    let endless = futures_util::StreamExt::chain(frames, futures_util::stream::pending());
    let upload = call("POST", running.url("/v1/samples"))
        .header("content-type", "application/json")
        .chunked(BodyExt::boxed(StreamBody::new(endless)));
    let client = tokio::spawn(upload.try_send());
    let is_active = async |count: u8| {
        let expected = format!("http_server_active_requests {count}");
        let found = samples(&running, "http_server_active_requests").await;
        (found == [expected]).then_some(())
    };
    eventually(async || is_active(2).await).await;
    client.abort();
    eventually(async || is_active(1).await).await;
    let line = running.line(&[("path", "/v1/samples")]).await;
    assert!(line["status"] == 499 || line["status"] == 400, "{line}");
}

#[tokio::test]
async fn row_06_random_paths_ids_and_methods_do_not_grow_the_label_set() {
    let running = start_sample(&[("LOG_LEVEL", "fatal")]).await;
    get(running.url("/v1/samples/none")).await;
    series(&running).await;
    let before = series(&running).await;
    for number in 0..500_u32 {
        get(running.url(&format!("/{number}/{}", rand::random::<u64>()))).await;
        get(running.url(&format!("/v1/samples/{}", rand::random::<u64>()))).await;
    }
    assert_eq!(series(&running).await, before + 1);
    call("PROPFIND", running.url("/")).send().await;
    call("MADE-UP", running.url("/")).send().await;
    assert_eq!(series(&running).await, before + 2);
}
