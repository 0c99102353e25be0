package service.platform.requests;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import service.platform.health.Lifecycle;

/**
 * While the service drains, tells clients to open their next connection elsewhere, also those whose
 * requests were in flight before: this is asked again just before a body is sent.
 */
@ControllerAdvice
class ConnectionClosing implements ResponseBodyAdvice<Object> {
  private final Lifecycle lifecycle;

  ConnectionClosing(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  static void whileDraining(Lifecycle lifecycle, HttpServletResponse response) {
    if (lifecycle.state() == Lifecycle.State.DRAINING) {
      response.setHeader("connection", "close");
    }
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return true;
  }

  @Override
  public Object beforeBodyWrite(
      Object body,
      MethodParameter returnType,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    whileDraining(lifecycle, ((ServletServerHttpResponse) response).getServletResponse());
    return body;
  }
}
