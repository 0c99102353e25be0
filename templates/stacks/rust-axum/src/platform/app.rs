//! Puts the parts of the application together.

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::layer::layer_fn;

use super::api::Api;
use super::observe::{Observer, Unrouted, observed};
use super::problem::Problem;
use super::{health, metrics};

/// An API and its document as an application that does not listen yet.
pub fn app(observer: Arc<Observer>, document: &'static str, api: Api) -> Router {
    let serve_document = move || async move { ([(CONTENT_TYPE, "application/yaml")], document) };
    Router::new()
        .merge(health::routes(Arc::clone(&observer.health)))
        .merge(metrics::routes(Arc::clone(&observer.metrics)))
        .route("/openapi.yaml", get(serve_document))
        .merge(api.into_router())
        .fallback(not_found)
        .layer(layer_fn(move |route| observed(&observer, route)))
}

async fn not_found(uri: Uri) -> Response {
    let problem = Problem::not_found(format!("Nothing is served at {}.", uri.path()));
    let mut response = problem.into_response();
    response.extensions_mut().insert(Unrouted);
    response
}
