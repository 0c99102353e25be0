//! Passes lines of the log on together: a call for each would take longer than making the line.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::Duration;

/// How long lines wait for others to go out with.
const PAUSE: Duration = Duration::from_millis(1);

/// How many bytes may wait; who logs more waits for the writing.
const MAX_WAITING: usize = 64 * 1024;

/// Takes lines for stdout, and writes those of a millisecond in one call.
pub struct LineWriter {
    lines: Arc<Lines>,
    /// None where it could not be started; then each line is written at once.
    writer: Option<Thread>,
}

/// Writes the lines that still wait when it is dropped.
#[must_use]
pub struct LastLines(Arc<Lines>);

#[derive(Default)]
struct Lines {
    waiting: Mutex<Vec<u8>>,
    /// Keeps writes in order, and its buffer is the next to be filled.
    writing: Mutex<Vec<u8>>,
}

impl LineWriter {
    /// Starts the thread that writes, which ends with the process.
    pub fn start() -> (Self, LastLines) {
        let lines = Arc::<Lines>::default();
        let ours = Arc::clone(&lines);
        let work = move || {
            loop {
                thread::park();
                thread::sleep(PAUSE);
                ours.write();
            }
        };
        let handle = thread::Builder::new().name("log".into()).spawn(work);
        let writer = handle.ok().map(|handle| handle.thread().clone());
        let last = LastLines(Arc::clone(&lines));
        (Self { lines, writer }, last)
    }

    /// Takes a line.
    pub fn take(&self, line: &[u8]) {
        let mut waiting = lock(&self.lines.waiting);
        let is_first = waiting.is_empty();
        waiting.extend_from_slice(line);
        let is_full = waiting.len() > MAX_WAITING;
        drop(waiting);
        match &self.writer {
            Some(writer) if !is_full => {
                if is_first {
                    writer.unpark();
                }
            }
            _ => self.lines.write(),
        }
    }
}

impl Drop for LastLines {
    fn drop(&mut self) {
        self.0.write();
    }
}

impl Lines {
    fn write(&self) {
        let mut writing = lock(&self.writing);
        writing.clear();
        mem::swap(&mut *writing, &mut *lock(&self.waiting));
        // Lines that cannot be written are lost: there is nowhere left to say so.
        let _ = io::stdout().lock().write_all(&writing);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
