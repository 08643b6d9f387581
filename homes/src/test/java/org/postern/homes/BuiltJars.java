// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The jars of the project as they were just built: all are on the test class path. */
final class BuiltJars {
    static final String API = "org.postern.api";
    static final String DISCOVERY = "org.postern.discovery";
    static final String DOCTOR = "org.postern.doctor";
    static final String GATEWAYS = "org.postern.gateways";
    static final String IGD_CONTROL = "org.postern.igd.control";
    static final String JMX = "org.postern.jmx";
    static final String PORT_KEEPER = "org.postern.port.keeper";
    static final String SIMULATOR = "org.postern.simulator";
    static final String SHELL_COMMANDS = "org.postern.shell.commands";
    static final String TESTKIT = "org.postern.testkit";
    static final String GAME = "org.postern.examples.game";
    static final String EXAMPLE = "org.postern.examples.bundle";
    static final String SHARE = "org.postern.examples.share";

    /** What plain Java needs. */
    static final List<String> CORE = List.of(API, DISCOVERY, GATEWAYS, IGD_CONTROL, PORT_KEEPER);

    private BuiltJars() {}

    /** The jar of a module by its name, which is that of its root package, too. */
    static Path jar(String name) {
        URL found = BuiltJars.class.getClassLoader().getResource(name.replace('.', '/'));
        if (found == null || !found.getProtocol().equals("jar")) {
            throw new IllegalStateException(
                    "No jar of "
                            + name
                            + " on the test class path: build the whole project with"
                            + " 'mvn verify', which tests the jars it just built.");
        }
        String text = found.getPath();
        return Path.of(URI.create(text.substring(0, text.indexOf('!'))));
    }

    /** A class path or module path. */
    static String path(String... names) {
        return Arrays.stream(names)
                .map(name -> jar(name).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
