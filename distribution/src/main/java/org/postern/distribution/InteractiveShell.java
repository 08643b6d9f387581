// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static java.util.Map.entry;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the Gogo shell with its line editor until the user leaves it. */
final class InteractiveShell {
    private static final String EDITOR = "org.apache.felix.gogo.jline";

    /** What reads settings from files: only brought where there is a folder of them. */
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    /** In starting order, by their names in the jar; the editor last, when all commands are there. */
    static final List<String> BUNDLES =
            List.of(
                    "org.osgi.service.log",
                    "org.apache.felix.configadmin",
                    FILE_INSTALL,
                    "org.apache.felix.metatype",
                    "org.apache.felix.gogo.runtime",
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.apache.felix.scr",
                    "org.postern.api",
                    "org.postern.discovery",
                    "org.postern.gateways",
                    "org.postern.igd.control",
                    "org.postern.pcp.control",
                    "org.postern.simulator",
                    "org.postern.shell.commands",
                    "org.postern.port.keeper",
                    "org.postern.doctor",
                    "org.postern.jmx",
                    "org.postern.web.console",
                    "org.apache.felix.gogo.command",
                    "jline",
                    EDITOR);

    private static final String SEARCHES = "org.postern.gateways.searchAtActivation";

    /** Where Felix' Config Admin stores. */
    private static final String CONFIGURATIONS = "felix.cm.dir";

    static final String KEEPER_STATE = "org.postern.port.keeper.state";

    /** Tells the commands that what is kept here does not outlive the shell. */
    private static final String FORGETS = "postern.forgets";

    /** Tells the commands that their functions need no scope. */
    private static final String OWN_SHELL = "postern.shell";

    /** A supplier of a sentence; JDK types only. */
    private static final String EXIT_NOTE = "(postern.exit=true)";

    /** The file that the editor reads in the folder etc of its home. */
    private static final String PROFILE = "gosh_profile";

    private final UserFolders folders;

    InteractiveShell(UserFolders folders) {
        this.folders = folders;
    }

    /** Returns the exit code when the user has left the shell. */
    int run() throws LaunchException, InterruptedException {
        // With our loader jline finds no terminal provider and comes up as a dumb terminal.
        Thread.currentThread().setContextClassLoader(null);
        // In a pipe a dumb terminal is what is wanted: no warning.
        System.setProperty("org.jline.terminal.dumb", "true");
        try (RunFolder folder = RunFolder.take(folders.cache(), folders.temporary());
                ShellMemory memory = memory(folder);
                Container container = Container.open(folder, properties(memory, folder))) {
            memory.forgetFiles();
            List<Bundle> bundles = container.install(bundles());
            Path home = folder.path();
            writeProfile(home, editor(bundles));
            System.setProperty("gosh.home", home.toString());
            System.setProperty("postern.history", folders.state().resolve("history").toString());
            System.setProperty(OWN_SHELL, "true");
            sayAtExit(container.context());
            container.start(bundles);
            container.waitForStop();
            return ExitCode.OK;
        }
    }

    /** When the framework begins to stop, the services are still there. */
    private static void sayAtExit(BundleContext context) {
        SynchronousBundleListener listener =
                event -> {
                    if (event.getType() == BundleEvent.STOPPING
                            && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
                        exitNote(context).ifPresent(System.err::println);
                    }
                };
        context.addBundleListener(listener);
    }

    private static Optional<String> exitNote(BundleContext context) {
        try {
            return context.getServiceReferences(Supplier.class, EXIT_NOTE).stream()
                    .map(context::getService)
                    .filter(Objects::nonNull)
                    .map(supplier -> String.valueOf(supplier.get()))
                    .filter(sentence -> !sentence.isEmpty())
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(EXIT_NOTE, e);
        }
    }

    /** A folder that cannot be had costs the memory of the past alone. */
    private ShellMemory memory(RunFolder folder) {
        ShellMemory memory =
                ShellMemory.take(folders.shellMemory(), folder.path().resolve("memory"));
        memory.shortcoming()
                .ifPresent(
                        sentence -> {
                            System.err.println(sentence);
                            System.setProperty(FORGETS, "true");
                        });
        return memory;
    }

    /** A search at once, so that the gateway is known when the first command is typed. */
    private Map<String, String> properties(ShellMemory memory, RunFolder folder) {
        return Map.ofEntries(
                entry(SEARCHES, System.getProperty(SEARCHES, "true")),
                entry(CONFIGURATIONS, memory.configurations().toString()),
                entry(KEEPER_STATE, memory.keeper().toString()),
                entry("felix.fileinstall.dir", folders.settings().toString()),
                entry("felix.fileinstall.filter", ".*\\.cfg"),
                // Before the bundles that the settings are for.
                entry("felix.fileinstall.noInitialDelay", "true"),
                // Else it writes what it has read back into the file, and may read that again, or
                // leave it, while it is empty.
                entry("felix.fileinstall.enableConfigSave", "false"),
                entry("felix.fileinstall.tmpdir", folder.path().resolve("fileinstall").toString()),
                entry("felix.fileinstall.log.level", "0"));
    }

    /** File Install makes the folder that it reads: nothing is made where there are no settings. */
    private List<String> bundles() {
        List<String> names = new ArrayList<>(BUNDLES);
        if (!Files.isDirectory(folders.settings())) {
            names.remove(FILE_INSTALL);
        }
        return names;
    }

    private static Bundle editor(List<Bundle> bundles) {
        return bundles.stream()
                .filter(bundle -> EDITOR.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** Our profile follows the editor's own, which has the completions of the editor's commands. */
    private static void writeProfile(Path home, Bundle editor) throws LaunchException {
        Path profile = home.resolve("etc").resolve(PROFILE);
        try (InputStream theirs = editor.getEntry(PROFILE).openStream();
                InputStream ours = InteractiveShell.class.getResourceAsStream(PROFILE)) {
            Files.createDirectories(profile.getParent());
            Files.writeString(profile, ".gosh_quiet = true\n");
            Files.write(profile, theirs.readAllBytes(), StandardOpenOption.APPEND);
            Files.write(profile, ours.readAllBytes(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LaunchException("The shell's profile cannot be written: " + e, e);
        }
    }
}
