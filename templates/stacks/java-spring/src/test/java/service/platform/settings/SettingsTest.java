package service.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import service.Settings;

class SettingsTest {
  @Test
  @DisplayName("row 01: an empty environment gives the documented defaults")
  void defaults() throws SettingsException {
    Settings settings = Settings.read(Map.of());
    assertThat(settings.port()).isEqualTo(ServiceInfo.load().defaultPort());
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.maxBodyBytes()).isEqualTo(1_048_576);
    assertThat(settings.headersTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.drain()).isZero();
    assertThat(settings.shutdown()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(settings.revision()).isEqualTo("unknown");
    assertThat(settings.otlpEndpoint()).isEmpty();
  }

  @Test
  @DisplayName("row 01: an empty variable counts as not set")
  void emptyVariable() throws SettingsException {
    assertThat(Settings.read(Map.of("HOST", " ", "DRAIN_SECONDS", "")))
        .isEqualTo(Settings.read(Map.of()));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "PORT,0",
    "PORT,65536",
    "PORT,80.5",
    "PORT,http",
    "LOG_LEVEL,loud",
    "MAX_BODY_BYTES,-1",
    "DRAIN_SECONDS,soon",
    "DRAIN_SECONDS,30",
    "SHUTDOWN_SECONDS,NaN",
    "HEADERS_TIMEOUT_SECONDS,20",
    "OTEL_EXPORTER_OTLP_ENDPOINT,localhost",
    "OTEL_EXPORTER_OTLP_ENDPOINT,http://"
  })
  @DisplayName("row 01: a bad setting is refused")
  void badSetting(String name, String value) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(name + " must ");
  }

  @Test
  @DisplayName("row 01: the value of an address is not repeated, for it may hold a password")
  void addressesStaySecret() {
    String address = "ftp://user:hunter2@host";
    assertThatThrownBy(() -> Settings.read(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address)))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  @DisplayName("row 01: fractions of seconds are understood")
  void fractions() throws SettingsException {
    Settings settings = Settings.read(Map.of("DRAIN_SECONDS", "1.5"));
    assertThat(settings.drain()).isEqualTo(Duration.ofMillis(1500));
  }
}
