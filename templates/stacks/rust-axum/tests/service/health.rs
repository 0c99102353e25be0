use std::future::{pending, ready};
use std::time::{Duration, Instant};

use serde_json::json;
use service::platform::health::Lifecycle;

use crate::http::get;
use crate::running::start_sample;

#[tokio::test]
async fn row_03_livez_is_200_whatever_the_checks_say() {
    let running = start_sample(&[]).await;
    running
        .health
        .add_check("database", || ready(Err("refused")));
    for state in [Lifecycle::Starting, Lifecycle::Ready, Lifecycle::Draining] {
        running.health.set(state);
        assert_eq!(get(running.url("/livez")).await.status, 200);
    }
}

#[tokio::test]
async fn row_04_readyz_is_200_when_the_service_can_serve() {
    let running = start_sample(&[]).await;
    running
        .health
        .add_check("database", || ready(Ok::<_, String>(())));
    let answer = get(running.url("/readyz")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json(), json!({ "status": "ok" }));
}

#[tokio::test]
async fn row_04_readyz_is_503_while_the_service_starts_and_drains() {
    let running = start_sample(&[]).await;
    for (state, reason) in [
        (Lifecycle::Starting, "starting"),
        (Lifecycle::Draining, "draining"),
    ] {
        running.health.set(state);
        let answer = get(running.url("/readyz")).await;
        assert_eq!(answer.status, 503);
        let failing = json!([{ "check": "lifecycle", "reason": reason }]);
        assert_eq!(
            answer.json(),
            json!({ "status": "failing", "failing": failing })
        );
    }
}

#[tokio::test]
async fn row_04_readyz_names_the_checks_that_fail_and_gives_each_less_than_a_second() {
    let running = start_sample(&[]).await;
    running
        .health
        .add_check("cache", || ready(Ok::<_, String>(())));
    running
        .health
        .add_check("database", || ready(Err("refused")));
    running
        .health
        .add_check("queue", pending::<Result<(), String>>);
    running
        .health
        .add_check("topic", pending::<Result<(), String>>);
    let started = Instant::now();
    let answer = get(running.url("/readyz")).await;
    assert!(started.elapsed() < Duration::from_millis(1500));
    assert_eq!(answer.status, 503);
    let failing = json!([
        { "check": "database", "reason": "refused" },
        { "check": "queue", "reason": "no answer within 900 ms" },
        { "check": "topic", "reason": "no answer within 900 ms" },
    ]);
    assert_eq!(answer.json()["failing"], failing);
}
