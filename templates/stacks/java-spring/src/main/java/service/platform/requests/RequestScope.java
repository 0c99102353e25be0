package service.platform.requests;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** What belongs to the request that the current thread answers, beside its span. */
public final class RequestScope {
  private static final ContextKey<String> REQUEST_ID = ContextKey.named("request_id");

  private RequestScope() {}

  static Context withRequestId(Context context, String requestId) {
    return context.with(REQUEST_ID, requestId);
  }

  /** Null outside a request. */
  public static String requestId() {
    return Context.current().get(REQUEST_ID);
  }
}
