package service.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Body of an error response (RFC 9457). */
@JsonInclude(Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, String instance, List<Fault> errors) {

  /**
   * A problem of no special type, whose title is that of its status.
   *
   * @param detail what went wrong, for people, or null
   * @param instance the path of the request, without the query, which may hold anything
   */
  public static Problem of(int status, String detail, String instance, List<Fault> errors) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, instance, errors);
  }
}
