package service.platform.upstream;

import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Remembers how long the caller waits, for the calls that are made on its behalf. */
@Component
@Order(1)
class CallDeadlineFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Pattern MILLISECONDS = Pattern.compile("[1-9][0-9]{0,9}");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String patience = request.getHeader(CallDeadline.HEADER);
    if (patience == null || !MILLISECONDS.matcher(patience).matches()) {
      chain.doFilter(request, response);
      return;
    }
    Duration left = Duration.ofMillis(Long.parseLong(patience));
    try (Scope scope = CallDeadline.in(left).makeCurrent()) {
      chain.doFilter(request, response);
    }
  }
}
