//! Takes connections until the service stops, and finishes what is in flight.

use std::io;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::connection;

/// For connections that the kernel has taken and the service has not.
const BACKLOG_TIME: Duration = Duration::from_millis(20);

/// For a process that has run out of file descriptors.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(100);

/// Serves until `stop` tells by when all must be over. False where something in flight had to be
/// cut off.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    headers_timeout: Duration,
    stop: impl Future<Output = Instant>,
) -> bool {
    let (stopping, observe_stop) = watch::channel(false);
    let mut connections = JoinSet::new();
    let accept = |connections: &mut JoinSet<()>, stream: TcpStream| {
        // Responses are written whole; waiting for more of them would only delay them.
        let _ = stream.set_nodelay(true);
        let stopping = observe_stop.clone();
        connections.spawn(connection::serve(
            stream,
            app.clone(),
            headers_timeout,
            stopping,
        ));
    };

    tokio::pin!(stop);
    let deadline = loop {
        tokio::select! {
            deadline = &mut stop => break deadline,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => accept(&mut connections, stream),
                Err(error) => pause_after(error).await,
            },
            Some(_) = connections.join_next() => {}
        }
    };

    let _ = timeout(BACKLOG_TIME, async {
        while let Ok((stream, _)) = listener.accept().await {
            accept(&mut connections, stream);
        }
    })
    .await;
    drop(listener);
    stopping.send_replace(true);
    let all_closed = async { while connections.join_next().await.is_some() {} };
    timeout_at(deadline, all_closed).await.is_ok()
}

async fn pause_after(error: io::Error) {
    // A client that hung up while it was waiting is no failure of ours.
    let is_the_clients = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    );
    if !is_the_clients {
        tracing::error!(err = %error, "no connection could be taken");
        sleep(PAUSE_AFTER_FAILURE).await;
    }
}
