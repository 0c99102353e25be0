package service.platform.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import service.Settings;

/** Keeps the bodies of requests within MAX_BODY_BYTES and REQUEST_TIMEOUT_SECONDS. */
@Component
@Order(0)
class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** How much a client may go on sending that has had its answer already. */
  private static final long DISCARDED_BYTES = 4 << 20;

  private final transient Settings settings;

  BodyFilter(Settings settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null;
    if (!hasBody) {
      chain.doFilter(request, response);
      return;
    }
    LimitedRequest limited = new LimitedRequest(request);
    chain.doFilter(limited, response);
    if (!request.isAsyncStarted() && !limited.body.isFinished()) {
      response.flushBuffer();
      limited.body.discard(DISCARDED_BYTES);
    }
  }

  private final class LimitedRequest extends HttpServletRequestWrapper {
    private final LimitedBody body;

    LimitedRequest(HttpServletRequest request) throws IOException {
      super(request);
      body = new LimitedBody(request, (ClientConnection) request.getServletConnection(), settings);
    }

    @Override
    public ServletInputStream getInputStream() {
      if (getContentLengthLong() > settings.maxBodyBytes()) {
        throw LimitedBody.tooLarge(settings);
      }
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
