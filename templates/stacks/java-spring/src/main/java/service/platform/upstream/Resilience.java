package service.platform.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** When to try a failed call again, and when to stop calling for a while. */
final class Resilience {
  private static final int MAX_RETRIES = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** What can be done twice without harm. */
  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

  private Resilience() {}

  /** Opens when half of the last calls have failed; a few try again after five seconds. */
  static CircuitBreaker circuitBreaker(String name) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();
    return CircuitBreaker.of(name, config);
  }

  static int retriesOf(HttpMethod method) {
    return IDEMPOTENT.contains(method) ? MAX_RETRIES : 0;
  }

  /** Neither an open breaker nor a spent deadline gets better within a moment. */
  static boolean isWorthARetry(UpstreamException failure) {
    return failure.status() == HttpStatus.BAD_GATEWAY;
  }

  /** Doubles with each attempt; random, so that callers do not come back all at once. */
  static Duration pauseAfter(int attempt) {
    long longest = FIRST_PAUSE.toMillis() << (attempt - 1);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }
}
