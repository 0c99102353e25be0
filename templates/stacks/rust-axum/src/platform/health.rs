//! `/livez`: the process can answer. `/readyz`: it can do its work, and is not about to stop.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::RwLock;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::future::join_all;
use serde::Serialize;

use super::json::Json;

/// Shorter than the second that probes and load balancers usually grant.
const CHECK_DEADLINE: Duration = Duration::from_millis(900);

type CheckFuture = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;
type Check = Box<dyn Fn() -> CheckFuture + Send + Sync>;

/// Where the process stands between its start and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Lifecycle {
    /// Not everything is there yet.
    Starting,
    /// Serving.
    Ready,
    /// Serving, and about to stop.
    Draining,
}

/// Whether the service can do its work.
pub struct Health {
    lifecycle: AtomicU8,
    checks: RwLock<Vec<(&'static str, Check)>>,
}

#[derive(Serialize)]
struct Failure {
    check: &'static str,
    reason: String,
}

impl Health {
    /// Of a service that is starting.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            lifecycle: AtomicU8::new(Lifecycle::Starting as u8),
            checks: RwLock::default(),
        })
    }

    /// Where the process stands.
    pub fn lifecycle(&self) -> Lifecycle {
        match self.lifecycle.load(Ordering::Relaxed) {
            0 => Lifecycle::Starting,
            1 => Lifecycle::Ready,
            _ => Lifecycle::Draining,
        }
    }

    /// Moves on to the next state.
    pub fn set(&self, lifecycle: Lifecycle) {
        self.lifecycle.store(lifecycle as u8, Ordering::Relaxed);
    }

    /// Adds a check of what the service itself cannot work without, such as its own database. Not
    /// of other services: if their failure made this one unready, one outage would take down every
    /// caller.
    pub fn add_check<F, E>(&self, name: &'static str, check: impl Fn() -> F + Send + Sync + 'static)
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: ToString,
    {
        let check: Check = Box::new(move || {
            let result = check();
            Box::pin(async move { result.await.map_err(|error| error.to_string()) })
        });
        if let Ok(mut checks) = self.checks.write() {
            checks.push((name, check));
        }
    }

    async fn failures(&self) -> Vec<Failure> {
        let running: Vec<_> = match self.checks.read() {
            Ok(checks) => checks
                .iter()
                .map(|(name, check)| run(name, check()))
                .collect(),
            Err(_) => Vec::new(),
        };
        let reason = match self.lifecycle() {
            Lifecycle::Starting => Some("starting"),
            Lifecycle::Ready => None,
            Lifecycle::Draining => Some("draining"),
        };
        let lifecycle = reason.map(|reason| Failure {
            check: "lifecycle",
            reason: reason.to_owned(),
        });
        let failed_checks = join_all(running).await.into_iter().flatten();
        lifecycle.into_iter().chain(failed_checks).collect()
    }
}

async fn run(check: &'static str, result: CheckFuture) -> Option<Failure> {
    let reason = match tokio::time::timeout(CHECK_DEADLINE, result).await {
        Ok(Ok(())) => return None,
        Ok(Err(reason)) => reason,
        Err(_) => format!("no answer within {} ms", CHECK_DEADLINE.as_millis()),
    };
    Some(Failure { check, reason })
}

#[derive(Serialize)]
struct Report {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failing: Vec<Failure>,
}

/// The routes of the probes.
pub fn routes(health: Arc<Health>) -> Router {
    let ok = || Report {
        status: "ok",
        failing: Vec::new(),
    };
    let live = move || async move { Json(ok()) };
    let ready = move || {
        let health = Arc::clone(&health);
        async move { ready_response(health.failures().await) }
    };
    Router::new()
        .route("/livez", get(live))
        .route("/readyz", get(ready))
}

fn ready_response(failing: Vec<Failure>) -> Response {
    if failing.is_empty() {
        let status = "ok";
        return Json(Report { status, failing }).into_response();
    }
    let status = "failing";
    (
        StatusCode::SERVICE_UNAVAILABLE,
        Json(Report { status, failing }),
    )
        .into_response()
}
