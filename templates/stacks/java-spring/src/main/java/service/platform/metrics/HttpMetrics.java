package service.platform.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How many requests are answered, and how fast. Kept with Prometheus' own client, in the registry
 * that Micrometer shares, since Micrometer would add metrics to these names.
 */
@Component
public class HttpMetrics {
  /** Boundaries that OpenTelemetry advises for HTTP durations, in seconds. */
  private static final double[] BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final AtomicInteger active = new AtomicInteger();
  private final Histogram duration;

  HttpMetrics(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("http_server_active_requests")
        .help("Requests being answered now.")
        .callback(callback -> callback.call(active.get()))
        .register(registry);
    duration =
        Histogram.builder()
            .name("http_server_request_duration_seconds")
            .help("Time from the headers of a request to the end of its response.")
            .labelNames("http_request_method", "http_route", "http_response_status_code")
            .classicOnly()
            .classicUpperBounds(BUCKETS)
            .withoutExemplars()
            .register(registry);
  }

  public void requestStarted() {
    active.incrementAndGet();
  }

  /** Takes labels whose values are few and known, but for the method, which is made so. */
  public void requestEnded(String method, String route, int status, Duration took) {
    active.decrementAndGet();
    String knownMethod = KNOWN_METHODS.contains(method) ? method : "_OTHER";
    duration
        .labelValues(knownMethod, route, Integer.toString(status))
        .observe(took.toNanos() / 1e9);
  }

  public int activeRequests() {
    return active.get();
  }
}
