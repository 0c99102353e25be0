package testing.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import service.platform.ServiceRunner;

/**
 * A service with a small API of its own, for the tests of what every service does, so that they
 * hold whatever this service's own API is.
 */
@SpringBootApplication(scanBasePackages = {"service.platform", "testing.sample"})
public class SampleApplication {
  private SampleApplication() {}

  public static void main(String[] args) {
    ServiceRunner.run(SampleApplication.class, System.getenv());
  }
}
