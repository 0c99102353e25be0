package service;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import service.platform.ServiceRunner;

/** This service: everything in this package and those below it. */
@SpringBootApplication
public class Application {
  private Application() {}

  public static void main(String[] args) {
    ServiceRunner.run(Application.class, System.getenv());
  }
}
