package org.postern.distribution;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Runs one command of the shell's bundle in a framework with no shell in it. */
final class OneCommand {
    /** The service comes while its bundle starts; only a broken set of bundles waits this out. */
    private static final long SERVICE_MILLIS = 5000;

    /** JDK types only: result classes of a bundle are not the launcher's. */
    private static final String SERVICE =
            "(&(objectClass=java.util.function.ToIntFunction)(postern.terminal=true))";

    /** Nothing searches by itself: the command says what it needs. */
    private static final Map<String, String> PROPERTIES =
            Map.of("org.postern.igd.control.searchAtActivation", "false");

    private final UserFolders folders;

    OneCommand(UserFolders folders) {
        this.folders = folders;
    }

    /** Runs the command on the calling thread and returns its exit code. */
    int run(List<String> words) throws LaunchException, InterruptedException {
        try (Container container = Container.open(folders, PROPERTIES)) {
            container.start(container.install(BundleSets.ONE_COMMAND));
            return terminal(container.context()).applyAsInt(words);
        }
    }

    private static ToIntFunction<List<String>> terminal(BundleContext context)
            throws LaunchException, InterruptedException {
        ServiceTracker<ToIntFunction<List<String>>, ToIntFunction<List<String>>> tracker;
        try {
            tracker = new ServiceTracker<>(context, context.createFilter(SERVICE), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(SERVICE, e);
        }
        tracker.open();
        ToIntFunction<List<String>> terminal = tracker.waitForService(SERVICE_MILLIS);
        if (terminal == null) {
            throw new LaunchException(
                    "The commands did not come up; running are "
                            + Arrays.stream(context.getBundles())
                                    .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                                    .map(Bundle::getSymbolicName)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return terminal;
    }
}
