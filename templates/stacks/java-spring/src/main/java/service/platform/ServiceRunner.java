package service.platform;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;
import service.Settings;
import service.platform.health.Lifecycle;
import service.platform.logging.EarlyLog;
import service.platform.settings.ServiceInfo;
import service.platform.settings.SettingsException;
import service.platform.shutdown.Shutdown;
import service.platform.shutdown.StopSignals;

/** Starts the service: settings first, then Spring, then the word that it is ready. */
public final class ServiceRunner {
  private static final Logger log = LoggerFactory.getLogger(ServiceRunner.class);

  private ServiceRunner() {}

  /** Runs the service in this process until a signal stops it. */
  public static void run(Class<?> application, Map<String, String> environment) {
    StopSignals.listen();
    Settings settings = settingsOrExit(environment);
    ConfigurableApplicationContext context = start(application, settings);
    context.getBean(Shutdown.class).onSignal();
    becomeReady(context);
    log.atInfo()
        .addKeyValue("host", settings.host())
        .addKeyValue("port", settings.port())
        .addKeyValue("revision", settings.revision())
        .log("ready");
  }

  /** Starts Spring, with everything that runs before {@link #becomeReady}. */
  public static ConfigurableApplicationContext start(Class<?> application, Settings settings) {
    ServiceInfo service = ServiceInfo.load();
    StandardServletEnvironment environment = new StandardServletEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("settings", springProperties(service, settings)));
    SpringApplication spring = new SpringApplication(application);
    spring.setEnvironment(environment);
    spring.setBannerMode(Banner.Mode.OFF);
    spring.setLogStartupInfo(false);
    spring.setRegisterShutdownHook(false);
    spring.addInitializers(context -> {
      context.getBeanFactory().registerSingleton("settings", settings);
      context.getBeanFactory().registerSingleton("serviceInfo", service);
    });
    return spring.run();
  }

  /** What must be warm before the first request has its place in an ApplicationRunner. */
  public static void becomeReady(ConfigurableApplicationContext context) {
    context.getBean(Lifecycle.class).become(Lifecycle.State.READY);
  }

  private static Settings settingsOrExit(Map<String, String> environment) {
    try {
      return Settings.read(environment);
    } catch (SettingsException e) {
      ServiceInfo service = ServiceInfo.load();
      EarlyLog earlyLog = new EarlyLog(service.name(), service.version(), System.out);
      e.problems().forEach(earlyLog::error);
      Runtime.getRuntime().halt(1);
      throw new AssertionError(e);
    }
  }

  /** They go before every other source, so that a stray SERVER_PORT or DEBUG changes nothing. */
  private static Map<String, Object> springProperties(ServiceInfo service, Settings settings) {
    return Map.of(
        "service.name", service.name(),
        "service.version", settings.version(),
        "server.address", settings.host(),
        "server.port", settings.port(),
        "logging.level.service", settings.logLevel(),
        "debug", false,
        "trace", false);
  }
}
