package service.platform.problems;

import java.util.List;
import org.springframework.http.HttpStatus;

/** An error meant for the client. All others are answered with a bare 500. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient List<Fault> faults;

  public ProblemException(HttpStatus status, String detail) {
    this(status, detail, List.of(), null);
  }

  public ProblemException(HttpStatus status, Fault fault) {
    this(status, fault.detail(), List.of(fault), null);
  }

  public ProblemException(HttpStatus status, String detail, List<Fault> faults, Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.faults = faults;
  }

  public HttpStatus status() {
    return status;
  }

  public List<Fault> faults() {
    return faults;
  }
}
