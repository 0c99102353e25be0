use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::http::{call, eventually, get};
use crate::process;

#[tokio::test]
async fn row_07_after_a_signal_it_is_unready_goes_on_serving_then_exits_0() {
    for signal in [Signal::TERM, Signal::INT] {
        let drain = [("DRAIN_SECONDS", "1.5"), ("SHUTDOWN_SECONDS", "10")];
        let mut process = process::start(&drain);
        process.line("ready").await;
        let signalled = Instant::now();
        process.signal(signal);
        eventually(async || (get(process.url("/readyz")).await.status == 503).then_some(())).await;
        assert_eq!(get(process.url("/livez")).await.status, 200);
        let answer = get(process.url("/openapi.yaml")).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("connection"), Some("close"));
        assert_eq!(process.exit().await.code(), Some(0));
        let took = signalled.elapsed();
        assert!((1450..6000).contains(&took.as_millis()), "{took:?}");
        assert!(
            call("GET", process.url("/livez"))
                .try_send()
                .await
                .is_none()
        );
        process.line("stopped").await;
    }
}

#[tokio::test]
async fn row_07_a_signal_while_the_service_starts_ends_it_in_order() {
    let mut process = process::start(&[]);
    tokio::time::sleep(Duration::from_millis(3)).await;
    process.signal(Signal::TERM);
    let status = process.exit().await;
    // Before the program itself runs, the signal ends it as it would any process.
    assert!(matches!(status.code(), Some(0) | None), "{status}");
}

#[tokio::test]
async fn row_07_a_second_signal_ends_the_process_at_once() {
    let mut process = process::start(&[("DRAIN_SECONDS", "20")]);
    process.line("ready").await;
    process.signal(Signal::TERM);
    process.line("stopping").await;
    let signalled = Instant::now();
    process.signal(Signal::TERM);
    assert_eq!(process.exit().await.code(), Some(143));
    assert!(signalled.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn row_07_idle_and_half_open_connections_do_not_hold_the_exit() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let mut process = process::start(&[]);
    process.line("ready").await;
    let _silent = crate::http::connect(&process.url).await;
    let mut half_open = crate::http::connect(&process.url).await;
    half_open
        .write_all(b"GET /livez HTTP/1.1\r\nhost:")
        .await
        .expect("to send");
    let mut idle = crate::http::connect(&process.url).await;
    idle.write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .expect("to send");
    assert!(idle.read(&mut [0; 1024]).await.expect("an answer") > 0);
    let signalled = Instant::now();
    process.signal(Signal::TERM);
    assert_eq!(process.exit().await.code(), Some(0));
    assert!(signalled.elapsed() < Duration::from_secs(2));
}
