package service.platform.health;

import org.springframework.stereotype.Component;

/** Where the service is between its start and its end. */
@Component
public class Lifecycle {
  public enum State {
    STARTING,
    READY,
    DRAINING
  }

  private volatile State state = State.STARTING;

  public State state() {
    return state;
  }

  public void become(State next) {
    state = next;
  }
}
