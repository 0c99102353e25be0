package service.platform.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What this service is: the content of service.properties.
 *
 * @param upstreams the services that it calls, by name
 */
public record ServiceInfo(
    String name, String version, int defaultPort, Map<String, Upstream> upstreams) {

  /**
   * A service that this one calls.
   *
   * @param setting the variable that holds its address
   * @param localUrl its address on a developer's machine
   */
  public record Upstream(String setting, String localUrl) {}

  private static final String FILE = "/service.properties";
  private static final String UPSTREAM = "upstream.";
  private static final String SETTING = ".setting";

  public static ServiceInfo load() {
    Properties properties = new Properties();
    try (InputStream file = ServiceInfo.class.getResourceAsStream(FILE);
        Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Upstream> upstreams = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(UPSTREAM) && key.endsWith(SETTING)) {
        String name = key.substring(UPSTREAM.length(), key.length() - SETTING.length());
        String localUrl = properties.getProperty(UPSTREAM + name + ".url");
        upstreams.put(name, new Upstream(properties.getProperty(key), localUrl));
      }
    }
    return new ServiceInfo(
        properties.getProperty("name"),
        properties.getProperty("version"),
        Integer.parseInt(properties.getProperty("port")),
        upstreams);
  }
}
