package service.platform.requests;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import service.platform.health.Lifecycle;
import service.platform.tracing.Tracing;

/** Names, traces, counts and logs every request, around everything else that is done for it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Probes and scrapes: logged at debug level, and not traced. */
  private static final Set<String> QUIET_PATHS = Set.of("/livez", "/readyz", "/metrics");

  private final transient Lifecycle lifecycle;
  private final transient Tracing tracing;
  private final transient RequestLog requestLog;

  RequestFilter(Lifecycle lifecycle, Tracing tracing, RequestLog requestLog) {
    this.lifecycle = lifecycle;
    this.tracing = tracing;
    this.requestLog = requestLog;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long started = System.nanoTime();
    boolean isQuiet = QUIET_PATHS.contains(request.getRequestURI());
    String id = RequestIds.takeOrMake(request.getHeader(RequestIds.HEADER));
    Context parent = tracing.contextOf(request);
    Span span = tracing.startSpan(request, parent, isQuiet);

    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader(RequestIds.HEADER, id);
    ConnectionClosing.whileDraining(lifecycle, response);
    requestLog.started();
    RequestEnd end = new RequestEnd(request, response, span, started, isQuiet, requestLog);
    try (Scope scope = RequestScope.withRequestId(parent.with(span), id).makeCurrent()) {
      SpanContext context = span.getSpanContext();
      MDC.put("request_id", id);
      MDC.put("trace_id", context.getTraceId());
      MDC.put("span_id", context.getSpanId());
      chain.doFilter(request, response);
      ConnectionClosing.whileDraining(lifecycle, response);
      end.awaitOrReport();
    } catch (IOException | ServletException | RuntimeException | Error e) {
      end.report(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      throw e;
    } finally {
      MDC.clear();
    }
  }
}
