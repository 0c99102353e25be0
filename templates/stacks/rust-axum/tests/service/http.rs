//! A client for tests.

use std::time::{Duration, Instant};

use axum::http::{HeaderMap, Method, Request};
use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long anything may take that is not measured.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A whole response.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// A request to be sent.
pub struct Call(
    axum::http::request::Builder,
    BoxBody<Bytes, std::convert::Infallible>,
);

pub fn call(method: &str, url: impl AsRef<str>) -> Call {
    let method: Method = method.parse().expect("a method");
    let request = Request::builder().method(method).uri(url.as_ref());
    Call(request, Full::default().boxed())
}

impl Call {
    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value), self.1)
    }

    pub fn body(self, body: impl Into<Bytes>) -> Self {
        Self(self.0, Full::new(body.into()).boxed())
    }

    pub fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .body(body.to_string())
    }

    /// A body whose length the server is not told.
    pub fn chunked(self, body: BoxBody<Bytes, std::convert::Infallible>) -> Self {
        Self(self.0, body)
    }

    pub async fn try_send(self) -> Option<Answer> {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let request = self.0.body(self.1).expect("a request");
        let answer = async {
            let (parts, body) = client.request(request).await.ok()?.into_parts();
            Some(Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: body.collect().await.ok()?.to_bytes(),
            })
        };
        timeout(PATIENCE, answer).await.ok()?
    }

    pub async fn send(self) -> Answer {
        self.try_send().await.expect("an answer")
    }
}

pub async fn get(url: impl AsRef<str>) -> Answer {
    call("GET", url).send().await
}

pub async fn post(url: impl AsRef<str>, body: &Value) -> Answer {
    call("POST", url).json(body).send().await
}

/// A connection to the server at `url`.
pub async fn connect(url: &str) -> TcpStream {
    let address = url.strip_prefix("http://").expect("an http address");
    TcpStream::connect(address).await.expect("a connection")
}

/// What the server sends to one that sends `bytes` and nothing more, until it hangs up; and after
/// what time.
pub async fn exchange(url: &str, bytes: &str) -> (String, Duration) {
    let started = Instant::now();
    let mut stream = connect(url).await;
    stream.write_all(bytes.as_bytes()).await.expect("to send");
    let mut answer = Vec::new();
    let reading = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    assert!(reading.is_ok(), "the server did not hang up");
    (
        String::from_utf8_lossy(&answer).into_owned(),
        started.elapsed(),
    )
}

/// Looks again and again until there is something; fails after some seconds.
pub async fn eventually<T>(mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("nothing came within {PATIENCE:?}");
}
