//! What answers the operations on items.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::item::{Item, ItemPage, NewItem};
use super::store::{ItemStore, StoreError};
use crate::platform::api::Api;
use crate::platform::bounded::{Text, Whole};
use crate::platform::json::Json;
use crate::platform::parameters::{Path, Query};
use crate::platform::problem::{Problem, ProblemError};

/// The operations on items that `store` keeps.
pub fn api<S: ItemStore>(store: S) -> Api {
    Api::default()
        .get("/v1/items", list::<S>)
        .post("/v1/items", create::<S>)
        .get("/v1/items/{id}", get::<S>)
        .delete("/v1/items/{id}", delete::<S>)
        .with_state(Arc::new(store))
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default = "default_limit")]
    limit: Whole<1, 100>,
    cursor: Option<Text<1, 200>>,
}

const fn default_limit() -> Whole<1, 100> {
    Whole::new::<20>()
}

#[derive(Deserialize)]
struct ItemPath {
    id: Text<1, 64>,
}

async fn list<S: ItemStore>(
    State(store): State<Arc<S>>,
    Query(query): Query<ListQuery>,
) -> Result<Json<ItemPage>, Problem> {
    match store.list(query.limit.get(), query.cursor.as_deref()).await {
        Err(StoreError::UnknownCursor) => {
            let detail = "The parameter cursor is not one that a page gave out";
            Err(Problem::bad_request(ProblemError::in_parameter(
                detail, "cursor",
            )))
        }
        page => Ok(Json(page?)),
    }
}

async fn create<S: ItemStore>(
    State(store): State<Arc<S>>,
    Json(new): Json<NewItem>,
) -> Result<impl IntoResponse, Problem> {
    let item = store.create(new).await?;
    let location = format!("/v1/items/{}", item.id);
    Ok((StatusCode::CREATED, [(LOCATION, location)], Json(item)))
}

async fn get<S: ItemStore>(
    State(store): State<Arc<S>>,
    Path(ItemPath { id }): Path<ItemPath>,
) -> Result<Json<Item>, Problem> {
    let item = store.get(&id).await?;
    item.map(Json).ok_or_else(|| not_found(&id))
}

async fn delete<S: ItemStore>(
    State(store): State<Arc<S>>,
    Path(ItemPath { id }): Path<ItemPath>,
) -> Result<StatusCode, Problem> {
    if store.delete(&id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(not_found(&id))
    }
}

fn not_found(id: &str) -> Problem {
    Problem::not_found(format!("There is no item {id}."))
}
