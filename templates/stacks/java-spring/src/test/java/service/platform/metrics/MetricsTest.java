package service.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import service.platform.settings.ServiceInfo;
import testing.Http;
import testing.RawClient;
import testing.RunningService;
import testing.sample.SampleApplication;

class MetricsTest {
  private static final String COUNT = "http_server_request_duration_seconds_count";

  private RunningService service;
  private Http http;

  @BeforeEach
  void start() {
    Map<String, String> settings =
        Map.of("LOG_LEVEL", "error", "SERVICE_VERSION", "1.2.3", "SERVICE_REVISION", "abc123");
    service = RunningService.start(SampleApplication.class, settings);
    http = service.http();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  @DisplayName("row 05: requests are counted by method, route pattern and status")
  void requests() {
    http.post("/v1/samples", "{\"name\":\"lamp\"}");
    http.get("/v1/samples/known");
    http.get("/v1/samples/other");
    http.get("/v1/async");
    assertThat(http.samples(COUNT))
        .containsExactlyInAnyOrder(
            count("POST", "/v1/samples", 201),
            count("GET", "/v1/samples/{id}", 200),
            count("GET", "/v1/samples/{id}", 404),
            count("GET", "/v1/async", 200));
    assertThat(http.get("/metrics").headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain");
  }

  @Test
  @DisplayName("row 05: active requests, the build and the process are shown")
  void others() {
    // The request that reads the metrics is the only active one.
    assertThat(http.samples("http_server_active_requests"))
        .containsExactly("http_server_active_requests 1.0");
    String name = ServiceInfo.load().name();
    assertThat(http.samples("service_build_info").getFirst())
        .startsWith("service_build_info{")
        .contains("service=\"" + name + "\"", "version=\"1.2.3\"", "revision=\"abc123\"")
        .matches(".*\\} 1(\\.0)?");
    assertThat(http.samples("process_cpu_seconds_total")).hasSize(1);
    assertThat(http.samples("process_start_time_seconds")).hasSize(1);
    assertThat(http.samples("jvm_memory_used_bytes")).isNotEmpty();
  }

  @Test
  @DisplayName("row 05: a client that hangs up is no longer an active request")
  void hangUp() throws Exception {
    try (RawClient client = new RawClient(service.port())) {
      client.send("POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
      client.send("content-length: 99\r\n\r\n{");
      awaitActive(2);
    }
    awaitActive(1);
    assertThat(http.samples(COUNT)).contains(count("POST", "/v1/samples", 499));
  }

  @Test
  @DisplayName("row 06: random paths, ids and methods do not grow the label set")
  void cardinality() {
    http.get("/v1/samples/none");
    http.samples(COUNT);
    int before = http.samples(COUNT).size();
    for (int i = 0; i < 500; i++) {
      http.get("/" + UUID.randomUUID() + "/" + i);
      http.get("/v1/samples/" + UUID.randomUUID() + "%2F" + i);
    }
    assertThat(http.samples(COUNT)).hasSize(before + 1);
    http.send("PROPFIND", "/", BodyPublishers.noBody());
    http.send("REPORT", "/", BodyPublishers.noBody());
    assertThat(http.samples(COUNT)).hasSize(before + 2);
  }

  private void awaitActive(int requests) {
    await().until(() -> http.samples("http_server_active_requests " + requests + ".0").size() == 1);
  }

  private static String count(String method, String route, int status) {
    return COUNT
        + "{http_request_method=\"%s\",http_response_status_code=\"%d\",http_route=\"%s\"} 1"
            .formatted(method, status, route);
  }
}
