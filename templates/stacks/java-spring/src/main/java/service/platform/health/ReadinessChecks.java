package service.platform.health;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.stereotype.Component;

/**
 * What the service itself cannot work without, such as its own database: every {@link
 * HealthIndicator} that there is. Not other services: if their failure made this one unready, one
 * outage would take down every caller.
 */
@Component
class ReadinessChecks {
  /** Shorter than the second that probes and load balancers usually grant. */
  private static final Duration DEADLINE = Duration.ofMillis(900);

  private record Check(String name, HealthIndicator indicator) {}

  private final HealthContributorRegistry registry;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  ReadinessChecks(HealthContributorRegistry registry) {
    this.registry = registry;
  }

  /** Runs all checks side by side. One that ignores its deadline does not hold the answer. */
  List<FailingCheck> failing() {
    List<Check> checks = checksIn(registry, "").toList();
    if (checks.isEmpty()) {
      return List.of();
    }
    List<Callable<Health>> calls =
        checks.stream().map(check -> (Callable<Health>) check.indicator()::health).toList();
    List<FailingCheck> failing = new ArrayList<>();
    try {
      List<Future<Health>> results =
          executor.invokeAll(calls, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < results.size(); i++) {
        String reason = reasonIn(results.get(i));
        if (reason != null) {
          failing.add(new FailingCheck(checks.get(i).name(), reason));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failing.add(new FailingCheck("checks", "interrupted"));
    }
    return failing;
  }

  @PreDestroy
  void close() {
    executor.shutdownNow();
  }

  private static Stream<Check> checksIn(HealthContributors contributors, String prefix) {
    return contributors.stream()
        .flatMap(entry -> checksOf(prefix + entry.name(), entry.contributor()));
  }

  private static Stream<Check> checksOf(String name, HealthContributor contributor) {
    return switch (contributor) {
      case HealthIndicator indicator -> Stream.of(new Check(name, indicator));
      case CompositeHealthContributor composite -> checksIn(composite, name + "/");
      default -> Stream.empty();
    };
  }

  /** Why a check failed, or null when it passed. */
  private static String reasonIn(Future<Health> result) throws InterruptedException {
    try {
      Health health = result.get();
      if (health.getStatus().equals(Status.UP) || health.getStatus().equals(Status.UNKNOWN)) {
        return null;
      }
      Object error = health.getDetails().get("error");
      return error == null ? health.getStatus().getCode() : error.toString();
    } catch (CancellationException e) {
      return "no answer within " + DEADLINE.toMillis() + " ms";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }
}
