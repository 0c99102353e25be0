//! One connection of a client, from its first byte to its last.
//!
//! hyper answers what is not HTTP with a bare status, and has one deadline for slow headers and
//! idle connections alike, with a new timer for each request. Here such requests get a problem
//! document, a connection may be idle for longer than headers may take, and has one timer for all.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::client_stream::ClientStream;

/// Longer than load balancers keep an idle connection, so that they close it, and not while a
/// request is on its way.
const IDLE_TIMEOUT: Duration = Duration::from_secs(75);

/// While the service stops: how long to wait for the rest of a request's headers, and for a last
/// response to leave.
const STOPPING_TIMEOUT: Duration = Duration::from_millis(500);

const MAX_HEADER_BYTES: usize = 16 << 10;

/// How much of a body waits in memory for its handler.
const MAX_BUFFER_BYTES: usize = 64 << 10;

/// How far a connection has come.
#[derive(Clone)]
pub struct Progress(Arc<Mutex<State>>);

#[derive(Clone, Copy)]
enum State {
    /// No request has begun since then.
    Idle(Instant),
    /// The headers of a request arrive since then.
    Headers(Instant),
    /// That many requests are being answered.
    Answering(usize),
}

impl Progress {
    /// Of a connection that begins now, and whose first request is due from the start.
    fn new() -> Self {
        Self(Arc::new(Mutex::new(State::Headers(Instant::now()))))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client has sent something.
    pub fn received(&self) {
        let mut state = self.lock();
        if let State::Idle(_) = *state {
            *state = State::Headers(Instant::now());
        }
    }

    /// Whether a request is being answered.
    pub fn is_answering(&self) -> bool {
        matches!(*self.lock(), State::Answering(_))
    }

    fn start_request(&self) -> ActiveRequest {
        let mut state = self.lock();
        *state = match *state {
            State::Answering(requests) => State::Answering(requests + 1),
            _ => State::Answering(1),
        };
        ActiveRequest(self.clone())
    }
}

/// Counts as a request of its connection until it is dropped.
struct ActiveRequest(Progress);

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        *state = match *state {
            State::Answering(requests) if requests > 1 => State::Answering(requests - 1),
            _ => State::Idle(Instant::now()),
        };
    }
}

/// Serves a client until it hangs up, is too slow, or the service stops.
pub async fn serve(
    stream: TcpStream,
    app: Router,
    headers_timeout: Duration,
    mut stopping: watch::Receiver<bool>,
) {
    let progress = Progress::new();
    let app = TowerToHyperService::new(app);
    let service = service_fn(|request: Request<Incoming>| {
        let active = progress.start_request();
        let response = app.call(request);
        async {
            Ok::<_, Infallible>(response.await?.map(|inner| ActiveBody {
                inner,
                _active: active,
            }))
        }
    });
    let stream = TokioIo::new(ClientStream::new(stream, progress.clone()));
    let mut connection = http1::Builder::new()
        .header_read_timeout(None)
        .max_header_size(MAX_HEADER_BYTES)
        .max_buf_size(MAX_BUFFER_BYTES)
        .serve_connection(stream, service);

    let mut is_stopping = *stopping.borrow_and_update();
    let timer = sleep(headers_timeout);
    tokio::pin!(timer);
    loop {
        tokio::select! {
            biased;
            // What went wrong is the client's affair, and it has been told.
            _ = &mut connection => return,
            _ = stopping.changed(), if !is_stopping => {
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
                timer.as_mut().reset(Instant::now() + STOPPING_TIMEOUT);
            }
            () = &mut timer => {
                let now = Instant::now();
                let next_look = now + if is_stopping { STOPPING_TIMEOUT } else { headers_timeout };
                let due = match *progress.lock() {
                    State::Answering(_) => next_look,
                    _ if is_stopping => return,
                    State::Idle(since) if since + IDLE_TIMEOUT <= now => return,
                    State::Headers(since) if since + headers_timeout <= now => break,
                    State::Idle(since) => next_look.min(since + IDLE_TIMEOUT),
                    State::Headers(since) => since + headers_timeout,
                };
                timer.as_mut().reset(due);
            }
        }
    }
    let stream = connection.into_parts().io.into_inner();
    let _ = timeout(STOPPING_TIMEOUT, stream.refuse_slow_headers()).await;
}

/// The body of a response, with which its request ends.
struct ActiveBody {
    inner: Body,
    _active: ActiveRequest,
}

impl http_body::Body for ActiveBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
