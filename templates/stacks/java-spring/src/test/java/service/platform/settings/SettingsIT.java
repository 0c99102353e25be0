package service.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import testing.ServiceProcess;

class SettingsIT {
  @Test
  @DisplayName("row 01: the process exits 1 with one line for each bad setting")
  void badSettings() {
    Map<String, String> settings =
        Map.of("PORT", "http", "LOG_LEVEL", "loud", "MAX_BODY_BYTES", "many");
    long started = System.nanoTime();
    try (ServiceProcess process = ServiceProcess.start(settings)) {
      assertThat(process.awaitExit()).isEqualTo(1);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      assertThat(took).isLessThan(Duration.ofSeconds(5));
      assertThat(process.lines())
          .extracting(line -> line.get("msg").stringValue().replaceFirst(" .*", ""))
          .containsExactly("PORT", "LOG_LEVEL", "MAX_BODY_BYTES");
      assertThat(process.lines()).allMatch(line -> line.get("level").stringValue().equals("error"));
    }
  }
}
