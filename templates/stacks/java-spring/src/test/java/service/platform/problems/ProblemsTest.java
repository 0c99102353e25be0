package service.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Http;
import testing.RawClient;
import testing.RunningService;
import testing.sample.SampleApplication;
import tools.jackson.databind.JsonNode;

class ProblemsTest {
  private static final int MAX_BODY_BYTES = 200;

  private static RunningService service;
  private static Http http;

  @BeforeAll
  static void start() {
    Map<String, String> settings =
        Map.of("LOG_LEVEL", "fatal", "MAX_BODY_BYTES", Integer.toString(MAX_BODY_BYTES));
    service = RunningService.start(SampleApplication.class, settings);
    http = service.http();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                             | #",
        "[]                             | #",
        "null                           | #",
        "\"text\"                       | #",
        "{}                             | #/name",
        "{\"name\":1}                   | #/name",
        "{\"name\":true}                | #/name",
        "{\"name\":null}                | #/name",
        "{\"name\":{}}                  | #/name",
        "{\"name\":\"\"}                | #/name",
        "{\"name\":\"x\",\"tags\":\"a\"}     | #/tags",
        "{\"name\":\"x\",\"tags\":null}      | #/tags",
        "{\"name\":\"x\",\"tags\":[\"a\",2]} | #/tags/1",
        "{\"name\":\"x\",\"tags\":[null]}    | #/tags/0",
        "{\"name\":\"x\",\"tags\":[\"\"]}    | #/tags/0",
        "{\"name\":\"x\",\"size\":\"1\"}     | #/size",
        "{\"name\":\"x\",\"size\":1.5}       | #/size",
        "{\"name\":\"x\",\"size\":true}      | #/size",
        "{\"name\":\"x\",\"size\":\"\"}      | #/size",
        "{\"name\":\"x\",\"a/b~\":1}         | #/a~1b~0"
      })
  @DisplayName("row 10: a body that breaks the schema is answered with 400 and a pointer")
  void bodies(String body, String pointer) {
    HttpResponse<String> response = http.post("/v1/samples", body);
    JsonNode problem = problemOf(response, 400, "/v1/samples");
    assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    assertThat(problem.at("/errors/0/detail").stringValue()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"name\":\"x\"} x", "{'name':'x'}", "{\"name\":\"\\ud800\"}", "\u0000"})
  @DisplayName("row 10: a body that is no JSON is answered with 400")
  void noJson(String body) {
    problemOf(http.post("/v1/samples", body), 400, "/v1/samples");
  }

  @Test
  @DisplayName("row 10: no body at all is answered with 400")
  void noBody() {
    HttpResponse<String> response = http.send("POST", "/v1/samples", BodyPublishers.noBody());
    JsonNode problem = problemOf(response, 400, "/v1/samples");
    assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "ten", "", "+1", "1&limit=2"})
  @DisplayName("row 10: a bad parameter is answered with 400 and its name")
  void parameters(String limit) {
    HttpResponse<String> response = http.get("/v1/samples?limit=" + limit);
    JsonNode problem = problemOf(response, 400, "/v1/samples");
    assertThat(problem.at("/errors/0/parameter").stringValue()).isEqualTo("limit");
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "GET, /nothing, 404,",
    "POST, /nothing, 404,",
    "GET, /v1/samples/, 404,",
    "GET, /v1/samples/none, 404,",
    "GET, /error, 404,",
    "PUT, /v1/samples, 405, 'GET,HEAD,POST'",
    "PROPFIND, /v1/samples/none, 405, 'GET,HEAD'",
    "DELETE, /livez, 405, 'GET,HEAD'",
    "POST, /metrics, 405, 'GET,HEAD'",
    "POST, /openapi.yaml, 405, 'GET,HEAD'",
  })
  @DisplayName("row 10: unknown paths are answered with 404, unknown methods with 405 and Allow")
  void routes(String method, String path, int status, String allow) {
    HttpResponse<String> response = http.send(method, path, BodyPublishers.ofString("text"));
    problemOf(response, status, path);
    assertThat(response.headers().firstValue("allow").orElse(null)).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/x+json", "x"})
  @DisplayName("row 10: a body of another type is answered with 415")
  void types(String type) {
    BodyPublisher body = BodyPublishers.ofString("{\"name\":\"x\"}");
    problemOf(http.send("POST", "/v1/samples", body, "content-type", type), 415, "/v1/samples");
  }

  @Test
  @DisplayName("row 10: a body over MAX_BODY_BYTES is answered with 413")
  void tooLong() {
    String body = "{\"name\":\"" + "x".repeat(MAX_BODY_BYTES) + "\"}";
    problemOf(http.post("/v1/samples", body), 413, "/v1/samples");
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX_BODY_BYTES, 1_000_000})
  @DisplayName("row 10: so is a large body of unknown length")
  void tooLongInChunks(int length) {
    byte[] body = ("{\"name\":\"" + "x".repeat(length) + "\"}").getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    HttpResponse<String> response =
        http.send("POST", "/v1/samples", chunks, "content-type", "application/json");
    problemOf(response, 413, "/v1/samples");
  }

  @Test
  @DisplayName("row 10: a body of exactly MAX_BODY_BYTES is taken")
  void longestBody() {
    String body = "{\"name\":\"" + "x".repeat(MAX_BODY_BYTES - 11) + "\"}";
    assertThat(body).hasSize(MAX_BODY_BYTES);
    assertThat(http.post("/v1/samples", body).statusCode()).isEqualTo(201);
  }

  @Test
  @DisplayName("row 10: an answer is a problem whatever the client would accept")
  void accept() {
    problemOf(http.get("/nothing", "accept", "text/html"), 404, "/nothing");
    assertThat(http.get("/v1/samples", "accept", "text/html").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("row 10: an unexpected error shows nothing of itself")
  void unexpected() {
    HttpResponse<String> response = http.get("/v1/fault");
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"instance\":\"/v1/fault\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good morning\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n",
        "GET /livez HTTP/1.1\r\n\r\n",
        "GET /livez HTTP/1.1\r\nhost: x\r\nno header\r\n\r\n",
      })
  @DisplayName("row 10: what is not HTTP is answered with a problem and a closed connection")
  void noHttp(String request) throws Exception {
    try (RawClient client = new RawClient(service.port())) {
      String answer = client.send(request).readToEnd();
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
      assertThat(answer).contains("\"status\":400").doesNotContain("<html");
    }
  }

  private static JsonNode problemOf(HttpResponse<String> response, int status, String instance) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = Http.json(response);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("type").stringValue()).isEqualTo("about:blank");
    assertThat(problem.get("title").stringValue()).isNotBlank();
    assertThat(problem.get("instance").stringValue()).isEqualTo(instance);
    return problem;
  }
}
