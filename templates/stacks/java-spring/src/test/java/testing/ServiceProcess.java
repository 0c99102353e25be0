package testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in a process of its own, with the log lines that it writes. */
public final class ServiceProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port = FreePort.find();
  private final Process process;
  private final Thread reader;
  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

  private ServiceProcess(List<String> program, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@jvm.options");
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(port));
    environment.putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader = Thread.ofVirtual().start(this::readLines);
  }

  /** The program as built. */
  public static ServiceProcess start(Map<String, String> settings) {
    return new ServiceProcess(List.of("-jar", "target/service/service.jar"), settings);
  }

  /** The same with another application of the tests' class path. */
  public static ServiceProcess start(Class<?> application, Map<String, String> settings) {
    String classPath = System.getProperty("java.class.path");
    return new ServiceProcess(List.of("-cp", classPath, application.getName()), settings);
  }

  public ServiceProcess awaitReady() {
    awaitLine(line -> line.path("msg").stringValue().equals("ready"));
    return this;
  }

  public JsonNode awaitLine(Predicate<JsonNode> wanted) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> lines.stream().filter(wanted).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  public List<JsonNode> lines() {
    return List.copyOf(lines);
  }

  /** Sends a signal, such as TERM. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The exit code, when the last line has been read. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the process still runs");
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  public Http http() {
    return new Http(port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().map(JSON::readTree).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
