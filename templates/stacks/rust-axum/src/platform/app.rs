//! Puts the parts of the application together.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use super::api::Api;
use super::observe::{Observer, Unrouted, observe};
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
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn_with_state(observer, observe))
}

async fn not_found(uri: Uri) -> Response {
    let problem = Problem::not_found(format!("Nothing is served at {}.", uri.path()));
    let mut response = problem.into_response();
    response.extensions_mut().insert(Unrouted);
    response
}

/// The panic itself has been logged where it happened.
fn after_panic(_: Box<dyn Any + Send>) -> Response {
    Problem::bare(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
