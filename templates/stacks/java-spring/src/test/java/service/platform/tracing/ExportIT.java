package service.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import service.platform.settings.ServiceInfo;
import testing.FreePort;
import testing.ServiceProcess;
import tools.jackson.databind.JsonNode;

class ExportIT {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  @Test
  @DisplayName("row 09: where an endpoint is set, spans are exported, the last ones at the stop")
  void exports() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(HexFormat.of().formatHex(body));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (ServiceProcess process =
        ServiceProcess.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))) {
      process.awaitReady();
      String parent = "00-" + TRACE_ID + "-b7ad6b7169203331-01";
      process.http().get("/openapi.yaml", "traceparent", parent);
      JsonNode line = process.awaitLine(one -> one.path("msg").stringValue().equals("request"));
      assertThat(line.get("trace_id").stringValue()).isEqualTo(TRACE_ID);
      process.signal("TERM");
      assertThat(process.awaitExit()).isZero();

      assertThat(received).hasSize(1);
      assertThat(received.getFirst()).contains(TRACE_ID, line.get("span_id").stringValue());
      String name = ServiceInfo.load().name();
      for (String text : List.of(name, "GET /openapi.yaml", "http.response.status_code")) {
        assertThat(received.getFirst())
            .contains(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
      }
    } finally {
      collector.stop(0);
    }
  }

  @Test
  @DisplayName("row 09: a collector that does not answer disturbs neither requests nor the stop")
  void deadCollector() {
    String endpoint = "http://127.0.0.1:" + FreePort.find();
    Map<String, String> settings =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "SHUTDOWN_SECONDS", "4");
    try (ServiceProcess process = ServiceProcess.start(settings).awaitReady()) {
      assertThat(process.http().get("/openapi.yaml").statusCode()).isEqualTo(200);
      process.signal("TERM");
      assertThat(process.awaitExit()).isZero();
    }
  }
}
