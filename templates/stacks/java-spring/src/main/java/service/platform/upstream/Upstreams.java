package service.platform.upstream;

import jakarta.annotation.PreDestroy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import service.Settings;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The services that this one calls, by name. */
@Component
public class Upstreams {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(executor)
          .build();
  private final Map<String, Upstream> byName = new TreeMap<>();

  Upstreams(Settings settings, JsonMapper mapper) {
    // Another service may add properties to its answers at any time.
    JsonMapper json =
        mapper.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    UpstreamSettings upstream = settings.upstream();
    upstream
        .addresses()
        .forEach((name, address) ->
            byName.put(name, new Upstream(name, address, upstream.timeout(), client, json)));
  }

  public Upstream get(String name) {
    Upstream upstream = byName.get(name);
    if (upstream == null) {
      throw new IllegalArgumentException("no dependency on a service called " + name);
    }
    return upstream;
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
    executor.shutdownNow();
  }
}
