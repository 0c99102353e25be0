package service.platform.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import service.platform.requests.RequestIds;
import service.platform.requests.RequestScope;
import service.platform.tracing.Tracing;
import tools.jackson.databind.json.JsonMapper;

/** Another service that this one calls. */
public final class Upstream {
  private final String name;
  private final URI address;
  private final Duration timeout;
  private final HttpClient client;
  private final JsonMapper json;
  private final CircuitBreaker breaker;

  Upstream(String name, URI address, Duration timeout, HttpClient client, JsonMapper json) {
    this.name = name;
    this.address = address;
    this.timeout = timeout;
    this.client = client;
    this.json = json;
    this.breaker = Resilience.circuitBreaker(name);
  }

  /** Reads from it; see {@link #call(HttpMethod, String, Object)}. */
  public UpstreamAnswer get(String path) {
    return call(HttpMethod.GET, path, null);
  }

  /**
   * Calls it on behalf of the current request, as a part of the request's trace and for no longer
   * than the request's caller waits. A failed call is tried again, at most twice, where that does
   * no harm. Answers below 500 are returned, for the caller to judge; anything else is thrown as an
   * {@link UpstreamException}.
   *
   * @param body sent as JSON; null for none
   */
  public UpstreamAnswer call(HttpMethod method, String path, Object body) {
    Duration allowed = CallDeadline.remaining(timeout);
    long deadline = System.nanoTime() + allowed.toNanos();
    int retries = Resilience.retriesOf(method);
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(method, path, body, Duration.ofNanos(deadline - System.nanoTime()), allowed);
      } catch (UpstreamException failure) {
        Duration pause = Resilience.pauseAfter(attempt);
        boolean isInTime = System.nanoTime() + pause.toNanos() < deadline;
        if (attempt > retries || !isInTime || !Resilience.isWorthARetry(failure)) {
          throw failure;
        }
        sleep(pause, failure);
      }
    }
  }

  private UpstreamAnswer attempt(
      HttpMethod method, String path, Object body, Duration remaining, Duration allowed) {
    if (remaining.toMillis() <= 0) {
      throw failure(HttpStatus.GATEWAY_TIMEOUT, "No time was left to ask " + name + ".", null);
    }
    if (!breaker.tryAcquirePermission()) {
      String detail = name + " has failed too often and is not asked for a while.";
      throw failure(HttpStatus.SERVICE_UNAVAILABLE, detail, null);
    }
    long started = System.nanoTime();
    try {
      UpstreamAnswer answer = send(request(method, path, body, remaining), remaining, allowed);
      breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      return answer;
    } catch (UpstreamException e) {
      breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
      throw e;
    } catch (RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
  }

  private HttpRequest request(HttpMethod method, String path, Object body, Duration remaining) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("accept", "application/json")
            .header(CallDeadline.HEADER, Long.toString(remaining.toMillis()));
    Tracing.inject(request, HttpRequest.Builder::setHeader);
    String requestId = RequestScope.requestId();
    if (requestId != null) {
      request.header(RequestIds.HEADER, requestId);
    }
    if (body == null) {
      return request.method(method.name(), BodyPublishers.noBody()).build();
    }
    return request
        .header("content-type", "application/json")
        .method(method.name(), BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
        .build();
  }

  private UpstreamAnswer send(HttpRequest request, Duration remaining, Duration allowed) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = call.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
      int status = response.statusCode();
      if (status >= 500 || status / 100 == 3) {
        throw failure(HttpStatus.BAD_GATEWAY, name + " answered " + status + ".", null);
      }
      return new UpstreamAnswer(status, response.body(), json);
    } catch (TimeoutException e) {
      String detail = name + " did not answer within " + allowed.toMillis() + " ms.";
      throw failure(HttpStatus.GATEWAY_TIMEOUT, detail, e);
    } catch (ExecutionException e) {
      throw failure(HttpStatus.BAD_GATEWAY, name + " could not be reached.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(HttpStatus.BAD_GATEWAY, "The call of " + name + " was given up.", e);
    } finally {
      // Also ends the exchange itself where it is still under way.
      call.cancel(true);
    }
  }

  private static void sleep(Duration pause, UpstreamException failure) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private UpstreamException failure(HttpStatus status, String detail, Throwable cause) {
    return new UpstreamException(name, status, detail, cause);
  }
}
