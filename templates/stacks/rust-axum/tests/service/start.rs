use std::time::{Duration, Instant};

use crate::http::get;
use crate::process;

#[tokio::test]
async fn row_14_it_runs_with_nothing_in_its_environment_but_settings() {
    let process = process::start(&[]);
    process.line("ready").await;
    assert_eq!(get(process.url("/livez")).await.status, 200);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn row_15_it_is_ready_within_a_second_and_idles_in_15_mib() {
    let started = Instant::now();
    let process = process::start(&[]);
    process.line("ready").await;
    assert!(started.elapsed() < Duration::from_secs(1));
    let metrics = get(process.url("/metrics")).await.text();
    let name = "process_resident_memory_bytes ";
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    let bytes: f64 = line.expect("a metric").parse().expect("a number");
    assert!(bytes < 15.0 * 1024.0 * 1024.0, "{bytes}");
}
