package service.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import service.Application;
import testing.ApiDocument;
import testing.Http;
import testing.RunningService;

class ItemsTest {
  private final ApiDocument document = ApiDocument.load();
  private static RunningService service;
  private static Http http;

  @BeforeAll
  static void start() {
    service = RunningService.start(Application.class, Map.of("LOG_LEVEL", "error"));
    http = service.http();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @DisplayName("an item is created, read and deleted")
  void lifeOfAnItem() {
    HttpResponse<String> created = http.post("/v1/items", "{\"name\":\"lamp\",\"tags\":[\"new\"]}");
    assertThat(created.statusCode()).isEqualTo(201);
    String path = created.headers().firstValue("location").orElseThrow();
    assertThat(http.json(path)).isEqualTo(Http.json(created));
    assertThat(delete(path).statusCode()).isEqualTo(204);
    assertThat(delete(path).statusCode()).isEqualTo(404);
    assertThat(http.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "cursor={0}")
  @ValueSource(
      strings = {"x", "", "%00", "YWZ0ZXI6", "YWZ0ZXI6MQ%3D%3D%3D", "YWZ0ZXI6MQ&cursor=YWZ0ZXI6MQ"})
  @DisplayName("a cursor that no page gave out is refused")
  void unknownCursor(String cursor) {
    HttpResponse<String> response = http.get("/v1/items?cursor=" + cursor);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/errors/0/parameter").stringValue()).isEqualTo("cursor");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "0",
        "101",
        "1000",
        "-1",
        "abc",
        "",
        "1.5",
        "0x10",
        "%201",
        "99999999999",
        "1&limit=2"
      })
  @DisplayName("a limit that the document forbids is refused")
  void badLimit(String limit) {
    HttpResponse<String> response = http.get("/v1/items?limit=" + limit);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/errors/0/parameter").stringValue()).isEqualTo("limit");
    assertThat(document.violations("GET", "/v1/items", response)).isEmpty();
  }

  @Test
  @DisplayName("lengths are counted in characters, not in UTF-16 units")
  void lengthOfNames() {
    assertThat(http.post("/v1/items", named("💡".repeat(200))).statusCode()).isEqualTo(201);
    assertThat(http.post("/v1/items", named("💡".repeat(201))).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("row 11: responses are what openapi.yaml says")
  void responses() {
    HttpResponse<String> created = http.post("/v1/items", named("lamp"));
    String path = created.headers().firstValue("location").orElseThrow();
    assertThat(document.violations("POST", "/v1/items", created)).isEmpty();
    assertThat(document.violations("POST", "/v1/items", http.post("/v1/items", "{}"))).isEmpty();
    assertThat(document.violations("GET", "/v1/items", http.get("/v1/items?limit=1"))).isEmpty();
    assertThat(document.violations("GET", "/v1/items/{id}", http.get(path))).isEmpty();
    assertThat(document.violations("DELETE", "/v1/items/{id}", delete(path))).isEmpty();
    assertThat(document.violations("GET", "/v1/items/{id}", http.get(path))).isEmpty();
    assertThat(document.violations("DELETE", "/v1/items/{id}", delete(path))).isEmpty();
    String longId = "/v1/items/" + "x".repeat(65);
    assertThat(http.get(longId).statusCode()).isEqualTo(400);
    assertThat(document.violations("GET", "/v1/items/{id}", http.get(longId))).isEmpty();
  }

  private HttpResponse<String> delete(String path) {
    return http.send("DELETE", path, BodyPublishers.noBody());
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }
}
