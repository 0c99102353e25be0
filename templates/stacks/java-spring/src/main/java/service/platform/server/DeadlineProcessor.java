package service.platform.server;

import jakarta.servlet.ServletConnection;
import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Hangs up on a client whose headers are not complete in time, however busily it sends. */
final class DeadlineProcessor extends Http11Processor {
  private final Duration headersTimeout;

  /** When the headers began that are not complete yet; meaningless when there are none. */
  private long headersBegan;

  private boolean isReadingHeaders;

  DeadlineProcessor(DeadlineProtocol protocol, Adapter adapter, Duration headersTimeout) {
    super(protocol, adapter);
    this.headersTimeout = headersTimeout;
  }

  @Override
  public SocketState service(SocketWrapperBase<?> socket) throws IOException {
    long now = System.nanoTime();
    SocketState state = super.service(socket);
    if (state != SocketState.LONG || isAsync()) {
      isReadingHeaders = false;
      return state;
    }
    if (!isReadingHeaders) {
      isReadingHeaders = true;
      headersBegan = now;
    }
    long remainingMillis = headersTimeout.minusNanos(System.nanoTime() - headersBegan).toMillis();
    if (remainingMillis <= 0) {
      isReadingHeaders = false;
      return SocketState.CLOSED;
    }
    socket.setReadTimeout(remainingMillis);
    return state;
  }

  @Override
  protected ServletConnection getServletConnection() {
    return new ClientConnection(
        super.getServletConnection(), socketWrapper, request.getStartTimeNanos());
  }
}
