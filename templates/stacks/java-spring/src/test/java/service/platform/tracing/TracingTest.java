package service.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Http;
import testing.RunningService;
import testing.sample.SampleApplication;
import tools.jackson.databind.JsonNode;

class TracingTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(SampleApplication.class, Map.of("LOG_LEVEL", "error"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @DisplayName("row 09: a trace is taken over and passed on")
  void passedOn() {
    HttpResponse<String> response =
        service
            .http()
            .get(
                "/v1/outgoing",
                "traceparent",
                PARENT,
                "tracestate",
                "vendor=1",
                "x-request-id",
                "my-request");
    JsonNode outgoing = Http.json(response);
    String spanId = outgoing.get("span-id").stringValue();
    assertThat(outgoing.get("traceparent").stringValue())
        .isEqualTo("00-" + TRACE_ID + "-" + spanId + "-01");
    assertThat(spanId).isNotEqualTo("b7ad6b7169203331");
    assertThat(outgoing.get("tracestate").stringValue()).isEqualTo("vendor=1");
    assertThat(outgoing.get("request-id").stringValue()).isEqualTo("my-request");
    assertThat(response.headers().firstValue("x-request-id")).hasValue("my-request");
  }

  @Test
  @DisplayName("row 09: the caller's decision not to sample is passed on")
  void notSampled() {
    String parent = PARENT.replaceAll("01$", "00");
    JsonNode outgoing = Http.json(service.http().get("/v1/outgoing", "traceparent", parent));
    assertThat(outgoing.get("traceparent").stringValue())
        .startsWith("00-" + TRACE_ID)
        .endsWith("-00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
      })
  @DisplayName("row 09: an invalid traceparent is not believed")
  void invalid(String parent) {
    JsonNode outgoing = Http.json(service.http().get("/v1/outgoing", "traceparent", parent));
    assertThat(outgoing.get("traceparent").stringValue())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]")
        .doesNotContainIgnoringCase(TRACE_ID);
  }

  @Test
  @DisplayName("row 09: a traceparent of a later version is understood")
  void laterVersion() {
    String parent = "01-" + TRACE_ID + "-b7ad6b7169203331-01-more";
    JsonNode outgoing = Http.json(service.http().get("/v1/outgoing", "traceparent", parent));
    assertThat(outgoing.get("traceparent").stringValue()).startsWith("00-" + TRACE_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\"quoted\"", "{json}", "LONG"})
  @DisplayName("row 09: an unsafe request id is replaced")
  void unsafeRequestId(String id) {
    String given = id.equals("LONG") ? "a".repeat(129) : id;
    HttpResponse<String> response = service.http().get("/livez", "x-request-id", given);
    assertThat(response.headers().firstValue("x-request-id").orElseThrow())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  @DisplayName("row 09: a request id of 128 safe characters is returned")
  void longRequestId() {
    String id = "a".repeat(128);
    HttpResponse<String> response = service.http().get("/livez", "x-request-id", id);
    assertThat(response.headers().firstValue("x-request-id")).hasValue(id);
  }
}
