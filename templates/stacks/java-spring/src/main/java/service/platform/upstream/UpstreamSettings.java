package service.platform.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import service.platform.settings.EnvironmentReader;
import service.platform.settings.ServiceInfo;

/**
 * Where the services are that this one calls.
 *
 * @param addresses of the services that this one calls, by name
 * @param timeout how long one call may take, with all that it tries
 */
public record UpstreamSettings(Map<String, URI> addresses, Duration timeout) {

  public static UpstreamSettings read(EnvironmentReader read, ServiceInfo service) {
    Map<String, URI> addresses = new TreeMap<>();
    service
        .upstreams()
        .forEach((name, upstream) ->
            addresses.put(name, read.url(upstream.setting(), upstream.localUrl())));
    return new UpstreamSettings(
        addresses, read.seconds("UPSTREAM_TIMEOUT_SECONDS", "2", "0.01", "60"));
  }
}
