use serde_json::{Value, json};

use crate::document::Document;
use crate::http::{Answer, call, get, post};
use crate::running::{Running, start_service};

const ITEMS: &str = "/v1/items";
const ITEM: &str = "/v1/items/{id}";

async fn create(running: &Running, name: &str) -> Value {
    let answer = post(running.url(ITEMS), &json!({ "name": name })).await;
    assert_eq!(answer.status, 201);
    answer.json()
}

async fn page(running: &Running, query: &str) -> Value {
    get(running.url(&format!("{ITEMS}?{query}"))).await.json()
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .filter_map(|item| item["name"].as_str())
        .collect()
}

#[tokio::test]
async fn an_item_is_created_read_and_deleted() {
    let running = start_service(&[]).await;
    let item = create(&running, "lamp").await;
    let url = running.url(&format!("{ITEMS}/{}", item["id"].as_str().expect("an id")));
    assert_eq!(get(&url).await.json(), item);
    assert_eq!(call("DELETE", &url).send().await.status, 204);
    assert_eq!(call("DELETE", &url).send().await.status, 404);
    assert_eq!(get(&url).await.status, 404);
}

#[tokio::test]
async fn pages_follow_each_other_oldest_first_without_gaps_or_repeats() {
    let running = start_service(&[]).await;
    for name in ["a", "b", "c", "d", "e"] {
        create(&running, name).await;
    }
    let mut seen = Vec::new();
    let mut query = "limit=2".to_owned();
    loop {
        let page = page(&running, &query).await;
        seen.extend(names(&page).into_iter().map(str::to_owned));
        match page["nextCursor"].as_str() {
            Some(cursor) => query = format!("limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, ["a", "b", "c", "d", "e"]);
}

#[tokio::test]
async fn a_page_stays_where_it_is_when_items_before_it_are_deleted() {
    let running = start_service(&[]).await;
    let first = create(&running, "a").await;
    create(&running, "b").await;
    create(&running, "c").await;
    let cursor = page(&running, "limit=2").await["nextCursor"].clone();
    let path = format!("{ITEMS}/{}", first["id"].as_str().expect("an id"));
    call("DELETE", running.url(&path)).send().await;
    let cursor = cursor.as_str().expect("a cursor");
    assert_eq!(
        names(&page(&running, &format!("limit=2&cursor={cursor}")).await),
        ["c"]
    );
}

#[tokio::test]
async fn a_cursor_that_no_page_gave_out_is_refused() {
    let running = start_service(&[]).await;
    for cursor in ["x", "1", "+000000000000001", "ffffffffffffffff0"] {
        let answer = get(running.url(&format!("{ITEMS}?cursor={cursor}"))).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json()["errors"][0]["parameter"], "cursor");
    }
}

#[tokio::test]
async fn an_empty_collection_is_one_empty_page() {
    let running = start_service(&[]).await;
    assert_eq!(page(&running, "").await, json!({ "items": [] }));
}

#[tokio::test]
async fn row_11_responses_are_what_the_document_says() {
    let running = start_service(&[]).await;
    let document = Document::load();
    let expect = |method: &str, path: &str, status: u16, answer: &Answer| {
        assert_eq!(answer.status, status, "{method} {path}");
        document.check(method, path, answer);
    };
    let lamp = json!({ "name": "lamp", "tags": ["a"] });
    let created = post(running.url(ITEMS), &lamp).await;
    expect("POST", ITEMS, 201, &created);
    expect(
        "POST",
        ITEMS,
        400,
        &post(running.url(ITEMS), &json!({})).await,
    );
    expect(
        "POST",
        ITEMS,
        415,
        &call("POST", running.url(ITEMS)).body("x").send().await,
    );
    expect("GET", ITEMS, 200, &get(running.url(ITEMS)).await);
    create(&running, "chair").await;
    expect(
        "GET",
        ITEMS,
        200,
        &get(running.url("/v1/items?limit=1")).await,
    );
    expect(
        "GET",
        ITEMS,
        400,
        &get(running.url("/v1/items?limit=0")).await,
    );
    let url = running.url(created.header("location").expect("a location"));
    expect("GET", ITEM, 200, &get(&url).await);
    expect("DELETE", ITEM, 204, &call("DELETE", &url).send().await);
    expect("GET", ITEM, 404, &get(&url).await);
    expect("DELETE", ITEM, 404, &call("DELETE", &url).send().await);
}

#[tokio::test]
async fn row_11_the_bounds_of_the_document_are_those_of_the_service() {
    let running = start_service(&[]).await;
    let document = Document::load();
    let bodies = [
        json!({ "name": "x".repeat(200), "tags": vec!["é".repeat(50); 20] }),
        json!({ "name": "x".repeat(201) }),
        json!({ "name": "" }),
        json!({ "name": "x", "tags": vec!["t"; 21] }),
        json!({ "name": "x", "tags": ["t".repeat(51)] }),
        json!({ "name": "x", "tags": [""] }),
        json!({ "name": "x", "tags": null }),
        json!({ "name": "x", "id": "y" }),
        json!({ "tags": [] }),
        json!([]),
    ];
    for body in bodies {
        let is_valid = document.allows("NewItem", &body);
        let answer = post(running.url(ITEMS), &body).await;
        assert_eq!(answer.status, if is_valid { 201 } else { 400 }, "{body}");
    }
}
