// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The run that the JVM archives at its exit, so that commands start faster: loads all classes of
 * Postern, opens ports over all protocols, and searches where nothing answers, for the classes of
 * the JDK that this takes. On loopback only.
 */
public final class ArchiveTraining {
    private static final String OURS = "org/postern/";
    private static final String CLASS = ".class";

    private ArchiveTraining() {}

    /** Runs and ends the process. */
    public static void main(String[] words) throws IOException {
        loadAll(Path.of(System.getProperty("java.class.path")));
        OneCommand command = new OneCommand(UserFolders.ofThisProcess());
        command.run(List.of("demo"));
        RouterConfig config =
                RouterConfig.standard()
                        .withControl(RouterProtocol.PCP, RouterProtocol.NAT_PMP)
                        .withPxpPort(0);
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            overPcp(command, router.pxpAddress().orElseThrow());
        }
        command.run(List.of("gateway", "--interface", "127.0.0.1", "--timeout", "100"));
        System.exit(ExitCode.OK);
    }

    private static void overPcp(OneCommand command, InetSocketAddress server) {
        String address = server.getAddress().getHostAddress();
        String gateway = address + ":" + server.getPort();
        for (String protocol : List.of("pcp", "nat-pmp")) {
            for (String action : List.of("map", "unmap")) {
                command.run(
                        List.of(
                                action,
                                "45678/tcp",
                                "--gateway",
                                gateway,
                                "--interface",
                                address,
                                "--control",
                                protocol));
            }
        }
    }

    private static void loadAll(Path jar) throws IOException {
        ClassLoader loader = ArchiveTraining.class.getClassLoader();
        try (JarFile classes = new JarFile(jar.toFile())) {
            for (JarEntry each : classes.stream().toList()) {
                String name = each.getName();
                if (name.startsWith(OURS) && name.endsWith(CLASS)) {
                    load(name.substring(0, name.length() - CLASS.length()), loader);
                }
            }
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // It is for a framework, or a shell, which are not there.
        }
    }
}
