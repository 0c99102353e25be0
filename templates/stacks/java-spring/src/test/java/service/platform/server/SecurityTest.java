package service.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.RawClient;
import testing.RunningService;
import testing.sample.SampleApplication;

class SecurityTest {
  private static final Duration CUT_OFF = Duration.ofSeconds(5);

  private static RunningService service;

  @BeforeAll
  static void start() {
    Map<String, String> settings =
        Map.of(
            "LOG_LEVEL", "fatal", "HEADERS_TIMEOUT_SECONDS", "1", "REQUEST_TIMEOUT_SECONDS", "1.5");
    service = RunningService.start(SampleApplication.class, settings);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/livez",
        "/readyz",
        "/metrics",
        "/openapi.yaml",
        "/v1/samples",
        "/v1/fault",
        "/nothing"
      })
  @DisplayName("row 13: answers are sent with nosniff and without a banner")
  void headers(String path) {
    HttpResponse<String> response = service.http().get(path);
    assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  @DisplayName("row 13: so is the answer to a path that cannot be decoded")
  void headersOfMalformed() throws IOException {
    try (RawClient client = new RawClient(service.port())) {
      String answer = client.send("GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n").readToEnd();
      assertThat(answer).containsIgnoringCase("x-content-type-options: nosniff");
      assertThat(answer).doesNotContainIgnoringCase("\nserver:").doesNotContain("Tomcat");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /livez HTTP/1.1\r\nhost: x\r\n",
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "content-length: 99\r\n\r\n{",
        "POST /nothing HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{",
      })
  @DisplayName("row 13: a client that stops in the middle is hung up on")
  void silentClients(String sent) throws IOException {
    long started = System.nanoTime();
    try (RawClient client = new RawClient(service.port())) {
      assertThat(client.send(sent).readToEnd()).matches("(?s)(HTTP/1.1 (408|404) .*)?");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(CUT_OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /livez HTTP/1.1\r\nx: ",
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "content-length: 9999\r\n\r\n{",
        "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\n{",
      })
  @DisplayName("row 13: a client that sends a byte now and then is hung up on all the same")
  void drippingClients(String sent) throws Exception {
    long started = System.nanoTime();
    try (RawClient client = new RawClient(service.port())) {
      client.send(sent);
      Thread.ofVirtual().start(() -> drip(client));
      readUntilCutOff(client);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(CUT_OFF);
  }

  @Test
  @DisplayName("row 13: half-open connections do not hold others up")
  void halfOpenConnections() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try (RunningService patient =
        RunningService.start(SampleApplication.class, Map.of("LOG_LEVEL", "fatal"))) {
      for (int i = 0; i < 300; i++) {
        RawClient client = new RawClient(patient.port());
        clients.add(client);
        client.send("POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
        client.send("content-length: 99\r\n\r\n{");
      }
      long started = System.nanoTime();
      assertThat(patient.http().get("/v1/samples").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(CUT_OFF);
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static void drip(RawClient client) {
    try {
      while (true) {
        Thread.sleep(100);
        client.send("a");
      }
    } catch (IOException | InterruptedException e) {
      // The server has hung up: what the test waits for.
    }
  }

  private static void readUntilCutOff(RawClient client) throws IOException {
    try {
      client.readToEnd();
    } catch (SocketException e) {
      // Cut off while the client was sending.
    }
  }
}
