package testing.sample;

import io.opentelemetry.api.trace.Span;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import service.platform.problems.ProblemException;
import service.platform.requests.RequestScope;
import service.platform.tracing.Tracing;

/** Samples, of which the only one is called {@code known}, and routes that misbehave. */
@RestController
@RequestMapping("/v1")
class SampleController {
  private static final Logger log = LoggerFactory.getLogger("service.sample");
  private static final Sample KNOWN = new Sample("known", List.of(), null);

  @GetMapping("/samples")
  List<Sample> list(@RequestParam(required = false) @Min(1) @Max(100) Integer limit) {
    return limit == null || limit > 0 ? List.of(KNOWN) : List.of();
  }

  @PostMapping("/samples")
  @ResponseStatus(HttpStatus.CREATED)
  Sample create(@Valid @RequestBody Sample sample) {
    return sample;
  }

  @GetMapping("/samples/{id}")
  Sample get(@PathVariable String id) {
    if (id.equals("known")) {
      return KNOWN;
    }
    throw new ProblemException(HttpStatus.NOT_FOUND, "There is no such sample.");
  }

  @GetMapping("/fault")
  Sample fault() {
    throw new IllegalStateException("password is hunter2");
  }

  @GetMapping("/secrets")
  Sample secrets() {
    log.atInfo().addKeyValue("password", "hunter2").addKeyValue("Token", "hunter2").log("secrets");
    return KNOWN;
  }

  @GetMapping("/async")
  Callable<Sample> async() {
    return () -> KNOWN;
  }

  /** The headers that a call of another service would carry. */
  @GetMapping("/outgoing")
  Map<String, String> outgoing() {
    Map<String, String> headers = new TreeMap<>();
    Tracing.inject(headers, Map::put);
    headers.put("request-id", RequestScope.requestId());
    headers.put("span-id", Span.current().getSpanContext().getSpanId());
    return headers;
  }
}
