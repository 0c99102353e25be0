package service.platform.problems;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error that Spring or a controller throws, as application/problem+json. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<Object> handleProblem(ProblemException problem, WebRequest request) {
    if (problem.status().is5xxServerError()) {
      log.error(problem.getMessage(), problem);
    }
    return answer(
        problem.status(), problem.getMessage(), problem.faults(), HttpHeaders.EMPTY, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> handleUnexpected(Exception error, WebRequest request) {
    log.error("unexpected error", error);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, null, List.of(), HttpHeaders.EMPTY, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      // Jackson wraps what reading throws in the midst of a body, such as that it is too large.
      if (cause instanceof ProblemException problem) {
        return handleProblem(problem, request);
      }
    }
    Fault fault = Faults.ofUnreadableBody(error);
    List<Fault> faults = fault.pointer() == null ? List.of() : List.of(fault);
    return answer(status, fault.detail(), faults, headers, request);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(Faults.ofBody(error), headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(Faults.ofArguments(error), headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return invalid(List.of(Faults.ofMismatch(error)), headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Set<HttpMethod> allowed = new TreeSet<>(headers.getAllow());
    if (allowed.contains(HttpMethod.GET)) {
      // Spring serves it too, and does not say so.
      allowed.add(HttpMethod.HEAD);
    }
    HttpHeaders allow = new HttpHeaders();
    allow.setAllow(allowed);
    String detail = error.getMethod() + " is not allowed at " + pathOf(request) + ".";
    return answer(status, detail, List.of(), allow, request);
  }

  /** Where the handlers of the other errors of Spring end. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception error,
      Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.is5xxServerError()) {
      return handleUnexpected(error, request);
    }
    String detail = error instanceof ErrorResponse known ? known.getBody().getDetail() : null;
    return answer(status, detail, List.of(), headers, request);
  }

  private static ResponseEntity<Object> invalid(
      List<Fault> faults, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return answer(status, faults.getFirst().detail(), faults, headers, request);
  }

  private static ResponseEntity<Object> answer(
      HttpStatusCode status,
      String detail,
      List<Fault> faults,
      HttpHeaders headers,
      WebRequest request) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problem.of(status.value(), detail, pathOf(request), faults));
  }

  private static String pathOf(WebRequest request) {
    return ((ServletWebRequest) request).getRequest().getRequestURI();
  }
}
