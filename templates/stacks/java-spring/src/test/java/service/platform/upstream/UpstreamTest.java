package service.platform.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import testing.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UpstreamTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    client.shutdownNow();
  }

  @Test
  @DisplayName("row 12: a call is part of the trace, and its answer is read")
  void answer() {
    AtomicReference<Headers> seen = new AtomicReference<>();
    Upstream upstream =
        upstream(exchange -> {
          seen.set(exchange.getRequestHeaders());
          reply(exchange, 404, "{\"status\":404}");
        });
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    UpstreamAnswer answer;
    try (Scope scope = Span.wrap(span).makeCurrent()) {
      answer = upstream.get("/v1/answer");
    }
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body(JsonNode.class).get("status").intValue()).isEqualTo(404);
    assertThat(seen.get().getFirst("traceparent"))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(Integer.parseInt(seen.get().getFirst(CallDeadline.HEADER))).isBetween(1, 2000);
  }

  @Test
  @DisplayName("row 12: a body is sent as JSON")
  void body() {
    Upstream upstream =
        upstream(exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          reply(exchange, 200, new String(body, StandardCharsets.UTF_8));
        });
    UpstreamAnswer answer = upstream.call(HttpMethod.POST, "/v1/echo", Map.of("cups", 2));
    assertThat(answer.body(JsonNode.class).get("cups").intValue()).isEqualTo(2);
  }

  @Test
  @DisplayName("row 12: one that never answers becomes a 504 at the deadline")
  void noAnswer() {
    Upstream upstream = upstream(exchange -> awaitEnd());
    assertFails(upstream, HttpMethod.GET, HttpStatus.GATEWAY_TIMEOUT);
    assertThat(calls).hasValue(1);
  }

  @Test
  @DisplayName("row 12: so does one that never ends its answer")
  void endlessAnswer() {
    Upstream upstream =
        upstream(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    assertFails(upstream, HttpMethod.GET, HttpStatus.GATEWAY_TIMEOUT);
  }

  @Test
  @DisplayName("row 12: one that fails is asked again twice, where that does no harm")
  void retries() {
    Upstream upstream = upstream(exchange -> reply(exchange, 500, "{}"));
    assertFails(upstream, HttpMethod.GET, HttpStatus.BAD_GATEWAY);
    assertThat(calls).hasValue(3);
  }

  @Test
  @DisplayName("row 12: a POST is not tried again")
  void noRetryOfPost() {
    Upstream upstream = upstream(exchange -> reply(exchange, 500, "{}"));
    assertFails(upstream, HttpMethod.POST, HttpStatus.BAD_GATEWAY);
    assertThat(calls).hasValue(1);
  }

  @Test
  @DisplayName("row 12: one that recovers in time is no failure")
  void recovers() {
    Upstream upstream = upstream(exchange -> reply(exchange, calls.get() < 3 ? 503 : 200, "{}"));
    assertThat(upstream.get("/").status()).isEqualTo(200);
    assertThat(calls).hasValue(3);
  }

  @Test
  @DisplayName("row 12: one that sends the caller elsewhere or is not there becomes a 502")
  void unusable() {
    assertFails(
        upstream(exchange -> reply(exchange, 302, "")), HttpMethod.GET, HttpStatus.BAD_GATEWAY);
    URI nobody = URI.create("http://127.0.0.1:" + FreePort.find());
    assertFails(upstreamAt(nobody), HttpMethod.GET, HttpStatus.BAD_GATEWAY);
  }

  @Test
  @DisplayName("row 12: one that goes on failing is not asked for a while")
  void circuitBreaker() {
    Upstream upstream = upstream(exchange -> reply(exchange, 500, "{}"));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> upstream.get("/")).isInstanceOf(UpstreamException.class);
    }
    assertThat(calls).hasValue(5);
    assertFails(upstream, HttpMethod.GET, HttpStatus.SERVICE_UNAVAILABLE);
  }

  @Test
  @DisplayName("row 12: a call waits no longer than the caller of this service does")
  void callersDeadline() {
    Upstream upstream = upstream(exchange -> awaitEnd());
    long started = System.nanoTime();
    try (Scope scope = CallDeadline.in(Duration.ofMillis(100)).makeCurrent()) {
      assertFails(upstream, HttpMethod.GET, HttpStatus.GATEWAY_TIMEOUT);
      assertFails(upstream, HttpMethod.GET, HttpStatus.GATEWAY_TIMEOUT);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(TIMEOUT);
    assertThat(calls).hasValue(1);
  }

  private Upstream upstream(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          handler.handle(exchange);
        });
    return upstreamAt(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private Upstream upstreamAt(URI address) {
    return new Upstream("other", address, TIMEOUT, client, new JsonMapper());
  }

  private static void assertFails(Upstream upstream, HttpMethod method, HttpStatus status) {
    long started = System.nanoTime();
    assertThatThrownBy(() -> upstream.call(method, "/", null))
        .hasMessageContaining("other")
        .asInstanceOf(type(UpstreamException.class))
        .extracting(UpstreamException::status)
        .isEqualTo(status);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
