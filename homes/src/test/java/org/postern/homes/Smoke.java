// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must work in each framework: typed at its prompt, and seen at a simulated router. */
final class Smoke {
    private final RunningProcess shell;
    private final SimulatedRouter router;

    Smoke(RunningProcess shell, SimulatedRouter router) {
        this.shell = shell;
        this.router = router;
    }

    /**
     * Lays out what Config Admin finds when it starts: Postern stays on loopback, and keeps its
     * ports on this one router, whoever else simulates one on this machine.
     *
     * @return the framework property that names the folder
     */
    static String settings(Path folder, SimulatedRouter router) throws IOException {
        Path settings = folder.resolve("settings");
        write(settings, "org.postern.gateways.search", Map.of("networkInterface", "lo"));
        write(settings, "org.postern.port.keeper", Map.of("preferredGateway", router.udn()));
        return "-Dfelix.cm.dir=" + settings;
    }

    private static void write(Path settings, String pid, Map<String, String> values)
            throws IOException {
        Path file = settings.resolve(pid.replace('.', '/') + ".config");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "service.pid=\"%s\"\n".formatted(pid)
                        + values.entrySet().stream()
                                .map(each -> each.getKey() + "=\"" + each.getValue() + "\"\n")
                                .collect(Collectors.joining()));
    }

    void run() throws IOException, InterruptedException {
        findsTheRouter();
        int mapped;
        int kept;
        // Both at once: a port that is given back may be given out again.
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            mapped = one.getLocalPort();
            kept = other.getLocalPort();
        }
        mapsAndKeeps(mapped, kept);
        lists(mapped, kept);
        closes(mapped, kept);
    }

    /** The prompt is there before all commands are. */
    private void findsTheRouter() throws IOException, InterruptedException {
        String notYet = "Command not found";
        String found = router.descriptionUrl().toString();
        String line;
        do {
            shell.type("upnp:discover --interface lo");
            line = shell.awaitLine(notYet, found);
        } while (line.contains(notYet));
    }

    private void mapsAndKeeps(int mapped, int kept) throws IOException, InterruptedException {
        shell.type("upnp:map " + mapped + " --protocol TCP --description Door" + here());
        shell.type("upnp:keep " + kept + " --protocol TCP --description Window");
        Map<Integer, String> wanted = Map.of(mapped, "TCP Door", kept, "TCP Window");
        Neighbourhood.awaitMappings(
                router, held -> among(held, wanted.keySet()).size() == wanted.size());
        assertEquals(wanted, among(router.mappings(), wanted.keySet()));
    }

    /** Other builds on this machine may find the router, too, and use other ports of it. */
    private static Map<Integer, String> among(List<HeldMapping> held, Set<Integer> ports) {
        return held.stream()
                .filter(each -> ports.contains(each.externalPort()))
                .collect(
                        Collectors.toMap(
                                HeldMapping::externalPort,
                                each -> each.protocol() + " " + each.description()));
    }

    private void lists(int mapped, int kept) throws IOException, InterruptedException {
        shell.type("upnp:mappings" + here());
        shell.type("echo listed");
        shell.awaitLine("listed");
        List<String> words = List.of(shell.said().split("\\s+"));
        assertTrue(
                words.containsAll(List.of("" + mapped, "" + kept, "Door", "Window")), shell::said);
    }

    private void closes(int mapped, int kept) throws IOException, InterruptedException {
        shell.type("upnp:release " + kept + " --protocol TCP");
        shell.type("upnp:unmap " + mapped + " --protocol TCP" + here());
        Neighbourhood.awaitMappings(router, held -> among(held, Set.of(mapped, kept)).isEmpty());
    }

    private String here() {
        return " --interface lo --gateway " + router.udn();
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
