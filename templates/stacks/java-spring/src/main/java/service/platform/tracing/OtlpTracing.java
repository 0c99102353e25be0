package service.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import java.util.Map;

/** Spans in batches to a collector. The SDK reads the other OTEL_* variables by itself. */
final class OtlpTracing {
  private OtlpTracing() {}

  static SdkTracerProvider create(URI endpoint, String service, String version) {
    Resource resource =
        Resource.builder().put(AttributeKey.stringKey("service.version"), version).build();
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() ->
            Map.of(
                "otel.service.name", service,
                "otel.exporter.otlp.endpoint", endpoint.toString(),
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"))
        .addResourceCustomizer((own, config) -> resource.merge(own))
        .build()
        .getOpenTelemetrySdk()
        .getSdkTracerProvider();
  }
}
