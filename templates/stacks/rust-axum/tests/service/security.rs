use std::time::Duration;

use crate::http::{connect, exchange, get};
use crate::running::start_sample;

#[tokio::test]
async fn row_13_every_response_is_sent_with_nosniff_and_without_a_banner() {
    let running = start_sample(&[]).await;
    for path in [
        "/livez",
        "/metrics",
        "/v1/samples",
        "/v1/error",
        "/v1/panic",
        "/nothing",
        "/%zz",
    ] {
        let answer = get(running.url(path)).await;
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(answer.header("server"), None);
        assert_eq!(answer.header("x-powered-by"), None);
    }
}

#[tokio::test]
async fn row_13_slow_clients_are_hung_up_on() {
    let slow = [
        ("HEADERS_TIMEOUT_SECONDS", "0.4"),
        ("REQUEST_TIMEOUT_SECONDS", "0.6"),
    ];
    let running = start_sample(&slow).await;
    let clients = [
        "",
        "GET /livez HTTP/1.1\r\nhost: x\r\n",
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: 99\r\n\r\n{",
    ];
    for sent in clients {
        let (answer, after) = exchange(&running.url, sent).await;
        assert!(after < Duration::from_secs(2), "{after:?}");
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("application/problem+json"), "{answer}");
    }
}

#[tokio::test]
async fn row_13_a_client_that_dribbles_gets_no_more_time() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let slow = [
        ("HEADERS_TIMEOUT_SECONDS", "0.4"),
        ("REQUEST_TIMEOUT_SECONDS", "0.6"),
    ];
    let running = start_sample(&slow).await;
    let heads = [
        "GET /livez HTTP/1.1\r\nx: ",
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: 99\r\n\r\n{",
    ];
    for head in heads {
        let (mut reading, mut writing) = connect(&running.url).await.into_split();
        writing.write_all(head.as_bytes()).await.expect("to send");
        let dribble = tokio::spawn(async move {
            while writing.write_all(b" ").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        let mut answer = Vec::new();
        let reading = reading.read_to_end(&mut answer);
        let result = tokio::time::timeout(Duration::from_secs(2), reading).await;
        assert!(result.is_ok(), "the server did not hang up");
        dribble.abort();
    }
}

#[tokio::test]
async fn row_13_a_connection_may_be_idle_for_longer_than_headers_may_take() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let running = start_sample(&[("HEADERS_TIMEOUT_SECONDS", "0.2")]).await;
    let mut stream = connect(&running.url).await;
    for _ in 0..2 {
        stream
            .write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .expect("to send");
        assert!(stream.read(&mut [0; 1024]).await.expect("an answer") > 0);
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
}

#[tokio::test]
async fn row_13_a_connection_is_closed_that_stays_idle() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::{Instant, pause, timeout};

    let running = start_sample(&[]).await;
    let mut stream = connect(&running.url).await;
    stream
        .write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .expect("to send");
    assert!(stream.read(&mut [0; 1024]).await.expect("an answer") > 0);
    // From here on time passes at once.
    pause();
    let idle_since = Instant::now();
    let mut buffer = [0; 1024];
    let end = timeout(Duration::from_mins(10), stream.read(&mut buffer)).await;
    assert_eq!(end.expect("an end").expect("no error"), 0);
    let after = idle_since.elapsed();
    assert!((74..77).contains(&after.as_secs()), "{after:?}");
}
