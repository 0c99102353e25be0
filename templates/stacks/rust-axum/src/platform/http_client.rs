//! The client for calls to other services and to the collector of traces.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Shorter than most servers wait, so that a request seldom meets a connection that is being
/// closed.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// A client with a pool of connections. Clones share it.
pub type HttpClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// A client for these addresses. The system's certificates are loaded only where one of them needs
/// TLS: they take time at the start, and memory.
pub fn new<'a>(addresses: impl IntoIterator<Item = &'a str>) -> io::Result<HttpClient> {
    let needs_tls = addresses
        .into_iter()
        .any(|address| address.starts_with("https:"));
    let config = ClientConfig::builder();
    let config = if needs_tls {
        config.with_native_roots()?
    } else {
        config.with_root_certificates(RootCertStore::empty())
    };
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT_TIMEOUT));
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(config.with_no_client_auth())
        .https_or_http()
        .enable_http1()
        .wrap_connector(http);
    let client = Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .build(connector);
    Ok(client)
}
