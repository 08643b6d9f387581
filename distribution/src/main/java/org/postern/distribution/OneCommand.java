// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private static final String SEARCHES = "org.postern.gateways.searchAtActivation";

    /** Names the bundle that a service brings when it is called. */
    private static final String BRINGS = "postern.brings";

    /** Tells the commands that the terminal shows colours. */
    private static final String COLOURS = "postern.colours";

    private static final String DUMB = "dumb";

    private final UserFolders folders;

    OneCommand(UserFolders folders) {
        this.folders = folders;
    }

    /** Runs the command on the calling thread and returns its exit code. */
    int run(List<String> words) throws LaunchException, InterruptedException {
        Map<String, String> properties =
                Map.of(
                        SEARCHES,
                        "false",
                        InteractiveShell.KEEPER_STATE,
                        folders.foregroundMemory().toString());
        try (RunFolder folder = RunFolder.take(folders.cache(), folders.temporary());
                Container container = Container.open(folder, properties)) {
            container.start(container.install(bundles()));
            offerKeeper(container);
            return terminal(container.context()).applyAsInt(words);
        }
    }

    private static List<String> bundles() {
        boolean terminal =
                Boolean.getBoolean("postern.tty") || Boolean.getBoolean("postern.tty.out");
        if (!terminal || !showsColours(System.getenv())) {
            return BundleSets.ONE_COMMAND;
        }
        System.setProperty(COLOURS, "true");
        List<String> bundles = new ArrayList<>(BundleSets.ONE_COMMAND);
        bundles.add(0, BundleSets.LINE_EDITOR);
        return bundles;
    }

    /** By no-color.org, and what terminals call themselves. */
    static boolean showsColours(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", DUMB);
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !type.equals(DUMB);
    }

    /** JDK types only, as above. */
    private static void offerKeeper(Container container) {
        Callable<String> bring =
                () -> {
                    container.start(container.install(List.of(BundleSets.KEEPER)));
                    return BundleSets.KEEPER;
                };
        Dictionary<String, String> properties = new Hashtable<>();
        properties.put(BRINGS, BundleSets.KEEPER);
        container.context().registerService(Callable.class, bring, properties);
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
