package io.scriptorium.web.plugin;

import io.scriptorium.plugin.Plugin;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first meeting with a plugin's code: loads its class, makes an instance and asks its name. On
 * a thread of its own and with a time limit, since nothing is known of that code yet.
 */
final class Probe {
  private final Duration limit;

  Probe(Duration limit) {
    this.limit = limit;
  }

  /**
   * A plugin's class, tried out.
   *
   * @param name that its instances give themselves
   */
  record Found(String name, Constructor<? extends Plugin> constructor) {}

  /**
   * Tries a class out.
   *
   * @param loader has the class, and is the context loader while its code runs
   * @throws RefusedPluginException if it is no plugin that can be used
   */
  Found ask(String className, ClassLoader loader) throws RefusedPluginException {
    var answer = new FutureTask<>(question(className, loader));
    Thread asking = Thread.ofPlatform().daemon().name("plugin-probe").unstarted(answer);
    asking.setContextClassLoader(loader);
    asking.start();
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw refused(className, causeOf(failed));
    } catch (TimeoutException hangs) {
      answer.cancel(true);
      throw new RefusedPluginException(className + " did not come up within " + limit, hangs);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new RefusedPluginException("the server is stopping", stopping);
    }
  }

  private static Callable<Found> question(String className, ClassLoader loader) {
    return () -> {
      var constructor =
          Class.forName(className, true, loader).asSubclass(Plugin.class).getConstructor();
      // Not closed: it was never started.
      return new Found(constructor.newInstance().name(), constructor);
    };
  }

  private static RefusedPluginException refused(String className, Throwable failure) {
    Throwable cause = failure instanceof InvocationTargetException ? causeOf(failure) : failure;
    String reason =
        switch (cause) {
          case ClassCastException other -> "does not implement " + Plugin.class.getName();
          case NoSuchMethodException none -> "has no public constructor without parameters";
          case ClassNotFoundException missing -> "is not in the jar";
          case NoClassDefFoundError missing ->
              "needs a class that is neither in the jar nor in the plugin interface: "
                  + missing.getMessage();
          default -> "cannot be made: " + cause;
        };
    return new RefusedPluginException(className + " " + reason, cause);
  }

  private static Throwable causeOf(Throwable wrapper) {
    Throwable cause = wrapper.getCause();
    return cause == null ? wrapper : cause;
  }
}
