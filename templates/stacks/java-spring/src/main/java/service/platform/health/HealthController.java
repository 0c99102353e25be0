package service.platform.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers the probes of Kubernetes. */
@RestController
class HealthController {
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Answer(String status, List<FailingCheck> failing) {}

  private final Lifecycle lifecycle;
  private final ReadinessChecks checks;

  HealthController(Lifecycle lifecycle, ReadinessChecks checks) {
    this.lifecycle = lifecycle;
    this.checks = checks;
  }

  /** The process can answer. */
  @GetMapping("/livez")
  Answer live() {
    return new Answer("ok", List.of());
  }

  /** The service can do its work, and is not about to stop. */
  @GetMapping("/readyz")
  ResponseEntity<Answer> ready() {
    List<FailingCheck> failing = new ArrayList<>();
    Lifecycle.State state = lifecycle.state();
    if (state != Lifecycle.State.READY) {
      failing.add(new FailingCheck("lifecycle", state.name().toLowerCase(Locale.ROOT)));
    }
    failing.addAll(checks.failing());
    return failing.isEmpty()
        ? ResponseEntity.ok(new Answer("ok", failing))
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(new Answer("failing", failing));
  }
}
