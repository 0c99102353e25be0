package service.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Health;
import service.platform.health.Lifecycle.State;
import testing.Http;
import testing.RunningService;
import testing.sample.SampleApplication;
import testing.sample.SampleCheck;

class HealthTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(SampleApplication.class, Map.of("LOG_LEVEL", "error"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void becomeHealthy() {
    service.bean(Lifecycle.class).become(State.READY);
    service.bean(SampleCheck.class).answer(() -> Health.up().build());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("row 03: /livez is 200 whatever the checks say")
  void live(State state) {
    service.bean(SampleCheck.class).answer(() -> Health.down().build());
    service.bean(Lifecycle.class).become(state);
    assertThat(service.http().get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("row 04: /readyz is 200 when the service can serve")
  void ready() {
    HttpResponse<String> response = service.http().get("/readyz");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @ParameterizedTest
  @CsvSource({"STARTING,starting", "DRAINING,draining"})
  @DisplayName("row 04: /readyz is 503 while the service starts and drains")
  void unready(State state, String reason) {
    service.bean(Lifecycle.class).become(state);
    HttpResponse<String> response = service.http().get("/readyz");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"failing\",\"failing\":[{\"check\":\"lifecycle\",\"reason\":\"%s\"}]}"
                .formatted(reason));
  }

  @Test
  @DisplayName("row 04: /readyz names a check that fails")
  void failing() {
    service
        .bean(SampleCheck.class)
        .answer(() -> Health.down(new RuntimeException("refused")).build());
    HttpResponse<String> response = service.http().get("/readyz");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(Http.json(response).at("/failing/0/check").stringValue()).isEqualTo("database");
    assertThat(Http.json(response).at("/failing/0/reason").stringValue()).contains("refused");
  }

  @Test
  @DisplayName("row 04: /readyz gives a check less than a second")
  void hanging() {
    service
        .bean(SampleCheck.class)
        .answer(() -> {
          try {
            Thread.sleep(Duration.ofSeconds(20));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Health.up().build();
        });
    long started = System.nanoTime();
    HttpResponse<String> response = service.http().get("/readyz");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(1500));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(Http.json(response).at("/failing/0/reason").stringValue())
        .isEqualTo("no answer within 900 ms");
  }
}
