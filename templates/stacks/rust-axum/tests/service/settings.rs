use std::time::{Duration, Instant};

use service::identity::DEFAULT_PORT;
use service::settings::Settings;

use crate::http::get;
use crate::process;
use crate::running::settings;

fn problems(name: &str, value: &str) -> Vec<String> {
    let lookup = |other: &str| (other == name).then(|| value.to_owned());
    Settings::read(lookup).expect_err("bad settings").problems
}

#[test]
fn row_01_an_empty_environment_gives_the_documented_defaults() {
    let settings = settings(&[]);
    assert_eq!(settings.port, DEFAULT_PORT);
    assert_eq!(settings.host, "0.0.0.0");
    assert_eq!(settings.max_body_bytes, 1_048_576);
    assert_eq!(settings.headers_timeout, Duration::from_secs(10));
    assert_eq!(settings.request_timeout, Duration::from_secs(15));
    assert_eq!(settings.drain, Duration::ZERO);
    assert_eq!(settings.shutdown, Duration::from_secs(25));
    assert_eq!(settings.revision, "unknown");
    assert_eq!(settings.otlp_endpoint, None);
}

#[test]
fn row_01_an_empty_variable_counts_as_not_set() {
    assert_eq!(settings(&[("PORT", "")]).port, DEFAULT_PORT);
    assert_eq!(settings(&[("PORT", " ")]).port, DEFAULT_PORT);
}

#[test]
fn row_01_bad_settings_are_refused() {
    let cases = [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "80.5"),
        ("PORT", "http"),
        ("LOG_LEVEL", "loud"),
        ("MAX_BODY_BYTES", "-1"),
        ("DRAIN_SECONDS", "soon"),
        ("DRAIN_SECONDS", "NaN"),
        ("DRAIN_SECONDS", "inf"),
        ("DRAIN_SECONDS", "30"),
        ("HEADERS_TIMEOUT_SECONDS", "20"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:99999"),
    ];
    for (name, value) in cases {
        let problems = problems(name, value);
        assert_eq!(problems.len(), 1, "{name}={value}: {problems:?}");
        assert!(
            problems[0].starts_with(&format!("{name} must ")),
            "{problems:?}"
        );
    }
}

#[test]
fn row_01_the_value_of_an_address_is_not_repeated_for_it_may_hold_a_password() {
    let problems = problems("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://user:hunter2@host");
    assert!(!problems.concat().contains("hunter2"));
}

#[tokio::test]
async fn row_01_the_process_exits_1_with_one_line_for_each_bad_setting() {
    let started = Instant::now();
    let bad = [
        ("PORT", "http"),
        ("LOG_LEVEL", "loud"),
        ("MAX_BODY_BYTES", "many"),
    ];
    let mut process = process::start(&bad);
    assert_eq!(process.exit().await.code(), Some(1));
    assert!(started.elapsed() < Duration::from_secs(2));
    let lines = process.lines();
    let mut names: Vec<&str> = lines
        .iter()
        .map(|line| {
            line["msg"]
                .as_str()
                .expect("a message")
                .split(' ')
                .next()
                .expect("a name")
        })
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["LOG_LEVEL", "MAX_BODY_BYTES", "PORT"]);
    assert!(lines.iter().all(|line| line["level"] == "fatal"));
}

#[tokio::test]
async fn row_01_a_port_that_is_taken_ends_the_process_with_1() {
    let first = process::start(&[]);
    first.line("ready").await;
    let port = first.url.rsplit(':').next().expect("a port");
    let mut second = process::start(&[("PORT", port)]);
    assert_eq!(second.exit().await.code(), Some(1));
    assert_eq!(second.lines()[0]["level"], "fatal");
}

#[tokio::test]
async fn row_02_the_process_listens_on_port_and_host_and_says_once_that_it_is_ready() {
    let process = process::start(&[]);
    let line = process.line("ready").await;
    assert_eq!(line["host"], "127.0.0.1");
    assert_eq!(get(process.url("/readyz")).await.status, 200);
    assert_eq!(process.lines().len(), 1);
}
