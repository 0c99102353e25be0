package service.platform.logging;

import java.io.PrintStream;
import java.time.Clock;
import org.springframework.boot.json.JsonWriter;

/** Log lines from before there is a logging system. */
public final class EarlyLog {
  private final JsonWriter<String> writer;
  private final PrintStream out;

  public EarlyLog(String service, String version, PrintStream out) {
    this.out = out;
    this.writer =
        JsonWriter.of(members -> {
          members.add("time", () -> LogTime.format(Clock.systemUTC().instant()));
          members.add("level", "error");
          members.add("service", service);
          members.add("version", version);
          members.add("msg");
        });
  }

  public void error(String message) {
    out.println(writer.writeToString(message));
  }
}
