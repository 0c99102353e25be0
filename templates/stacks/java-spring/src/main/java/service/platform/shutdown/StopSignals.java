package service.platform.shutdown;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGTERM and SIGINT. The JVM's own shutdown hooks would neither let the process exit with 0 nor
 * notice a second signal.
 */
public final class StopSignals {
  /** What to do when a signal has arrived. */
  @FunctionalInterface
  interface Handler {
    void handle(Signal signal);
  }

  // While the service starts there is nothing to drain, and a signal just ends it.
  private static final AtomicReference<Handler> HANDLER =
      new AtomicReference<>(signal -> Runtime.getRuntime().halt(0));

  private StopSignals() {}

  /** To be called before anything that takes time. */
  public static void listen() {
    for (Signal signal : List.of(Signal.SIGTERM, Signal.SIGINT)) {
      signal.onArrival(() -> HANDLER.get().handle(signal));
    }
  }

  /** From now on, the first signal runs {@code stop} and a second one ends the process at once. */
  static void onFirst(Handler stop) {
    HANDLER.set(first -> {
      HANDLER.set(second -> Runtime.getRuntime().halt(second.exitCode()));
      stop.handle(first);
    });
  }
}
