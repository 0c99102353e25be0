use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use service::identity::UPSTREAMS;
use service::platform::api::Api;
use service::platform::json::Json;
use service::platform::problem::Problem;
use service::platform::request_context::RequestContext;
use service::platform::upstream::{Call, Upstream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::http::{Answer, call, eventually, get};
use crate::process::free_port;
use crate::running::{Running, settings, start_api};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
const UNAVAILABLE: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
const FAILED: &str = "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n";

/// The other service: sends its answers in order, the last of them again and again, and keeps what
/// it is asked. An empty answer never comes.
struct Other {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    hung_up: Arc<AtomicUsize>,
}

impl Other {
    async fn start(answers: &[&'static str]) -> Self {
        let answers = answers.to_vec();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let other = Self {
            url: format!("http://{}", listener.local_addr().expect("an address")),
            asked: Arc::default(),
            hung_up: Arc::default(),
        };
        let (asked, hung_up) = (Arc::clone(&other.asked), Arc::clone(&other.hung_up));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answers, asked) = (answers.clone(), Arc::clone(&asked));
                let hung_up = Arc::clone(&hung_up);
                tokio::spawn(async move {
                    answer(stream, &answers, &asked).await;
                    hung_up.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        other
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

async fn answer(mut stream: TcpStream, answers: &[&str], asked: &Mutex<Vec<String>>) {
    let mut bytes = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut bytes).await {
        let count = {
            let mut asked = asked.lock().expect("no panic");
            asked.push(String::from_utf8_lossy(&bytes[..length]).into_owned());
            asked.len()
        };
        let answer = answers[count.min(answers.len()) - 1];
        let _ = stream.write_all(answer.as_bytes()).await;
        if answer == "hang up" {
            return;
        }
    }
}

/// A service whose one route asks the service at `url`, and returns what it got.
async fn start_caller(url: &str, call: Call) -> Running {
    let [first, ..] = UPSTREAMS else {
        panic!("no upstream")
    };
    let settings = settings(&[(first.setting, url), ("UPSTREAM_TIMEOUT_SECONDS", "0.3")]);
    let upstream = Upstream::new(&settings.upstreams[0], settings.upstream_timeout);
    let upstream = upstream.expect("an upstream");
    let ask = async move |context: RequestContext| {
        let answer = upstream.call(&context, &call).await?;
        let body: Value = answer.json()?;
        Ok::<_, Problem>(Json(
            json!({ "status": answer.status.as_u16(), "body": body }),
        ))
    };
    start_api(
        Api::default().get("/v1/ask", ask),
        &[("LOG_LEVEL", "fatal")],
    )
    .await
}

async fn ask(running: &Running) -> Answer {
    get(running.url("/v1/ask")).await
}

#[tokio::test]
async fn row_12_a_call_is_part_of_the_trace_and_of_the_request() {
    let not_found = "HTTP/1.1 404 Not Found\r\ncontent-length: 14\r\n\r\n{\"status\":404}";
    let other = Other::start(&[not_found]).await;
    let running = start_caller(&other.url, Call::get("/v1/answer?x=1")).await;
    let answer = call("GET", running.url("/v1/ask"))
        .header(
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        )
        .header("tracestate", "vendor=1")
        .header("x-request-id", "my-request")
        .send()
        .await;
    assert_eq!(
        answer.json(),
        json!({ "status": 404, "body": { "status": 404 } })
    );
    let asked = other.asked().concat();
    assert!(
        asked.starts_with("GET /v1/answer?x=1 HTTP/1.1\r\n"),
        "{asked}"
    );
    assert!(
        asked.contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-"),
        "{asked}"
    );
    assert!(!asked.contains("b7ad6b7169203331"), "{asked}");
    assert!(asked.contains("tracestate: vendor=1"), "{asked}");
    assert!(asked.contains("x-request-id: my-request"), "{asked}");
    let patience = asked.split("x-envoy-expected-rq-timeout-ms: ").nth(1);
    let patience = patience.and_then(|rest| rest.lines().next()?.parse::<u32>().ok());
    assert!(patience.is_some_and(|patience| patience <= 300), "{asked}");
}

#[tokio::test]
async fn row_12_a_body_is_sent_as_json() {
    let other = Other::start(&[OK]).await;
    let question = Call::new(axum::http::Method::POST, "/").with_json(&json!({ "cups": 2 }));
    let running = start_caller(&other.url, question.expect("JSON")).await;
    assert_eq!(ask(&running).await.status, 200);
    let asked = other.asked().concat();
    assert!(asked.contains("content-type: application/json"), "{asked}");
    assert!(asked.ends_with("{\"cups\":2}"), "{asked}");
}

#[tokio::test]
async fn row_12_a_call_without_a_usable_answer_becomes_a_502_or_504() {
    let cases = [
        (504, ""),
        (504, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
        (502, FAILED),
        (502, UNAVAILABLE),
        (502, "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{"),
        (
            502,
            "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n",
        ),
        (502, "hang up"),
    ];
    for (status, bytes) in cases {
        let other = Other::start(&[bytes]).await;
        let running = start_caller(&other.url, Call::get("/")).await;
        let started = Instant::now();
        let answer = ask(&running).await;
        assert!(started.elapsed() < Duration::from_secs(1));
        assert_eq!(answer.status, status, "{bytes}");
        let problem = answer.json();
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.starts_with(UPSTREAMS[0].name), "{detail}");
    }
    let absent = format!("http://127.0.0.1:{}", free_port());
    assert_eq!(
        ask(&start_caller(&absent, Call::get("/")).await)
            .await
            .status,
        502
    );
}

#[tokio::test]
async fn row_12_a_call_that_may_be_repeated_is_at_most_twice() {
    let passing = Other::start(&[UNAVAILABLE, "hang up", OK]).await;
    let running = start_caller(&passing.url, Call::get("/")).await;
    assert_eq!(ask(&running).await.status, 200);
    assert_eq!(passing.asked().len(), 3);

    let lasting = Other::start(&[UNAVAILABLE]).await;
    let running = start_caller(&lasting.url, Call::get("/")).await;
    assert_eq!(ask(&running).await.status, 502);
    assert_eq!(lasting.asked().len(), 3);
}

#[tokio::test]
async fn row_12_a_call_that_may_not_be_repeated_is_not() {
    let other = Other::start(&[UNAVAILABLE, OK]).await;
    let post = Call::new(axum::http::Method::POST, "/");
    assert_eq!(ask(&start_caller(&other.url, post).await).await.status, 502);
    assert_eq!(other.asked().len(), 1);
}

#[tokio::test]
async fn row_12_a_service_that_keeps_failing_is_not_called_for_a_while() {
    let other = Other::start(&[FAILED]).await;
    let running = start_caller(&other.url, Call::get("/")).await;
    for _ in 0..5 {
        assert_eq!(ask(&running).await.status, 502);
    }
    assert_eq!(ask(&running).await.status, 503);
    assert_eq!(other.asked().len(), 5);
}

#[tokio::test]
async fn row_12_a_call_waits_no_longer_than_the_caller_does() {
    let other = Other::start(&[""]).await;
    let patient = Call::get("/").with_timeout(Duration::from_secs(5));
    let running = start_caller(&other.url, patient).await;
    let started = Instant::now();
    let request = call("GET", running.url("/v1/ask"));
    let answer = request
        .header("x-envoy-expected-rq-timeout-ms", "100")
        .send()
        .await;
    assert_eq!(answer.status, 504);
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn row_12_a_call_is_given_up_when_the_caller_hangs_up() {
    let other = Other::start(&[""]).await;
    let patient = Call::get("/").with_timeout(Duration::from_mins(1));
    let running = start_caller(&other.url, patient).await;
    let client = tokio::spawn(call("GET", running.url("/v1/ask")).try_send());
    eventually(async || (other.asked().len() == 1).then_some(())).await;
    client.abort();
    eventually(async || (other.hung_up.load(Ordering::SeqCst) == 1).then_some(())).await;
}
