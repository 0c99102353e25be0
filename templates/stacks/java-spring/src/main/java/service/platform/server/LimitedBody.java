package service.platform.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.springframework.http.HttpStatus;
import service.Settings;
import service.platform.problems.ProblemException;
import service.platform.requests.Outcome;

/** The body of a request, as long as it is neither too long nor too slow. */
final class LimitedBody extends ServletInputStream {
  private final HttpServletRequest request;
  private final ServletInputStream body;
  private final ClientConnection connection;
  private final Settings settings;
  private long received;

  LimitedBody(HttpServletRequest request, ClientConnection connection, Settings settings)
      throws IOException {
    this.request = request;
    this.body = request.getInputStream();
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = readInTime(bytes, offset, length);
    received += Math.max(count, 0);
    if (received > settings.maxBodyBytes()) {
      throw tooLarge(settings);
    }
    return count;
  }

  /** Reads on without a use for it, so that a client that still sends gets to see the answer. */
  void discard(long limit) throws IOException {
    byte[] bytes = new byte[8192];
    long rest = limit;
    while (rest > 0 && !body.isFinished()) {
      int count = readInTime(bytes, 0, bytes.length);
      if (count < 0) {
        return;
      }
      rest -= count;
    }
  }

  static ProblemException tooLarge(Settings settings) {
    String detail = "The body is larger than " + settings.maxBodyBytes() + " bytes.";
    return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, detail);
  }

  private int readInTime(byte[] bytes, int offset, int length) throws IOException {
    connection.limitRead(settings.requestTimeout());
    try {
      return body.read(bytes, offset, length);
    } catch (IOException e) {
      boolean isLate = e.getCause() instanceof SocketTimeoutException;
      Outcome.set(
          request, isLate ? HttpStatus.REQUEST_TIMEOUT.value() : Outcome.CLIENT_CLOSED_REQUEST);
      throw e;
    }
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
