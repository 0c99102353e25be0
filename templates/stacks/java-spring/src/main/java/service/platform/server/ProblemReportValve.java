package service.platform.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import service.platform.problems.Problem;
import service.platform.requests.RequestIds;
import tools.jackson.databind.json.JsonMapper;

/** Answers what does not get as far as Spring, such as a request that is not HTTP. */
final class ProblemReportValve extends ErrorReportValve {
  private static final byte[] HEAD_FOR_HTTP_09 =
      """
      HTTP/1.1 400 Bad Request\r
      Content-Type: application/problem+json\r
      X-Content-Type-Options: nosniff\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  /** Refuses HTTP/0.9, which no client speaks: Tomcat takes any two words for such a request. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (isHttp09(request)) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
      response.setSuspended(false);
      report(request, response, null);
    } else {
      super.invoke(request, response);
    }
  }

  @Override
  protected void report(Request request, Response response, Throwable error) {
    boolean isAnswered = response.getContentWritten() > 0 || !response.setErrorReported();
    if (response.getStatus() < 400 || isAnswered) {
      return;
    }
    if (error != null && error.getCause() instanceof SocketTimeoutException) {
      response.setStatus(HttpStatus.REQUEST_TIMEOUT.value());
    }
    String path = request.getRequestURI();
    String instance = path == null ? "/" : path;
    Problem problem = Problem.of(response.getStatus(), null, instance, List.of());
    try {
      response.setHeader("x-content-type-options", "nosniff");
      if (response.getHeader(RequestIds.HEADER) == null) {
        response.setHeader(RequestIds.HEADER, RequestIds.takeOrMake(null));
      }
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      if (isHttp09(request)) {
        // An answer to such a request has no head, unless it is written as if it were the body.
        response.getOutputStream().write(HEAD_FOR_HTTP_09);
      }
      response.getOutputStream().write(json.writeValueAsBytes(problem));
      response.finishResponse();
    } catch (IOException e) {
      // The client has gone, and nobody is left to be told.
      container.getLogger().debug("could not answer", e);
    }
  }

  private static boolean isHttp09(Request request) {
    return request.getProtocol().isEmpty();
  }
}
