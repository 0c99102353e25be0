package service.platform.requests;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import service.platform.metrics.HttpMetrics;

/** Metrics, span and log line of each request, all under its route's pattern. */
@Component
class RequestLog {
  private static final Logger log = LoggerFactory.getLogger("service.requests");

  /** Unknown paths share one value, so that nobody can grow the metrics by asking for them. */
  private static final String UNKNOWN_ROUTE = "unknown";

  private final HttpMetrics metrics;

  RequestLog(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  void started() {
    metrics.requestStarted();
  }

  void ended(HttpServletRequest request, int status, Duration took, Span span, boolean isQuiet) {
    String method = request.getMethod();
    String route = routeOf(request);
    metrics.requestEnded(method, route, status, took);

    if (span.isRecording()) {
      span.updateName(method + " " + route);
      span.setAttribute("http.route", route);
      span.setAttribute("http.response.status_code", status);
      if (status >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    span.end();

    log.atLevel(isQuiet ? Level.DEBUG : Level.INFO)
        .addKeyValue("method", method)
        .addKeyValue("route", route)
        .addKeyValue("path", request.getRequestURI())
        .addKeyValue("status", status)
        .addKeyValue("duration_ms", Math.round(took.toNanos() / 1e5) / 10.0)
        .log("request");
  }

  private static String routeOf(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? UNKNOWN_ROUTE : pattern.toString();
  }
}
