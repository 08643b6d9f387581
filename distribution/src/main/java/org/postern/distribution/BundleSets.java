// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.util.List;
import java.util.stream.Stream;

/** Which of the nested bundles a run installs, in starting order. Names are those in the jar. */
final class BundleSets {
    /** What one command needs: components and our own bundles. */
    static final List<String> ONE_COMMAND =
            List.of(
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
                    "org.postern.shell.commands");

    /** What keeps ports open: only brought where a command asks for it, for the others' sake. */
    static final String KEEPER = "org.postern.port.keeper";

    /** What colours lines: only there where a terminal shows them, since it takes time. */
    static final String LINE_EDITOR = "jline";

    /** What reads settings from files: only brought where there is a folder of them. */
    static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    /** Configuration and the line editor on top; the editor last, when all commands are there. */
    static final List<String> INTERACTIVE =
            Stream.of(
                            List.of(
                                    "org.osgi.service.log",
                                    "org.apache.felix.configadmin",
                                    FILE_INSTALL,
                                    "org.apache.felix.metatype",
                                    "org.apache.felix.gogo.runtime"),
                            ONE_COMMAND,
                            List.of(
                                    KEEPER,
                                    "org.apache.felix.gogo.command",
                                    LINE_EDITOR,
                                    "org.apache.felix.gogo.jline"))
                    .flatMap(List::stream)
                    .toList();

    private BundleSets() {}
}
