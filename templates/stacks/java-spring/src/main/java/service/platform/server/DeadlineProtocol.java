package service.platform.server;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1, with a deadline for the headers as a whole. */
public final class DeadlineProtocol extends Http11NioProtocol {
  private Duration headersTimeout = Duration.ofSeconds(10);

  /**
   * Tomcat itself limits only the time between two packets, which a slow client can go on sending.
   */
  void setHeadersTimeout(Duration timeout) {
    headersTimeout = timeout;
    setConnectionTimeout(Math.toIntExact(timeout.toMillis()));
  }

  @Override
  protected Processor createProcessor() {
    return new DeadlineProcessor(this, getAdapter(), headersTimeout);
  }
}
