package service.platform.upstream;

import tools.jackson.databind.json.JsonMapper;

/** What another service answered, with a status below 500. */
public final class UpstreamAnswer {
  private final int status;
  private final byte[] body;
  private final JsonMapper json;

  UpstreamAnswer(int status, byte[] body, JsonMapper json) {
    this.status = status;
    this.body = body;
    this.json = json;
  }

  public int status() {
    return status;
  }

  /** The body, which must be JSON. Properties that {@code type} lacks are ignored. */
  public <T> T body(Class<T> type) {
    return json.readValue(body, type);
  }
}
