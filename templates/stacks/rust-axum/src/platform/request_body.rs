//! Request bodies end: at `MAX_BODY_BYTES`, and at `REQUEST_TIMEOUT_SECONDS` for clients that are
//! slow to send them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, EXPECT};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::problem::Problem;

/// How much of a body that is too large is read and thrown away, and for how long: a client that is
/// still sending when the connection closes would see a reset instead of the answer.
const LINGER_BYTES: usize = 8 << 20;
const LINGER_TIME: Duration = Duration::from_secs(1);

/// The limits of request bodies.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimits {
    /// Larger bodies are refused.
    pub max_bytes: usize,
    /// Time for a client to send the whole request.
    pub timeout: Duration,
}

/// Why a body could not be read to its end.
#[derive(Debug)]
pub enum BodyError {
    /// It is larger than allowed.
    TooLarge {
        /// How large it may be.
        max_bytes: usize,
    },
    /// The client took too long.
    TooSlow,
    /// The client hung up, or broke the protocol.
    Broken(axum::Error),
}

impl BodyError {
    /// As told to the client.
    pub fn into_problem(self) -> Problem {
        let status = match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken(_) => StatusCode::BAD_REQUEST,
        };
        Problem::new(status, self.to_string())
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { max_bytes } => write!(f, "The body is larger than {max_bytes} bytes."),
            Self::TooSlow => f.write_str("The body took too long to arrive."),
            Self::Broken(_) => f.write_str("The body could not be read."),
        }
    }
}

impl std::error::Error for BodyError {}

/// A body that ends with a `BodyError` where it breaks a limit, whatever extractor reads it.
pub struct LimitedBody {
    inner: Body,
    max_bytes: usize,
    received: usize,
    deadline: Instant,
    /// Made when the body has to be waited for, which is rare.
    timer: Option<Pin<Box<Sleep>>>,
    is_refused: bool,
}

impl LimitedBody {
    /// The body of the request with these headers, which arrive now.
    pub fn new(inner: Body, headers: &HeaderMap, limits: BodyLimits) -> Self {
        let length = headers
            .get(CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok());
        let is_too_large = length.is_some_and(|length| {
            length
                .parse()
                .is_ok_and(|length: usize| length > limits.max_bytes)
        });
        Self {
            inner,
            max_bytes: limits.max_bytes,
            received: 0,
            deadline: Instant::now() + limits.timeout,
            timer: None,
            // A client that asks before it sends gets the answer instead of a "continue".
            is_refused: is_too_large && headers.contains_key(EXPECT),
        }
    }

    fn is_too_large(&self) -> bool {
        self.is_refused || self.received > self.max_bytes
    }

    fn too_large(&self) -> BodyError {
        BodyError::TooLarge {
            max_bytes: self.max_bytes,
        }
    }

    fn count(&mut self, length: usize) {
        let was_too_large = self.is_too_large();
        self.received += length;
        if self.is_too_large() && !was_too_large {
            self.deadline = self.deadline.min(Instant::now() + LINGER_TIME);
            self.timer = None;
        }
    }
}

impl http_body::Body for LimitedBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        while !self.is_refused {
            match Pin::new(&mut self.inner).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    self.count(frame.data_ref().map_or(0, Bytes::len));
                    if !self.is_too_large() {
                        return Poll::Ready(Some(Ok(frame)));
                    }
                    self.is_refused = self.received > self.max_bytes.saturating_add(LINGER_BYTES);
                }
                Poll::Ready(end) if !self.is_too_large() => {
                    return Poll::Ready(end.map(|frame| frame.map_err(BodyError::Broken)));
                }
                Poll::Ready(_) => self.is_refused = true,
                Poll::Pending => {
                    let deadline = self.deadline;
                    let timer = self
                        .timer
                        .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
                    ready!(timer.as_mut().poll(context));
                    if !self.is_too_large() {
                        return Poll::Ready(Some(Err(BodyError::TooSlow)));
                    }
                    self.is_refused = true;
                }
            }
        }
        Poll::Ready(Some(Err(self.too_large())))
    }

    fn is_end_stream(&self) -> bool {
        !self.is_too_large() && self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
