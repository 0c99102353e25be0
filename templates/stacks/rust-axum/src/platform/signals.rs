//! Signals to stop: the first begins an orderly end, the second ends the process at once.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGTERM and SIGINT, also those that arrive while nobody waits for them.
pub struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

/// A signal by name and number.
#[derive(Debug, Clone, Copy)]
pub struct StopSignal {
    /// Such as `SIGTERM`.
    pub name: &'static str,
    number: u8,
}

impl StopSignals {
    /// From now on, signals to stop no longer end the process by themselves.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// The next signal.
    pub async fn next(&mut self) -> StopSignal {
        tokio::select! {
            _ = self.terminate.recv() => StopSignal { name: "SIGTERM", number: 15 },
            _ = self.interrupt.recv() => StopSignal { name: "SIGINT", number: 2 },
        }
    }

    /// Ends the process at the next signal.
    pub fn exit_at_next(mut self) {
        tokio::spawn(async move {
            let signal = self.next().await;
            std::process::exit(128 + i32::from(signal.number));
        });
    }
}
