package service.platform.server;

import jakarta.servlet.ServletConnection;
import java.time.Duration;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** A connection whose reads can be given a deadline. */
record ClientConnection(
    ServletConnection connection, SocketWrapperBase<?> socket, long requestBegan)
    implements ServletConnection {

  /** The next read fails when the request has taken longer than this. */
  void limitRead(Duration wholeRequest) {
    long remaining = wholeRequest.minusNanos(System.nanoTime() - requestBegan).toMillis();
    // None at all would mean "without limit".
    socket.setReadTimeout(Math.max(1, remaining));
  }

  @Override
  public String getConnectionId() {
    return connection.getConnectionId();
  }

  @Override
  public String getProtocol() {
    return connection.getProtocol();
  }

  @Override
  public String getProtocolConnectionId() {
    return connection.getProtocolConnectionId();
  }

  @Override
  public boolean isSecure() {
    return connection.isSecure();
  }
}
