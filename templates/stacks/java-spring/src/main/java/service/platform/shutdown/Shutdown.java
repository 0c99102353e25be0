package service.platform.shutdown;

import java.time.Duration;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.stereotype.Component;
import service.Settings;
import service.platform.health.Lifecycle;
import service.platform.metrics.HttpMetrics;

/** Stops the service in order: unready, drained, no longer listening, finished, closed. */
@Component
public class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  /** Kept back from SHUTDOWN_SECONDS for closing what is still open. */
  private static final Duration RESERVE = Duration.ofSeconds(1);

  /** What closing gets of it where requests in flight have used up all else. */
  private static final Duration SHORTEST_CLOSING = RESERVE.dividedBy(2);

  /** The longest wait for pools to close and for the last traces to be sent. */
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(3);

  private static final Duration POLL = Duration.ofMillis(20);

  private final ServletWebServerApplicationContext context;
  private final Settings settings;
  private final Lifecycle lifecycle;
  private final HttpMetrics metrics;

  Shutdown(
      ServletWebServerApplicationContext context,
      Settings settings,
      Lifecycle lifecycle,
      HttpMetrics metrics) {
    this.context = context;
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.metrics = metrics;
  }

  /** Stops on the first signal; a second one ends the process at once. */
  public void onSignal() {
    StopSignals.onFirst(signal -> {
      try {
        stop(signal);
        Runtime.getRuntime().halt(0);
      } catch (InterruptedException | RuntimeException e) {
        log.error("could not stop in order", e);
        Runtime.getRuntime().halt(1);
      }
    });
  }

  private void stop(Signal signal) throws InterruptedException {
    long deadline = System.nanoTime() + settings.shutdown().minus(RESERVE).toNanos();
    lifecycle.become(Lifecycle.State.DRAINING);
    log.atInfo()
        .addKeyValue("signal", signal.name())
        .addKeyValue("drain_seconds", settings.drain().toMillis() / 1000.0)
        .log("stopping");
    Thread.sleep(settings.drain());

    stopListening();
    while (metrics.activeRequests() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(POLL);
    }
    int unfinished = metrics.activeRequests();
    if (unfinished > 0) {
      log.atWarn().addKeyValue("requests", unfinished).log("cut off requests in flight");
    }
    closeWithin(Duration.ofNanos(deadline - System.nanoTime()));
  }

  /** Connections that are open go on being served. */
  private void stopListening() {
    TomcatWebServer server = (TomcatWebServer) context.getWebServer();
    var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
    protocol.closeServerSocketGraceful();
  }

  private void closeWithin(Duration remaining) throws InterruptedException {
    Thread closer = Thread.ofPlatform().name("closer").daemon().start(context::close);
    Duration atLeast = remaining.compareTo(SHORTEST_CLOSING) < 0 ? SHORTEST_CLOSING : remaining;
    closer.join(atLeast.compareTo(LONGEST_CLOSING) < 0 ? atLeast : LONGEST_CLOSING);
  }
}
