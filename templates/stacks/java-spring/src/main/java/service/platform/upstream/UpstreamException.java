package service.platform.upstream;

import java.util.List;
import org.springframework.http.HttpStatus;
import service.platform.problems.ProblemException;

/** A call that brought no usable answer: for the client a 502, 503 or 504. */
public final class UpstreamException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final String upstream;

  UpstreamException(String upstream, HttpStatus status, String detail, Throwable cause) {
    super(status, detail, List.of(), cause);
    this.upstream = upstream;
  }

  public String upstream() {
    return upstream;
  }
}
