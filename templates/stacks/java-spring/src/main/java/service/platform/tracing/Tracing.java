package service.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import service.Settings;
import service.platform.settings.ServiceInfo;

/**
 * W3C trace context in and out. Spans carry ids for logs and for the next service, at next to no
 * cost; they are exported only where an endpoint is set.
 */
@Component
public class Tracing {
  private static final W3CTraceContextPropagator PROPAGATOR =
      W3CTraceContextPropagator.getInstance();

  /** The longest wait for a collector to take the last spans. */
  private static final int FLUSH_SECONDS = 3;

  private final SdkTracerProvider exporting;
  private final Tracer tracer;
  private final Tracer quietTracer;

  Tracing(Settings settings, ServiceInfo service) {
    // Follows the caller's decision to sample, so that it is passed on; a trace of its own is not
    // sampled.
    SdkTracerProvider local =
        SdkTracerProvider.builder().setSampler(Sampler.parentBased(Sampler.alwaysOff())).build();
    exporting =
        settings
            .otlpEndpoint()
            .map(e -> OtlpTracing.create(e, service.name(), settings.version()))
            .orElse(local);
    tracer = exporting.get(service.name());
    quietTracer = local.get(service.name());
  }

  /** Where the caller says that the request stands in its trace. */
  public Context contextOf(HttpServletRequest request) {
    return PROPAGATOR.extract(Context.root(), request, RequestHeaders.INSTANCE);
  }

  /** The server's part of one request. */
  public Span startSpan(HttpServletRequest request, Context parent, boolean isQuiet) {
    Span span =
        (isQuiet ? quietTracer : tracer)
            .spanBuilder(request.getMethod())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .startSpan();
    if (span.isRecording()) {
      span.setAttribute("http.request.method", request.getMethod());
      span.setAttribute("url.path", request.getRequestURI());
      span.setAttribute("url.scheme", request.getScheme());
    }
    return span;
  }

  /** Makes an outgoing call a part of the current trace. */
  public static <C> void inject(C carrier, TextMapSetter<C> setter) {
    PROPAGATOR.inject(Context.current(), carrier, setter);
  }

  @PreDestroy
  void close() {
    exporting.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
