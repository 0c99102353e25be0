//! Runs the service in this process until a signal stops it.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

use crate::api::{self, DOCUMENT};
use crate::identity::NAME;
use crate::platform::app::app;
use crate::platform::health::{Health, Lifecycle};
use crate::platform::logging::{self, FATAL, LogLevel};
use crate::platform::metrics::Metrics;
use crate::platform::observe::Observer;
use crate::platform::request_body::BodyLimits;
use crate::platform::server;
use crate::platform::signals::StopSignals;
use crate::platform::spans::Spans;
use crate::settings::Settings;

/// Kept back from `SHUTDOWN_SECONDS` for closing what is still open.
const CLOSING_TIME: Duration = Duration::from_millis(500);

/// The longest wait for the last traces to be sent.
const LAST_TRACES_TIME: Duration = Duration::from_secs(3);

/// Runs the service to its end.
pub fn run() -> ExitCode {
    let settings = match Settings::from_env() {
        Ok(settings) => settings,
        Err(error) => {
            let version = std::env::var("SERVICE_VERSION").unwrap_or_default();
            let _last_lines = logging::init(NAME, &version, LogLevel::Fatal);
            for problem in error.problems {
                tracing::error!(target: FATAL, "{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    let _last_lines = logging::init(NAME, &settings.version, settings.log_level);
    match start(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(target: FATAL, err = error, "the service could not start");
            ExitCode::FAILURE
        }
    }
}

fn start(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(serve(settings));
    // Names being looked up, and the like, are not waited for.
    runtime.shutdown_background();
    result
}

async fn serve(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let signals = StopSignals::new()?;
    let health = Health::new();
    let metrics = Metrics::new(NAME, &settings.version, &settings.revision)?;
    let observer = Arc::new(Observer {
        health: Arc::clone(&health),
        metrics: Arc::new(metrics),
        spans: Spans::new(settings.otlp_endpoint.as_deref(), NAME, &settings.version)?,
        limits: BodyLimits {
            max_bytes: settings.max_body_bytes,
            timeout: settings.request_timeout,
        },
    });
    let api = api::api(settings, &health)?;
    let app = app(Arc::clone(&observer), DOCUMENT, api);

    let listener = TcpListener::bind((settings.host.as_str(), settings.port)).await?;
    // What must be warm before the first request is awaited here: until then /readyz says
    // "starting".
    health.set(Lifecycle::Ready);
    let Settings {
        host,
        port,
        revision,
        ..
    } = settings;
    tracing::info!(host, port, revision, "ready");

    let stop = stop_at_signal(signals, &health, settings);
    let is_finished = server::serve(listener, app, settings.headers_timeout, stop).await;
    if !is_finished {
        tracing::warn!(
            requests = observer.metrics.active_requests(),
            "cut off requests in flight"
        );
    }
    send_last_traces(observer).await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for a signal, serves on for `DRAIN_SECONDS`, and tells by when all must be over.
async fn stop_at_signal(mut signals: StopSignals, health: &Health, settings: &Settings) -> Instant {
    let signal = signals.next().await;
    let deadline = Instant::now() + settings.shutdown - CLOSING_TIME;
    health.set(Lifecycle::Draining);
    let drain_seconds = settings.drain.as_secs_f64();
    tracing::info!(signal = signal.name, drain_seconds, "stopping");
    signals.exit_at_next();
    sleep(settings.drain).await;
    deadline
}

async fn send_last_traces(observer: Arc<Observer>) {
    let sending = tokio::task::spawn_blocking(move || observer.spans.shutdown(LAST_TRACES_TIME));
    let _ = sending.await;
}
