//! The application in this process, with the log lines that it writes.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use service::api::{self, DOCUMENT};
use service::identity::NAME;
use service::platform::api::Api;
use service::platform::app::app;
use service::platform::health::{Health, Lifecycle};
use service::platform::logging;
use service::platform::metrics::Metrics;
use service::platform::observe::Observer;
use service::platform::request_body::BodyLimits;
use service::platform::server;
use service::platform::spans::Spans;
use service::settings::Settings;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tracing::subscriber::DefaultGuard;

use crate::http::eventually;
use crate::sample;

/// A served application. It stops with the test.
pub struct Running {
    pub url: String,
    pub health: Arc<Health>,
    lines: Lines,
    stop: oneshot::Sender<Instant>,
    server: JoinHandle<bool>,
    _subscriber: DefaultGuard,
}

type Lines = Arc<Mutex<Vec<Value>>>;

/// The service with its own API.
pub async fn start_service(variables: &[(&str, &str)]) -> Running {
    let health = Health::new();
    let settings = settings(variables);
    let api = api::api(&settings, &health).expect("an API");
    start(&settings, health, DOCUMENT, api).await
}

/// The platform with the API of sample.rs.
pub async fn start_sample(variables: &[(&str, &str)]) -> Running {
    start_api(sample::api(), variables).await
}

/// The platform with an API of the test's own.
pub async fn start_api(api: Api, variables: &[(&str, &str)]) -> Running {
    start(&settings(variables), Health::new(), "", api).await
}

pub fn settings(variables: &[(&str, &str)]) -> Settings {
    let find = |name: &str| variables.iter().find(|(other, _)| *other == name);
    Settings::read(|name| find(name).map(|(_, value)| (*value).to_owned())).expect("settings")
}

async fn start(
    settings: &Settings,
    health: Arc<Health>,
    document: &'static str,
    api: Api,
) -> Running {
    let lines = Lines::default();
    let keep = Arc::clone(&lines);
    let subscriber =
        logging::subscriber(NAME, &settings.version, settings.log_level, move |line| {
            let line = serde_json::from_slice(line).expect("a line of JSON");
            keep.lock().expect("no panic").push(line);
        });
    // Tests run in one thread each, with all that they spawn.
    let subscriber = tracing::subscriber::set_default(subscriber);
    let metrics = Metrics::new(NAME, &settings.version, &settings.revision).expect("metrics");
    let observer = Arc::new(Observer {
        health: Arc::clone(&health),
        metrics: Arc::new(metrics),
        spans: Spans::Local,
        limits: BodyLimits {
            max_bytes: settings.max_body_bytes,
            timeout: settings.request_timeout,
        },
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (stop, stopped) = oneshot::channel();
    let headers_timeout = settings.headers_timeout;
    let app = app(observer, document, api);
    let server = tokio::spawn(async move {
        let stop = async { stopped.await.expect("a deadline") };
        server::serve(listener, app, headers_timeout, stop).await
    });
    health.set(Lifecycle::Ready);
    Running {
        url,
        health,
        lines,
        stop,
        server,
        _subscriber: subscriber,
    }
}

impl Running {
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    pub fn lines(&self) -> Vec<Value> {
        self.lines.lock().expect("no panic").clone()
    }

    /// Waits for a line with these values.
    pub async fn line(&self, values: &[(&str, &str)]) -> Value {
        let fits = |line: &&Value| values.iter().all(|(name, value)| line[*name] == *value);
        eventually(async || self.lines().iter().find(fits).cloned()).await
    }

    /// Stops in order; what becomes of it tells whether all that was in flight was finished within
    /// `time`.
    pub fn stop(self, time: Duration) -> JoinHandle<bool> {
        self.stop
            .send(Instant::now() + time)
            .expect("a running server");
        self.server
    }
}
