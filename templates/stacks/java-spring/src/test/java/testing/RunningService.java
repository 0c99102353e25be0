package testing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import service.Settings;
import service.platform.ServiceRunner;
import service.platform.settings.SettingsException;

/** An application that runs in this process and listens on a port of its own. */
public final class RunningService implements AutoCloseable {
  private final int port = FreePort.find();
  private final ConfigurableApplicationContext context;

  private RunningService(Class<?> application, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(port));
    try {
      context = ServiceRunner.start(application, Settings.read(environment));
    } catch (SettingsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static RunningService start(Class<?> application, Map<String, String> settings) {
    RunningService service = new RunningService(application, settings);
    ServiceRunner.becomeReady(service.context);
    return service;
  }

  public Http http() {
    return new Http(port);
  }

  public int port() {
    return port;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  @Override
  public void close() {
    context.close();
  }
}
