// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ports that the configuration keeps. */
@InFelix
class ConfiguredPortIT {

    private static final String PID = "org.postern.port.keeper.port";

    private GatewayService gateway;

    @BeforeEach
    void oneGateway() {
        gateway = GatewayService.register("hall");
    }

    @AfterEach
    void none() {
        gateway.close();
    }

    /** As a file in Karaf's {@code etc} has it: all values are text. */
    @Test
    void aConfigurationKeepsAPort_untilItIsDeleted() throws Exception {
        Configuration minecraft =
                configure(
                        "minecraft",
                        Map.of(
                                "protocol", "tcp",
                                "externalPort", " 18121 ",
                                "description", "Mine & craft",
                                "leaseSeconds", "7200"));

        opens("TCP 18121");
        assertEquals("Mine & craft", gateway.mapping("TCP 18121").orElseThrow().description());
        assertEquals(Duration.ofHours(2), gateway.mapping("TCP 18121").orElseThrow().lease());
        KeptPort kept = Inside.service(PortKeeper.class).ports().get(0);
        assertEquals("configuration minecraft", kept.origin());
        minecraft.delete();
        closes("TCP 18121");
    }

    /** Its PID is made up; openHAB says which file it is. */
    @Test
    void aFileOfOpenhab_goesByItsName() throws Exception {
        Map<String, Object> server =
                Map.of("openhab.servicecontext", "server", "externalPort", "18129");
        Configuration configuration = Inside.configureAnother(PID, server);
        opens("UDP 18129");
        assertEquals(
                "configuration server", Inside.service(PortKeeper.class).ports().get(0).origin());

        try (KeeperLog log = new KeeperLog()) {
            configuration.update(
                    new Hashtable<>(Map.of("openhab.servicecontext", "server", "protocol", "x")));
            Inside.eventually(
                    "it is named",
                    () -> log.warnings().stream().anyMatch(e -> e.contains(PID + "#server")));
        }
        configuration.delete();
        closes("UDP 18129");
    }

    @Test
    void changed_itIsAnotherPort_butTheSameInOtherWordsChangesNothing() throws Exception {
        Configuration configuration = configure("moving", Map.of("externalPort", "18122"));
        opens("UDP 18122");
        int times = gateway.timesOpened();

        configuration.update(
                new Hashtable<>(Map.of("externalPort", 18122, "protocol", "UDP", "note", "x")));
        Configuration other = configure("other", Map.of("externalPort", "18123"));
        opens("UDP 18123");
        assertEquals(times + 1, gateway.timesOpened(), "the first was left as it is");

        configuration.update(
                new Hashtable<>(Map.of("externalPort", "18122", "description", "new")));
        Inside.eventually(
                "the new description",
                () ->
                        gateway.mapping("UDP 18122")
                                .filter(each -> each.description().equals("new"))
                                .isPresent());
        configuration.update(new Hashtable<>(Map.of("externalPort", "18124")));
        opens("UDP 18124");
        closes("UDP 18122");

        configuration.delete();
        other.delete();
        closes("UDP 18123");
        closes("UDP 18124");
    }

    @Test
    void nonsense_isOneWarningWithPidAndKeyAndRange_andDisturbsNobody() throws Exception {
        try (KeeperLog log = new KeeperLog()) {
            Configuration good = configure("good", Map.of("externalPort", "18125"));
            List<Configuration> bad =
                    List.of(
                            configure("word", Map.of("externalPort", "abc")),
                            configure("large", Map.of("externalPort", "70000")),
                            configure("missing", Map.of("protocol", "TCP")),
                            configure(
                                    "protocol",
                                    Map.of("externalPort", "18126", "protocol", "SCTP")),
                            configure(
                                    "lease",
                                    Map.of("externalPort", "18126", "leaseSeconds", "604801")),
                            configure("taken", Map.of("externalPort", "18125")));
            opens("UDP 18125");
            Inside.eventually("all are told", () -> log.warnings().size() == bad.size());

            assertWarned(log, "word", "externalPort", "1 to 65535");
            assertWarned(log, "large", "externalPort", "1 to 65535");
            assertWarned(log, "missing", "externalPort", "1 to 65535");
            assertWarned(log, "protocol", "protocol", "[TCP, UDP, BOTH]");
            assertWarned(log, "lease", "leaseSeconds", "0 to 604800");
            assertWarned(log, "taken", "", "");
            assertEquals(List.of("UDP 18125"), gateway.open());

            bad.get(0).update(new Hashtable<>(Map.of("externalPort", "18126")));
            opens("UDP 18126");
            for (Configuration each : bad) {
                each.delete();
            }
            good.delete();
            closes("UDP 18125");
            closes("UDP 18126");
        }
    }

    @Test
    void lastingPorts_areConfigurationsThatCanBeRead() throws Exception {
        LastingPorts lasting = Inside.service(LastingPorts.class);

        String pid = lasting.keep(tcp(18127, "one"));

        assertEquals(PID + "~tcp-18127", pid);
        opens("TCP 18127");
        assertEquals(pid, lasting.keep(tcp(18127, "two")));
        Inside.eventually(
                "replaced",
                () ->
                        gateway.mapping("TCP 18127")
                                .filter(each -> each.description().equals("two"))
                                .isPresent());
        assertEquals(1, configurations());
        assertEquals(Optional.empty(), lasting.release(PortKey.udp(18127)));
        assertEquals(Optional.of(pid), lasting.release(PortKey.tcp(18127)));
        closes("TCP 18127");
        assertEquals(0, configurations());
        assertEquals(Optional.empty(), lasting.release(PortKey.tcp(18127)));
    }

    @Test
    void lastingPorts_replaceAndReleaseWhatSomebodyElseConfigured() throws Exception {
        LastingPorts lasting = Inside.service(LastingPorts.class);
        Configuration written =
                configure("mine", Map.of("externalPort", "18128", "file.name", "mine.cfg"));
        opens("UDP 18128");

        MappingRequest asked =
                MappingRequest.udp(18128).internalPort(9).description("x").permanent().anyPort();
        assertEquals(written.getPid(), lasting.keep(asked));
        Inside.eventually(
                "replaced",
                () ->
                        gateway.mapping("UDP 18128")
                                .filter(each -> each.internalPort() == 9)
                                .isPresent());
        assertEquals("mine.cfg", written.getProperties().get("file.name"));
        assertEquals(asked, Inside.service(PortKeeper.class).ports().get(0).request(), "as asked");

        assertEquals(Optional.of(written.getPid()), lasting.release(PortKey.udp(18128)));
        closes("UDP 18128");
    }

    @Test
    void lastingPorts_refuseWhatIsOutOfRange() throws Exception {
        LastingPorts lasting = Inside.service(LastingPorts.class);

        assertEquals(
                Reason.INVALID_PORT,
                assertThrows(GatewayException.class, () -> lasting.keep(tcp(0, ""))).reason());
        assertEquals(0, configurations());
    }

    @Test
    void nonsenseForTheKeeperItself_isAWarning_andPortsStay() throws Exception {
        Configuration good = configure("good", Map.of("externalPort", "18129"));
        opens("UDP 18129");
        try (KeeperLog log = new KeeperLog()) {
            Configuration settings =
                    Inside.configure(
                            "org.postern.port.keeper",
                            Map.of("gateways", "SOME", "verifySeconds", "often"));

            Inside.eventually("it is told", () -> log.warnings().size() == 1);
            String warning = log.warnings().get(0);
            for (String part :
                    List.of(
                            "org.postern.port.keeper",
                            "gateways",
                            "verifySeconds",
                            "10 to 86400")) {
                assertTrue(warning.contains(part), warning);
            }
            Inside.eventually(
                    "it is kept again", () -> Inside.service(PortKeeper.class).ports().size() == 1);
            assertEquals(List.of("UDP 18129"), gateway.open());
            good.delete();
            closes("UDP 18129");
            settings.delete();
        }
    }

    private void opens(String port) throws Exception {
        Inside.eventually(port + " is opened", () -> gateway.open().contains(port));
    }

    private void closes(String port) throws Exception {
        Inside.eventually(port + " is closed", () -> !gateway.open().contains(port));
    }

    private static void assertWarned(KeeperLog log, String name, String key, String range) {
        List<String> warnings =
                log.warnings().stream().filter(each -> each.contains(PID + "~" + name)).toList();
        assertEquals(1, warnings.size(), log.warnings()::toString);
        assertTrue(warnings.get(0).contains(key), warnings::toString);
        assertTrue(warnings.get(0).contains(range), warnings::toString);
    }

    private static Configuration configure(String name, Map<String, Object> values)
            throws Exception {
        Configuration configuration =
                Inside.service(ConfigurationAdmin.class).getFactoryConfiguration(PID, name, "?");
        configuration.update(new Hashtable<>(values));
        return configuration;
    }

    private static long configurations() throws Exception {
        Configuration[] all =
                Inside.service(ConfigurationAdmin.class)
                        .listConfigurations("(service.factoryPid=" + PID + ")");
        return all == null ? 0 : Arrays.stream(all).count();
    }

    private static MappingRequest tcp(int port, String description) {
        return MappingRequest.tcp(port).description(description);
    }
}
