// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.configuration.PortConfiguration;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One configuration for each kept port, also where it is for TCP and UDP. */
class ConfigAdminPortsTest {
    private static final String PREFIX = PortConfiguration.PID + "~";

    /** By PID. */
    private final Map<String, Dictionary<String, Object>> stored = new TreeMap<>();

    private final ConfigAdminPorts ports = ports(Optional.empty());

    @TempDir Path etc;

    private ConfigAdminPorts ports(Optional<Path> folder) {
        return new ConfigAdminPorts(admin(), new ConfigurationFiles(folder));
    }

    /** What is kept, by the name of its configuration. */
    private Map<String, String> kept() {
        Map<String, String> all = new TreeMap<>();
        stored.forEach(
                (pid, values) ->
                        all.put(
                                pid.substring(PREFIX.length()),
                                values.get("protocol") + " " + values.get("externalPort")));
        return all;
    }

    @Test
    void bothProtocolsAreOneConfiguration() throws Exception {
        String pid = ports.keep(MappingRequest.tcpAndUdp(80));

        assertEquals(PREFIX + "both-80", pid);
        assertEquals(Map.of("both-80", "BOTH 80"), kept());
    }

    @Test
    void oneForBothReplacesThoseOfEach() throws Exception {
        ports.keep(MappingRequest.tcp(80));
        ports.keep(MappingRequest.udp(80));
        ports.keep(MappingRequest.tcpAndUdp(80));

        assertEquals(Map.of("tcp-80", "BOTH 80"), kept());
    }

    @Test
    void ofBothOneIsReleased_andTheOtherIsKept() throws Exception {
        String pid = ports.keep(MappingRequest.tcpAndUdp(80).internalPort(8080));

        assertEquals(Optional.of(pid), ports.release(PortKey.tcp(80)));
        assertEquals(Map.of("both-80", "UDP 80"), kept());
        assertEquals(8080, stored.get(pid).get("internalPort"));
        assertEquals(Optional.empty(), ports.release(PortKey.tcp(80)));
        assertEquals(Optional.of(pid), ports.release(PortKey.udp(80)));
        assertEquals(Map.of(), kept());
    }

    @Test
    void oneThatIsKeptInAnotherWayLeavesTheOtherAsItWas() throws Exception {
        ports.keep(MappingRequest.tcpAndUdp(80));
        String pid = ports.keep(MappingRequest.tcp(80).internalPort(8080));

        assertEquals(Map.of("both-80", "UDP 80", "tcp-80", "TCP 80"), kept());
        assertEquals(PREFIX + "tcp-80", pid);
    }

    @Test
    void aNameThatIsInUseForAnotherPortIsNotTakenFromIt() throws Exception {
        ports.keep(MappingRequest.tcp(80));
        ports.keep(MappingRequest.tcpAndUdp(80));
        ports.keep(MappingRequest.tcp(80));

        assertEquals(Map.of("tcp-80", "UDP 80", "tcp-80-2", "TCP 80"), kept());
    }

    @Test
    void nothingToReleaseIsNoFailure() throws Exception {
        assertEquals(Optional.empty(), ports.release(PortKey.udp(80)));
        assertTrue(stored.isEmpty());
    }

    @Test
    void inKarafAPortHasAFile() throws Exception {
        ConfigAdminPorts inKaraf = ports(Optional.of(etc));
        String pid = inKaraf.keep(MappingRequest.tcpAndUdp(80).description("My server"));

        Path file = etc.resolve("org.postern.port.keeper.port-both-80.cfg");
        assertEquals(
                List.of(
                        "anyPort = false",
                        "description = My server",
                        "externalPort = 80",
                        "internalPort = 0",
                        "leaseSeconds = 3600",
                        "protocol = BOTH"),
                Files.readAllLines(file));
        assertEquals(file.toUri().toString(), stored.get(pid).get(ConfigurationFiles.FILE));
        // File Install writes the type beside what is no text.
        inKaraf.keep(MappingRequest.tcp(80));
        assertEquals("80", stored.get(pid).get("externalPort"));
        String[] tags = {"a", "b"};
        stored.get(pid).put("tags", tags);
        inKaraf.keep(MappingRequest.udp(80).internalPort(8080));
        assertEquals("8080", stored.get(pid).get("internalPort"));
        assertArrayEquals(tags, (String[]) stored.get(pid).get("tags"));
        assertEquals(Map.of("both-80", "UDP 80", "tcp-80", "TCP 80"), kept());
    }

    @Test
    void aFileThatIsThereStaysItsUsers() throws Exception {
        Path theirs = etc.resolve("org.postern.port.keeper.port-tcp-80.cfg");
        Files.writeString(theirs, "externalPort = eighty\n");

        ports(Optional.of(etc)).keep(MappingRequest.tcp(80));
        assertEquals("externalPort = eighty\n", Files.readString(theirs));
        assertEquals(Map.of("tcp-80-2", "TCP 80"), kept());
    }

    @Test
    void whatAFileCannotHoldIsKeptWithoutOne() throws Exception {
        ports(Optional.of(etc)).keep(MappingRequest.tcp(80).description("${karaf.home}"));
        ports(Optional.of(etc.resolve("missing"))).keep(MappingRequest.tcp(81));

        assertEquals(Map.of("tcp-80", "TCP 80", "tcp-81", "TCP 81"), kept());
        try (Stream<Path> files = Files.list(etc)) {
            assertEquals(0, files.count());
        }
    }

    private ConfigurationAdmin admin() {
        return proxy(
                ConfigurationAdmin.class,
                (method, arguments) ->
                        switch (method) {
                            case "listConfigurations" ->
                                    List.copyOf(stored.keySet()).stream()
                                            .map(this::configuration)
                                            .toArray(Configuration[]::new);
                            case "getFactoryConfiguration" ->
                                    configuration(arguments[0] + "~" + arguments[1]);
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    @SuppressWarnings("unchecked")
    private Configuration configuration(String pid) {
        return proxy(
                Configuration.class,
                (method, arguments) ->
                        switch (method) {
                            case "getPid" -> pid;
                            case "getProperties" -> stored.get(pid);
                            case "updateIfDifferent" ->
                                    stored.put(pid, (Dictionary<String, Object>) arguments[0])
                                            == null;
                            case "delete" -> {
                                stored.remove(pid);
                                yield null;
                            }
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private interface Handler {
        Object call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> handler.call(method.getName(), arguments)));
    }
}
