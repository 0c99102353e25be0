use bytes::Bytes;
use futures_util::stream;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Frame;
use serde_json::{Value, json};

use crate::http::{Answer, Call, call, exchange, get};
use crate::running::{Running, start_sample};

const SAMPLES: &str = "/v1/samples";

fn check(answer: &Answer, status: u16, path: &str) -> Value {
    let problem = answer.json();
    assert_eq!(answer.status, status, "{problem}");
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(problem["type"], "about:blank");
    assert!(problem["title"].is_string());
    assert_eq!(problem["status"], status);
    assert_eq!(problem["instance"], path);
    problem
}

async fn start() -> Running {
    start_sample(&[("MAX_BODY_BYTES", "200"), ("LOG_LEVEL", "fatal")]).await
}

#[tokio::test]
async fn row_10_a_body_that_breaks_the_schema_is_answered_with_400_and_a_pointer() {
    let running = start().await;
    let cases = [
        ("", "#"),
        ("[]", "#"),
        (r#"["x"]"#, "#"),
        ("null", "#"),
        ("{}", "#/name"),
        (r#"{"name":1}"#, "#/name"),
        (r#"{"name":null}"#, "#/name"),
        (r#"{"name":true}"#, "#/name"),
        (r#"{"name":""}"#, "#/name"),
        (r#"{"name":"x","tags":"a"}"#, "#/tags"),
        (r#"{"name":"x","tags":["a",2]}"#, "#/tags/1"),
        (r#"{"name":"x","tags":["a","b","c","d"]}"#, "#/tags"),
        (r#"{"name":"x","a/b~c":1}"#, "#/a~1b~0c"),
        (r#"{"name":"x","size":[1,"metre"]}"#, "#/size"),
        (r#"{"name":"x","size":{"unit":"inch"}}"#, "#/size/width"),
        (
            r#"{"name":"x","size":{"width":-1,"unit":"inch"}}"#,
            "#/size/width",
        ),
        (
            r#"{"name":"x","size":{"width":1.5,"unit":"inch"}}"#,
            "#/size/width",
        ),
        (
            r#"{"name":"x","size":{"width":"1","unit":"inch"}}"#,
            "#/size/width",
        ),
        (
            r#"{"name":"x","size":{"width":1,"unit":"mile"}}"#,
            "#/size/unit",
        ),
        (r#"{"name":"x","size":{"width":1,"unit":2}}"#, "#/size/unit"),
    ];
    for (body, pointer) in cases {
        let request = call("POST", running.url(SAMPLES)).header("content-type", "application/json");
        let problem = check(&request.body(body).send().await, 400, SAMPLES);
        assert_eq!(
            problem["errors"][0]["pointer"], pointer,
            "{body}: {problem}"
        );
    }
    let absent = call("POST", running.url(SAMPLES)).send().await;
    assert_eq!(check(&absent, 400, SAMPLES)["errors"][0]["pointer"], "#");
}

#[tokio::test]
async fn row_10_a_body_that_is_no_json_is_answered_with_400() {
    let running = start().await;
    for body in ["{", "name", "{\"name\":\"x\"}}", "{\"name\":\"\\ud800\"}"] {
        let request = call("POST", running.url(SAMPLES)).header("content-type", "application/json");
        check(&request.body(body).send().await, 400, SAMPLES);
    }
}

#[tokio::test]
async fn row_10_a_body_that_the_schema_allows_is_taken() {
    let running = start().await;
    let bodies = [
        json!({ "name": "x", "tags": [] }),
        json!({ "name": "x", "tags": ["a"], "size": { "width": 1, "unit": "inch" } }),
    ];
    for body in bodies {
        let request = call("POST", running.url(SAMPLES)).body(body.to_string());
        let answer = request
            .header("content-type", "Application/JSON; charset=utf-8")
            .send()
            .await;
        assert_eq!(answer.status, 201);
        assert_eq!(answer.json(), body);
    }
}

#[tokio::test]
async fn row_10_a_bad_parameter_is_answered_with_400_and_its_name() {
    let running = start().await;
    let cases = [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("limit=", "limit"),
        ("limit=-1", "limit"),
        ("limit=1.5", "limit"),
        ("limit=1&limit=2", "limit"),
        ("exact=1", "exact"),
        ("unit=mile", "unit"),
    ];
    for (query, parameter) in cases {
        let answer = get(running.url(&format!("{SAMPLES}?{query}"))).await;
        let problem = check(&answer, 400, SAMPLES);
        assert_eq!(
            problem["errors"][0]["parameter"], parameter,
            "{query}: {problem}"
        );
    }
    let good = get(running.url(&format!("{SAMPLES}?limit=5&exact=true&unit=metre&other=1"))).await;
    assert_eq!(good.json(), json!([{ "name": "known", "tags": [] }]));

    let long = format!("{SAMPLES}/{}", "a".repeat(65));
    let problem = check(&get(running.url(&long)).await, 400, &long);
    assert_eq!(problem["errors"][0]["parameter"], "id");
    for path in ["/v1/samples/%zz", "/v1/samples/%ff", "/v1/samples/%4"] {
        check(&get(running.url(path)).await, 400, path);
    }
}

#[tokio::test]
async fn row_10_what_is_not_there_is_answered_with_404() {
    let running = start().await;
    check(&get(running.url("/nothing?query=1")).await, 404, "/nothing");
    check(
        &get(running.url("/v1/samples/none")).await,
        404,
        "/v1/samples/none",
    );
    let odd_body = call("POST", running.url("/nothing")).body("text");
    check(&odd_body.send().await, 404, "/nothing");
}

#[tokio::test]
async fn row_10_a_method_that_the_path_lacks_is_answered_with_405_and_those_that_it_has() {
    let running = start().await;
    let cases = [
        ("PUT", "/v1/samples", "GET,HEAD,POST"),
        ("OPTIONS", "/v1/samples", "GET,HEAD,POST"),
        ("PROPFIND", "/v1/samples/none", "GET,HEAD"),
        ("DELETE", "/livez", "GET,HEAD"),
    ];
    for (method, path, allow) in cases {
        let answer = call(method, running.url(path)).body("text").send().await;
        check(&answer, 405, path);
        assert_eq!(answer.header("allow"), Some(allow));
    }
    let head = call("HEAD", running.url("/v1/samples")).send().await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test]
async fn row_10_a_body_over_the_limit_is_answered_with_413_of_known_length_or_not() {
    let running = start().await;
    let large = Bytes::from(vec![b'x'; 2 << 20]);
    let request = || call("POST", running.url(SAMPLES)).header("content-type", "application/json");
    check(&request().body(large.clone()).send().await, 413, SAMPLES);
    check(&request().body(vec![b'x'; 201]).send().await, 413, SAMPLES);
    let frames = stream::iter([Ok(Frame::data(large))]);
    let chunked: Call = request().chunked(BodyExt::boxed(StreamBody::new(frames)));
    check(&chunked.send().await, 413, SAMPLES);
    let asking = "POST /v1/samples HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n\
                  content-type: application/json\r\ncontent-length: 999\r\n\r\n";
    let (answer, _) = exchange(&running.url, asking).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn row_10_a_body_of_another_type_is_answered_with_415() {
    let running = start().await;
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "",
    ] {
        let request = call("POST", running.url(SAMPLES)).header("content-type", media_type);
        check(&request.body("{\"name\":\"x\"}").send().await, 415, SAMPLES);
    }
    let untyped = call("POST", running.url(SAMPLES)).body("{\"name\":\"x\"}");
    check(&untyped.send().await, 415, SAMPLES);
}

#[tokio::test]
async fn row_10_an_unexpected_error_shows_nothing_of_itself() {
    let running = start().await;
    for path in ["/v1/error", "/v1/panic"] {
        let answer = get(running.url(path)).await;
        check(&answer, 500, path);
        assert!(!answer.text().contains("hunter2"));
    }
}

#[tokio::test]
async fn row_10_errors_of_the_framework_itself_are_problems_too() {
    let running = start().await;
    let path = "/v1/framework";
    let no_text = call("POST", running.url(path))
        .body(vec![0xff])
        .send()
        .await;
    check(&no_text, 400, path);
}

#[tokio::test]
async fn row_10_what_is_not_http_is_answered_with_a_problem_and_a_closed_connection() {
    let running = start().await;
    let long_header = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(20_000));
    for (bytes, status) in [("good morning\r\n\r\n", 400), (long_header.as_str(), 431)] {
        let (answer, _) = exchange(&running.url, bytes).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
        assert!(
            answer.contains("content-type: application/problem+json"),
            "{answer}"
        );
        assert!(
            answer.contains("x-content-type-options: nosniff"),
            "{answer}"
        );
    }
}
