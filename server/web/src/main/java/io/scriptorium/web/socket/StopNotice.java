package io.scriptorium.web.socket;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hears that Open Liberty begins to stop, before it closes its sockets. An application is told only
 * afterwards, too late to say goodbye to anybody. So this listens where Liberty's own orderly stop
 * begins: for the stopping of the OSGi framework, which waits until each of its synchronous
 * listeners has returned. They are called bundle by bundle, in an order that is the framework's own
 * affair; in the name of every bundle, one call is sure to come early enough.
 *
 * <p>The framework's classes cannot be seen from an application; hence the reflection
 * (decisions/051-hearing-of-the-stop).
 */
final class StopNotice {
  private static final int STOPPING = 0x100;
  private static final long FRAMEWORK = 0;

  private final Class<?> bundleType;
  private final Class<?> contextType;
  private final Class<?> listenerType;
  private final Class<?> plainListenerType;
  private final List<Object> contexts;
  private final Object listener;

  @SuppressWarnings("ReferenceEquality") // A listener is itself and no other.
  private StopNotice(ClassLoader ofABundle, Runnable action) throws ReflectiveOperationException {
    ClassLoader framework =
        Optional.ofNullable(ofABundle.getClass().getClassLoader()).orElseThrow();
    bundleType = framework.loadClass("org.osgi.framework.Bundle");
    contextType = framework.loadClass("org.osgi.framework.BundleContext");
    plainListenerType = framework.loadClass("org.osgi.framework.BundleListener");
    listenerType = framework.loadClass("org.osgi.framework.SynchronousBundleListener");
    Class<?> eventType = framework.loadClass("org.osgi.framework.BundleEvent");
    Object bundle =
        framework
            .loadClass("org.osgi.framework.BundleReference")
            .getMethod("getBundle")
            .invoke(ofABundle);
    contexts = contexts(bundle);
    Method type = eventType.getMethod("getType");
    Method about = eventType.getMethod("getBundle");
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "bundleChanged" -> {
                Object event = arguments[0];
                if ((int) type.invoke(event) == STOPPING && isFramework(about.invoke(event))) {
                  action.run();
                }
                yield null;
              }
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == arguments[0];
              default -> "StopNotice";
            };
    listener = Proxy.newProxyInstance(framework, new Class<?>[] {listenerType}, handler);
  }

  /**
   * Begins to listen.
   *
   * @param ofABundle the class loader of any of Liberty's own classes
   * @param action runs while the server waits for it, perhaps more than once
   * @throws ReflectiveOperationException if this is no Liberty that works as expected
   */
  static StopNotice listen(ClassLoader ofABundle, Runnable action)
      throws ReflectiveOperationException {
    var notice = new StopNotice(ofABundle, action);
    notice.everywhere("addBundleListener");
    return notice;
  }

  /** Listens no more. */
  void end() throws ReflectiveOperationException {
    everywhere("removeBundleListener");
  }

  private void everywhere(String verb) throws ReflectiveOperationException {
    Method act = contextType.getMethod(verb, plainListenerType);
    for (Object context : contexts) {
      act.invoke(context, listener);
    }
  }

  private List<Object> contexts(Object bundle) throws ReflectiveOperationException {
    Method contextOf = bundleType.getMethod("getBundleContext");
    var found = new ArrayList<Object>();
    Object[] bundles =
        (Object[]) contextType.getMethod("getBundles").invoke(contextOf.invoke(bundle));
    for (Object one : bundles) {
      Object context = contextOf.invoke(one);
      if (context != null) {
        found.add(context);
      }
    }
    return found;
  }

  private boolean isFramework(Object bundle) throws ReflectiveOperationException {
    return (long) bundleType.getMethod("getBundleId").invoke(bundle) == FRAMEWORK;
  }
}
