package service.platform.requests;

import jakarta.servlet.ServletRequest;

/** How a request ended where its response does not say so. */
public final class Outcome {
  /** What proxies log where the client did not wait for the answer. */
  public static final int CLIENT_CLOSED_REQUEST = 499;

  private static final String ATTRIBUTE = Outcome.class.getName();

  private Outcome() {}

  /** Sets the status to report for a request that could not be answered. */
  public static void set(ServletRequest request, int status) {
    request.setAttribute(ATTRIBUTE, status);
  }

  static int of(ServletRequest request, int status) {
    return request.getAttribute(ATTRIBUTE) instanceof Integer outcome ? outcome : status;
  }
}
