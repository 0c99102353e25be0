package service.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import service.platform.settings.ServiceInfo;
import testing.ServiceProcess;
import testing.sample.SampleApplication;
import tools.jackson.databind.JsonNode;

class LoggingIT {
  private static ServiceProcess process;

  @BeforeAll
  static void start() {
    Map<String, String> settings = Map.of("SERVICE_VERSION", "1.2.3", "LOG_LEVEL", "trace");
    process = ServiceProcess.start(SampleApplication.class, settings).awaitReady();
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  @Test
  @DisplayName("row 08: every request is one JSON line that can be found by its ids")
  void requestLine() {
    process.http().get("/v1/samples/none?token=hunter2", "x-request-id", "one-request");
    JsonNode line = awaitRequest("one-request");
    assertThat(text(line, "time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(text(line, "level")).isEqualTo("info");
    assertThat(text(line, "msg")).isEqualTo("request");
    assertThat(text(line, "service")).isEqualTo(ServiceInfo.load().name());
    assertThat(text(line, "version")).isEqualTo("1.2.3");
    assertThat(text(line, "trace_id")).matches("[0-9a-f]{32}");
    assertThat(text(line, "span_id")).matches("[0-9a-f]{16}");
    assertThat(text(line, "method")).isEqualTo("GET");
    assertThat(text(line, "route")).isEqualTo("/v1/samples/{id}");
    assertThat(text(line, "path")).isEqualTo("/v1/samples/none");
    assertThat(line.get("status").intValue()).isEqualTo(404);
    assertThat(line.get("duration_ms").isNumber()).isTrue();
  }

  @Test
  @DisplayName("row 08: neither headers nor bodies nor queries are logged, at any level")
  void noSecrets() {
    process
        .http()
        .send(
            "POST",
            "/v1/samples?secret=hunter1",
            BodyPublishers.ofString("{\"name\":\"hunter2\",\"tags\":7}"),
            "content-type",
            "application/json",
            "authorization",
            "Bearer hunter3",
            "x-request-id",
            "secret-request");
    awaitRequest("secret-request");
    assertThat(process.lines().toString()).doesNotContain("hunter1", "hunter3", "\"hunter2\"");
  }

  @Test
  @DisplayName("row 08: values under the name of a secret are cut out")
  void redacted() {
    process.http().get("/v1/secrets");
    JsonNode line = process.awaitLine(one -> text(one, "msg").equals("secrets"));
    assertThat(text(line, "password")).isEqualTo("[redacted]");
    assertThat(text(line, "Token")).isEqualTo("[redacted]");
  }

  @Test
  @DisplayName("row 08: an unexpected error is logged with its stack and its request")
  void unexpectedError() {
    process.http().get("/v1/fault", "x-request-id", "bad-request");
    JsonNode line = process.awaitLine(one -> text(one, "level").equals("error"));
    assertThat(text(line, "request_id")).isEqualTo("bad-request");
    assertThat(line.at("/err/message").stringValue()).isEqualTo("password is hunter2");
    assertThat(line.at("/err/stack").stringValue()).contains("SampleController");
  }

  @Test
  @DisplayName("row 08: probes are logged at debug level")
  void probes() {
    for (String path : List.of("/livez", "/readyz", "/metrics")) {
      process.http().get(path, "x-request-id", "probe" + path);
      assertThat(text(awaitRequest("probe" + path), "level")).isEqualTo("debug");
    }
  }

  @Test
  @DisplayName("row 02: the process listens on PORT and HOST and says once that it is ready")
  void readyLine() {
    List<JsonNode> ready =
        process.lines().stream().filter(line -> text(line, "msg").equals("ready")).toList();
    assertThat(ready).hasSize(1);
    assertThat(process.lines().getFirst()).isEqualTo(ready.getFirst());
    assertThat(text(ready.getFirst(), "host")).isEqualTo("127.0.0.1");
    assertThat(ready.getFirst().get("port").intValue()).isEqualTo(process.port());
    assertThat(process.http().get("/readyz").statusCode()).isEqualTo(200);
  }

  private static JsonNode awaitRequest(String id) {
    return process.awaitLine(
        line -> text(line, "msg").equals("request") && text(line, "request_id").equals(id));
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asString();
  }
}
