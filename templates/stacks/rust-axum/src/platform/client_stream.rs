//! The bytes to and from a client, with problem documents in place of hyper's bare answers to what
//! is not HTTP.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;

use super::connection::Progress;
use super::problem::{PROBLEM_JSON, Problem};

/// Up to here the parts of a write are copied together: the system takes longer to gather them.
const MAX_JOINED_BYTES: usize = 4 << 10;

/// A client's side of a connection.
pub struct ClientStream {
    stream: TcpStream,
    progress: Progress,
    joined: Vec<u8>,
    /// What is still to be written in place of a bare answer; the connection ends after it.
    refusal: Option<Vec<u8>>,
}

impl ClientStream {
    /// A stream that tells `progress` when something arrives.
    pub fn new(stream: TcpStream, progress: Progress) -> Self {
        Self {
            stream,
            progress,
            joined: Vec::new(),
            refusal: None,
        }
    }

    /// Answers headers that did not arrive in time.
    pub async fn refuse_slow_headers(mut self) -> io::Result<()> {
        self.stream
            .write_all(&response(StatusCode::REQUEST_TIMEOUT))
            .await?;
        self.stream.shutdown().await
    }

    fn poll_refuse(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<bool>> {
        if self.refusal.is_none() {
            if self.progress.is_answering() {
                return Poll::Ready(Ok(false));
            }
            self.refusal = bare_status(bytes).map(response);
        }
        let Some(refusal) = &mut self.refusal else {
            return Poll::Ready(Ok(false));
        };
        while !refusal.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, refusal))?;
            refusal.drain(..written);
        }
        Poll::Ready(Ok(true))
    }
}

/// The status that hyper answers by itself. Responses of the application carry the header that all
/// of them have.
fn bare_status(head: &[u8]) -> Option<StatusCode> {
    let status = head.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    let head = std::str::from_utf8(head).ok()?;
    let is_bare = status.starts_with(b"4") && !head.contains("x-content-type-options");
    is_bare
        .then(|| StatusCode::from_bytes(status).ok())
        .flatten()
}

fn response(status: StatusCode) -> Vec<u8> {
    let body = Problem::bare(status).document("/");
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {PROBLEM_JSON}\r\nx-content-type-options: nosniff\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

impl AsyncRead for ClientStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            self.progress.received();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if ready!(self.poll_refuse(context, bytes))? {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let first = parts.first().map_or(&[][..], |part| part);
        let length = parts.iter().map(|part| part.len()).sum();
        if ready!(self.poll_refuse(context, first))? {
            return Poll::Ready(Ok(length));
        }
        let Self { stream, joined, .. } = &mut *self;
        if length > MAX_JOINED_BYTES {
            return Pin::new(stream).poll_write_vectored(context, parts);
        }
        joined.clear();
        for part in parts {
            joined.extend_from_slice(part);
        }
        Pin::new(stream).poll_write(context, joined)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
