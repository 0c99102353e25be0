//! Stops calls to a service that keeps failing, for a while: it can recover, and callers need not
//! wait.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// So many calls in a row have to fail.
const FAILURES: u32 = 5;

/// How long no call is made then.
const PAUSE: Duration = Duration::from_secs(5);

/// Whether a service may be called.
#[derive(Default)]
pub struct CircuitBreaker(Mutex<State>);

#[derive(Default)]
struct State {
    failures: u32,
    paused_until: Option<Instant>,
}

impl CircuitBreaker {
    /// Whether a call may be made now. After a pause it is one, and the others wait for what
    /// becomes of it.
    pub fn admits(&self) -> bool {
        let now = Instant::now();
        let mut state = self.lock();
        match state.paused_until {
            Some(until) if now < until => false,
            Some(_) => {
                state.paused_until = Some(now + PAUSE);
                true
            }
            None => true,
        }
    }

    /// A call has brought an answer.
    pub fn succeeded(&self) {
        *self.lock() = State::default();
    }

    /// A call has brought none.
    pub fn failed(&self) {
        let mut state = self.lock();
        state.failures += 1;
        if state.failures >= FAILURES {
            state.paused_until = Some(Instant::now() + PAUSE);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
