package service.platform.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
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
  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
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
      response.getOutputStream().write(json.writeValueAsBytes(problem));
      response.finishResponse();
    } catch (IOException e) {
      // The client has gone, and nobody is left to be told.
      containerLog().debug("could not answer", e);
    }
  }

  private org.apache.juli.logging.Log containerLog() {
    return container.getLogger();
  }
}
