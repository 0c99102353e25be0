//! One connection of a client, from its first byte to its last.
//!
//! hyper answers what is not HTTP with a bare status, and has one deadline for slow headers and
//! idle connections alike. Here such requests get a problem document, and a connection may be idle
//! for longer than headers may take.

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
use hyper_util::rt::{TokioIo, TokioTimer};
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
#[derive(Clone, Default)]
pub struct Progress(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    requests: usize,
    /// Since when the headers of a request arrive.
    headers_since: Option<Instant>,
}

impl Progress {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client has sent something.
    pub fn received(&self) {
        let mut state = self.lock();
        if state.requests == 0 && state.headers_since.is_none() {
            state.headers_since = Some(Instant::now());
        }
    }

    /// Whether a request is being answered.
    pub fn is_answering(&self) -> bool {
        self.lock().requests > 0
    }

    fn headers_since(&self) -> Option<Instant> {
        self.lock().headers_since
    }

    fn start_request(&self) -> ActiveRequest {
        let mut state = self.lock();
        state.requests += 1;
        state.headers_since = None;
        ActiveRequest(self.clone())
    }
}

/// Counts as a request of its connection until it is dropped.
struct ActiveRequest(Progress);

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        self.0.lock().requests -= 1;
    }
}

/// Serves a client until it hangs up, is too slow, or the service stops.
pub async fn serve(
    stream: TcpStream,
    app: Router,
    headers_timeout: Duration,
    mut stopping: watch::Receiver<bool>,
) {
    let progress = Progress::default();
    // The first request is due from the start.
    progress.received();
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
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE_TIMEOUT.max(headers_timeout))
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
                if is_stopping && !progress.is_answering() {
                    return;
                }
                let now = Instant::now();
                let since = progress.headers_since();
                if since.is_some_and(|since| since + headers_timeout <= now) {
                    break;
                }
                let wait = if is_stopping { STOPPING_TIMEOUT } else { headers_timeout };
                timer.as_mut().reset(since.unwrap_or(now) + wait);
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
