package service.platform.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.RawClient;
import testing.ServiceProcess;
import testing.sample.SampleApplication;

class ShutdownIT {
  private static final String BODY = "{\"name\":\"x\"}";
  private static final String HALF_A_REQUEST =
      "POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
          + "content-length: "
          + BODY.length()
          + "\r\n\r\n{";

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @DisplayName("row 07: after a signal it is unready, serves on for DRAIN_SECONDS, then exits 0")
  void drains(String signal) {
    Map<String, String> settings = Map.of("DRAIN_SECONDS", "2", "SHUTDOWN_SECONDS", "15");
    try (ServiceProcess process = ServiceProcess.start(settings).awaitReady()) {
      long signalled = System.nanoTime();
      process.signal(signal);
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> process.http().get("/readyz").statusCode() == 503);
      assertThat(process.http().get("/livez").statusCode()).isEqualTo(200);
      HttpResponse<String> response = process.http().get("/openapi.yaml");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("connection")).hasValue("close");
      assertThat(process.awaitExit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - signalled))
          .isBetween(Duration.ofMillis(1950), Duration.ofSeconds(14));
    }
  }

  @Test
  @DisplayName("row 07: requests in flight are finished, all 200 of them")
  void finishesRequestsInFlight() throws Exception {
    try (ServiceProcess process =
        ServiceProcess.start(SampleApplication.class, Map.of()).awaitReady()) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        clients.add(new RawClient(process.port()).send(HALF_A_REQUEST));
      }
      awaitActive(process, 201);
      process.signal("TERM");
      awaitMessage(process, "stopping");
      Thread.sleep(300);
      for (RawClient client : clients) {
        client.send(BODY.substring(1));
      }
      for (RawClient client : clients) {
        assertThat(client.readToEnd())
            .startsWith("HTTP/1.1 201")
            .containsIgnoringCase("connection: close");
        client.close();
      }
      assertThat(process.awaitExit()).isZero();
    }
  }

  @Test
  @DisplayName("row 07: idle and half-open connections do not hold the exit")
  void idleConnections() throws IOException {
    try (ServiceProcess process = ServiceProcess.start(Map.of()).awaitReady();
        RawClient silent = new RawClient(process.port());
        RawClient halfOpen = new RawClient(process.port())) {
      process.http().get("/livez");
      silent.send("");
      halfOpen.send("GET /livez HTTP/1.1\r\nhost:");
      long signalled = System.nanoTime();
      process.signal("TERM");
      assertThat(process.awaitExit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  @DisplayName("row 07: what is still in flight at SHUTDOWN_SECONDS is cut off")
  void cutsOff() throws IOException {
    Map<String, String> settings = Map.of("SHUTDOWN_SECONDS", "3");
    try (ServiceProcess process =
            ServiceProcess.start(SampleApplication.class, settings).awaitReady();
        RawClient client = new RawClient(process.port())) {
      client.send(HALF_A_REQUEST);
      awaitActive(process, 2);
      long signalled = System.nanoTime();
      process.signal("TERM");
      assertThat(process.awaitExit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(3));
      assertThat(process.lines()).anyMatch(line -> line.path("requests").asInt(0) == 1);
    }
  }

  @Test
  @DisplayName("row 07: a signal while the service starts ends it in order")
  void whileStarting() throws InterruptedException {
    try (ServiceProcess process = ServiceProcess.start(Map.of())) {
      Thread.sleep(1000);
      process.signal("TERM");
      // Before its main method runs, the JVM ends with the code of the signal.
      assertThat(process.awaitExit()).isIn(0, 143);
      assertThat(process.lines()).isEmpty();
    }
  }

  @Test
  @DisplayName("row 07: a second signal ends the process at once")
  void secondSignal() {
    Map<String, String> settings = Map.of("DRAIN_SECONDS", "20");
    try (ServiceProcess process = ServiceProcess.start(settings).awaitReady()) {
      process.signal("TERM");
      awaitMessage(process, "stopping");
      long signalled = System.nanoTime();
      process.signal("TERM");
      assertThat(process.awaitExit()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(1));
    }
  }

  private static void awaitActive(ServiceProcess process, int requests) {
    String line = "http_server_active_requests " + requests + ".0";
    await().atMost(Duration.ofSeconds(20)).until(() -> process.http().samples(line).size() == 1);
  }

  private static void awaitMessage(ServiceProcess process, String message) {
    process.awaitLine(line -> line.path("msg").stringValue().equals(message));
  }
}
