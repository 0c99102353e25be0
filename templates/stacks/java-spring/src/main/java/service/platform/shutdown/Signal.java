package service.platform.shutdown;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** A signal that asks the process to end. */
enum Signal {
  SIGTERM("TERM", 15),
  SIGINT("INT", 2);

  private final String jvmName;
  private final int number;

  Signal(String jvmName, int number) {
    this.jvmName = jvmName;
    this.number = number;
  }

  /** What shells say of a process that the signal has ended. */
  int exitCode() {
    return 128 + number;
  }

  /**
   * Runs {@code action} in a thread of its own whenever the signal arrives. For this the JDK has
   * nothing but sun.misc.Signal, of whose every use the compiler warns; hence the reflection.
   */
  void onArrival(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Lookup lookup = MethodHandles.publicLookup();
      MethodHandle run =
          lookup
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(action);
      Object handlerOfAction =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      Object jvmSignal = signal.getConstructor(String.class).newInstance(jvmName);
      signal.getMethod("handle", signal, handler).invoke(null, jvmSignal, handlerOfAction);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot handle " + this, e);
    }
  }
}
