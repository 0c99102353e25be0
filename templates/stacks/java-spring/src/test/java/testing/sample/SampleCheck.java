package testing.sample;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A check of something outside, whose outcome a test sets. */
@Component("database")
public class SampleCheck implements HealthIndicator {
  private volatile Supplier<Health> outcome = () -> Health.up().build();

  public void answer(Supplier<Health> next) {
    outcome = next;
  }

  @Override
  public Health health() {
    return outcome.get();
  }
}
