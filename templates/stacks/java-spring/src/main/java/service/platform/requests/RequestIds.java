package service.platform.requests;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names of requests, to find them in the logs of every service that they pass. */
public final class RequestIds {
  public static final String HEADER = "x-request-id";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

  private RequestIds() {}

  /** The caller's own if it is safe to log and to pass on, or a new one. */
  public static String takeOrMake(String given) {
    return given != null && FORM.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
