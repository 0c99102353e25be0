package service.platform.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.stereotype.Component;
import service.Settings;
import service.platform.settings.ServiceInfo;

/** What is running, and what the process uses, under the names that Prometheus gives them. */
@Component
class RuntimeMetrics {
  RuntimeMetrics(PrometheusRegistry registry, ServiceInfo service, Settings settings) {
    ProcessMetrics.builder().register(registry);
    Info.builder()
        .name("service_build_info")
        .help("What is running: always 1.")
        .labelNames("service", "version", "revision")
        .register(registry)
        .setLabelValues(service.name(), settings.version(), settings.revision());
  }
}
