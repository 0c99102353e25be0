use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::{call, connect};
use crate::running::start_sample;

/// The first part of a request; the rest is `"lamp"}`.
async fn begin(url: &str) -> TcpStream {
    let mut stream = connect(url).await;
    let head = "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                content-length: 15\r\n\r\n{\"name\":";
    stream.write_all(head.as_bytes()).await.expect("to send");
    stream
}

async fn finish(mut stream: TcpStream) -> String {
    stream.write_all(b"\"lamp\"}").await.expect("to send");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

#[tokio::test]
async fn row_07_two_hundred_requests_in_flight_are_finished() {
    let running = start_sample(&[("LOG_LEVEL", "error")]).await;
    let mut streams = Vec::new();
    for _ in 0..200 {
        streams.push(begin(&running.url).await);
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let url = running.url.clone();
    let stopped = running.stop(Duration::from_secs(10));
    // Longer than connections are waited for that have no request.
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert!(!stopped.is_finished());
    assert!(
        call("GET", &url).try_send().await.is_none(),
        "it still listens"
    );
    for stream in streams {
        let answer = finish(stream).await;
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert!(answer.contains("connection: close"), "{answer}");
    }
    assert!(stopped.await.expect("no panic"));
}

#[tokio::test]
async fn row_07_what_is_still_in_flight_at_the_end_is_cut_off() {
    let running = start_sample(&[]).await;
    let mut stream = begin(&running.url).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let started = Instant::now();
    let stopped = running.stop(Duration::from_millis(700));
    assert!(!stopped.await.expect("no panic"));
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(stream.read(&mut [0; 16]).await.unwrap_or(0), 0);
}
