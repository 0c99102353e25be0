"""Row 10: errors are problem documents."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import Service

SAMPLES = "/v1/samples"


def problem_of(response: httpx.Response, status: int, path: str) -> dict[str, Any]:
    body: dict[str, Any] = response.json()
    assert response.status_code == status, body
    assert response.headers["content-type"] == "application/problem+json"
    assert (body["type"], body["status"], body["instance"]) == ("about:blank", status, path)
    assert body["title"]
    return body


def post(sample: Service, body: str | bytes, content_type: str = "application/json") -> httpx.Response:
    return httpx.post(f"{sample.url}{SAMPLES}", content=body, headers={"content-type": content_type})


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ("", "#"),
        ("[]", "#"),
        ("null", "#"),
        ('"x"', "#"),
        ("{}", "#/name"),
        ('{"name":1}', "#/name"),
        ('{"name":null}', "#/name"),
        ('{"name":true}', "#/name"),
        ('{"name":""}', "#/name"),
        ('{"name":"\\ud800"}', "#/name"),
        ('{"name":"x","tags":"a"}', "#/tags"),
        ('{"name":"x","tags":null}', "#/tags"),
        ('{"name":"x","tags":["a",2]}', "#/tags/1"),
        ('{"name":"x","tags":["a","b","c","d"]}', "#/tags"),
        ('{"name":"x","a/b~c":1}', "#/a~1b~0c"),
        ('{"name":"x","size":{"unit":"inch"}}', "#/size/width"),
        ('{"name":"x","size":{"width":-1,"unit":"inch"}}', "#/size/width"),
        ('{"name":"x","size":{"width":1.5,"unit":"inch"}}', "#/size/width"),
        ('{"name":"x","size":{"width":"1","unit":"inch"}}', "#/size/width"),
        ('{"name":"x","size":{"width":1,"unit":"mile"}}', "#/size/unit"),
    ],
)
def test_row_10_a_body_that_breaks_the_schema(sample: Service, body: str, pointer: str) -> None:
    found = problem_of(post(sample, body), 400, SAMPLES)
    assert found["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    "body", [b"{", b"name", b'{"name":"x"}}', b'{"name":"x","name":"y"}', b'{"name":NaN}', b'{"name":"\xff"}']
)
def test_row_10_a_body_that_is_no_json(sample: Service, body: bytes) -> None:
    problem_of(post(sample, body), 400, SAMPLES)


def test_row_10_a_body_that_the_schema_allows_is_taken(sample: Service) -> None:
    response = post(sample, '{"name":"x","size":{"width":1,"unit":"inch"}}', "Application/JSON; charset=utf-8")
    assert response.status_code == 201
    assert response.json() == {"name": "x", "tags": [], "size": {"width": 1, "unit": "inch"}}


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=ten", "limit=", "limit=1.5", "limit=1_0", "limit=1&limit=2"]
)
def test_row_10_a_bad_parameter(sample: Service, query: str) -> None:
    found = problem_of(httpx.get(f"{sample.url}{SAMPLES}?{query}"), 400, SAMPLES)
    assert found["errors"][0]["parameter"] == "limit"


@pytest.mark.parametrize("path", ["/nothing", "/v1/samples/", "/v1//samples", "/v1/samples/none"])
def test_row_10_what_is_not_there(sample: Service, path: str) -> None:
    problem_of(httpx.get(f"{sample.url}{path}?query=1"), 404, path)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", SAMPLES, "GET, HEAD, POST"),
        ("OPTIONS", SAMPLES, "GET, HEAD, POST"),
        ("PROPFIND", f"{SAMPLES}/none", "GET, HEAD"),
        ("DELETE", "/livez", "GET, HEAD"),
    ],
)
def test_row_10_a_method_that_the_path_lacks(sample: Service, method: str, path: str, allow: str) -> None:
    response = httpx.request(method, f"{sample.url}{path}")
    problem_of(response, 405, path)
    assert response.headers["allow"] == allow


def test_row_10_head_is_get_without_a_body(sample: Service) -> None:
    response = httpx.head(f"{sample.url}{SAMPLES}")
    assert (response.status_code, response.content) == (200, b"")


def test_row_10_a_body_over_the_limit(sample: Service) -> None:
    large = b'{"name":"' + b"x" * 200 + b'"}'
    problem_of(post(sample, large), 413, SAMPLES)

    def chunks() -> Iterator[bytes]:
        yield large[:100]
        yield large[100:]

    headers = {"content-type": "application/json"}
    problem_of(httpx.post(f"{sample.url}{SAMPLES}", content=chunks(), headers=headers), 413, SAMPLES)
    with sample.connect(
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 201\r\n\r\n"
    ) as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")
    longest = b'{"name":"' + b"x" * 189 + b'"}'
    assert post(sample, longest).status_code == 201


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_row_10_a_body_of_another_type(sample: Service, content_type: str) -> None:
    problem_of(post(sample, '{"name":"x"}', content_type), 415, SAMPLES)


def test_row_10_our_own_faults_are_a_bare_500(sample: Service) -> None:
    response = httpx.get(f"{sample.url}{SAMPLES}/broken")
    assert "detail" not in problem_of(response, 500, f"{SAMPLES}/broken")
    assert sample.find_line(lambda line: "with a secret" in line.get("err", ""))["level"] == "error"


def test_row_10_the_cause_of_a_failure_is_for_the_log_alone(sample: Service) -> None:
    response = httpx.get(f"{sample.url}{SAMPLES}/beyond")
    assert "refused" not in str(problem_of(response, 502, f"{SAMPLES}/beyond"))
    assert sample.find_line(lambda line: "refused" in line.get("err", ""))["level"] == "error"


def test_row_10_what_is_no_request(sample: Service) -> None:
    with sample.connect("nonsense\r\n\r\n") as connection:
        answer = connection.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 400 ")
    assert "application/problem+json" in answer
    assert "nosniff" in answer
