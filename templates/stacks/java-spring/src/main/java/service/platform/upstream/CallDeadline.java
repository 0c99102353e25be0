package service.platform.upstream;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.time.Duration;

/** How long the caller of this service goes on waiting for the request that is being answered. */
final class CallDeadline {
  /** Says how many milliseconds a caller waits: set by Envoy and Istio, and by our own calls. */
  static final String HEADER = "x-envoy-expected-rq-timeout-ms";

  private static final ContextKey<Long> DEADLINE = ContextKey.named("deadline");

  private CallDeadline() {}

  static Context in(Duration patience) {
    return Context.current().with(DEADLINE, System.nanoTime() + patience.toNanos());
  }

  /** What is left of the caller's patience, and at most {@code timeout}. */
  static Duration remaining(Duration timeout) {
    Long deadline = Context.current().get(DEADLINE);
    if (deadline == null) {
      return timeout;
    }
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    return left.compareTo(timeout) < 0 ? left : timeout;
  }
}
