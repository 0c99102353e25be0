package service.platform.requests;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.slf4j.MDC;

/** Reports a request when its answer is complete, also where it is given asynchronously. */
final class RequestEnd implements AsyncListener {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Span span;
  private final long started;
  private final boolean isQuiet;
  private final RequestLog log;
  private Map<String, String> ids = Map.of();

  RequestEnd(
      HttpServletRequest request,
      HttpServletResponse response,
      Span span,
      long started,
      boolean isQuiet,
      RequestLog log) {
    this.request = request;
    this.response = response;
    this.span = span;
    this.started = started;
    this.isQuiet = isQuiet;
    this.log = log;
  }

  void awaitOrReport() {
    if (request.isAsyncStarted()) {
      ids = MDC.getCopyOfContextMap();
      request.getAsyncContext().addListener(this);
    } else {
      report(response.getStatus());
    }
  }

  void report(int status) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    log.ended(request, Outcome.of(request, status), took, span, isQuiet);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    MDC.setContextMap(ids);
    try {
      report(response.getStatus());
    } finally {
      MDC.clear();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}
}
