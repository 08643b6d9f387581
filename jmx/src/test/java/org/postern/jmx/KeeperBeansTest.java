// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.testkit.ModelGateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenMBeanAttributeInfo;

/** The beans as a management tool sees them. */
@Timeout(60)
class KeeperBeansTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEEPER = "org.postern:type=PortKeeper";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final GivenKeeper keeper = new GivenKeeper();
    private final ModelGateway gateway = ModelGateway.listing("upnp");
    private final List<KeeperBeans> registered = new ArrayList<>();

    @AfterEach
    void closeAll() {
        registered.forEach(KeeperBeans::close);
    }

    private KeeperBeans register(GivenKeeper of) {
        KeeperBeans beans = KeeperBeans.register(server, of);
        registered.add(beans);
        return beans;
    }

    private static GatewayState state() {
        return new GatewayState(Optional.of(ModelGateway.address("203.0.113.7")), 0);
    }

    private TreeSet<String> names() throws JMException {
        TreeSet<String> names = new TreeSet<>();
        server.queryNames(new ObjectName("org.postern:*"), null)
                .forEach(each -> names.add(each.toString()));
        return names;
    }

    private Object read(String name, String attribute) throws JMException {
        return server.getAttribute(new ObjectName(name), attribute);
    }

    private static String gatewayName(String id) {
        return "org.postern:type=Gateway,id=" + ObjectName.quote(id);
    }

    @Test
    void aKeeper_isShownByItsNumbers() throws Exception {
        keeper.statistics = new KeeperStatistics(4, 30, 2, 1, Optional.of(TIME));
        keeper.keeps(PortPhase.OPEN, Optional.empty());
        keeper.keeps(PortPhase.OPEN, trouble(1, "First."));
        keeper.keeps(PortPhase.TAKEN, trouble(3, "Last."));
        keeper.keeps(PortPhase.REFUSED, trouble(2, "Second."));
        keeper.keeps(PortPhase.WAITING, Optional.empty());
        keeper.keeps(PortPhase.OPENING, Optional.empty());
        keeper.keeps(PortPhase.RELEASED, Optional.empty());
        keeper.comes(gateway, state());
        register(keeper);

        assertEquals(
                Map.ofEntries(
                        Map.entry("Gateways", 1L),
                        Map.entry("Kept", 6L),
                        Map.entry("Open", 2L),
                        Map.entry("Opening", 1L),
                        Map.entry("Waiting", 1L),
                        Map.entry("Taken", 1L),
                        Map.entry("Refused", 1L),
                        Map.entry("Searches", 4L),
                        Map.entry("Renewals", 30L),
                        Map.entry("FailedRenewals", 2L),
                        Map.entry("Reopened", 1L),
                        Map.entry("LastChange", Date.from(TIME)),
                        Map.entry("LastTrouble", "Last."),
                        Map.entry("LastTroubleTime", Date.from(TIME.plusSeconds(3)))),
                all(KEEPER));
    }

    private static Optional<PortStatus.Trouble> trouble(int second, String sentence) {
        return Optional.of(
                new PortStatus.Trouble(
                        TIME.plusSeconds(second), Reason.FAILED, Optional.empty(), sentence));
    }

    private Map<String, Object> all(String name) throws JMException {
        ObjectName bean = new ObjectName(name);
        String[] attributes =
                List.of(server.getMBeanInfo(bean).getAttributes()).stream()
                        .map(MBeanAttributeInfo::getName)
                        .toArray(String[]::new);
        Map<String, Object> values = new HashMap<>();
        for (Attribute each : server.getAttributes(bean, attributes).asList()) {
            values.put(each.getName(), each.getValue());
        }
        return values;
    }

    @Test
    void whatIsNotKnown_isNull() throws Exception {
        register(keeper);

        assertNull(read(KEEPER, "LastChange"));
        assertNull(read(KEEPER, "LastTrouble"));
        assertEquals(0L, read(KEEPER, "Gateways"));
    }

    @Test
    void aGateway_isShownByWhatIsKnownOfIt() throws Exception {
        keeper.comes(gateway, state());
        register(keeper);
        String name = gatewayName("upnp://192.168.1.1");

        assertEquals("upnp://192.168.1.1", read(name, "Id"));
        assertEquals("192.168.1.1", read(name, "Address"));
        assertEquals("upnp", read(name, "ControlProtocols"));
        assertEquals("203.0.113.7", read(name, "ExternalAddress"));
        assertEquals(0L, read(name, "Calls"));
        assertEquals(0L, read(name, "FailedCalls"));
        assertTrue(read(name, "LastChange") instanceof Date);
    }

    @Test
    void traffic_isAskedForWhenItIsRead_andTheReaderDoesNotWait() throws Exception {
        gateway.fallSilent();
        keeper.comes(gateway, state());
        register(keeper);
        String name = gatewayName("upnp://192.168.1.1");

        assertNull(read(name, "BytesSent"));
        assertNull(read(name, "TrafficTime"));
        while (gateway.hanging() == 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertNull(read(name, "BytesReceived"));
        assertEquals(1, gateway.hanging());
    }

    @Test
    void traffic_isKnownOnceTheGatewayHasAnswered() throws Exception {
        gateway.traffic =
                Optional.of(
                        new Traffic(
                                OptionalLong.of(4_000_000_000L),
                                OptionalLong.of(2),
                                OptionalLong.of(3),
                                OptionalLong.empty()));
        keeper.comes(gateway, state());
        register(keeper);
        String name = gatewayName("upnp://192.168.1.1");
        while (read(name, "TrafficTime") == null) {
            TimeUnit.MILLISECONDS.sleep(5);
        }

        assertEquals(4_000_000_000L, read(name, "BytesSent"));
        assertEquals(2L, read(name, "BytesReceived"));
        assertEquals(3L, read(name, "PacketsSent"));
        assertNull(read(name, "PacketsReceived"));
        assertEquals(1, gateway.calls.stream().filter("traffic"::equals).count());
    }

    @Test
    void gatewaysComeAndGo() throws Exception {
        register(keeper);
        assertEquals(List.of(KEEPER), List.copyOf(names()));

        keeper.comes(gateway, state());
        assertEquals(List.of(gatewayName("upnp://192.168.1.1"), KEEPER), List.copyOf(names()));
        keeper.goes(gateway);
        assertEquals(List.of(KEEPER), List.copyOf(names()));
    }

    @Test
    void whatADeviceIsCalled_isQuoted() throws Exception {
        String id = "a,type=PortKeeper\"*?\\\n=:é";
        ModelGateway hostile =
                new ModelGateway(
                        new GatewayInfo(
                                id,
                                List.of("upnp"),
                                "",
                                "",
                                "",
                                ModelGateway.address("192.168.1.2"),
                                ModelGateway.address("192.168.1.5"),
                                Map.of()),
                        EnumSet.noneOf(Capability.class));
        keeper.comes(hostile, state());
        register(keeper);

        assertEquals(id, read(gatewayName(id), "Id"));
        assertEquals(2, names().size());
        keeper.goes(hostile);
        assertEquals(1, names().size());
    }

    @Test
    void everMoreGateways_areBounded() throws Exception {
        register(keeper);
        for (int i = 1; i <= 200; i++) {
            keeper.comes(
                    ModelGateway.at("upnp", "10.0.0." + i, EnumSet.noneOf(Capability.class)),
                    state());
        }

        assertEquals(65, names().size());
    }

    @Test
    void closed_nothingIsLeft_andTheKeeperGoesOn() throws Exception {
        keeper.comes(gateway, state());
        KeeperBeans beans = register(keeper);
        beans.close();

        assertEquals(0, names().size());
        assertEquals(0, keeper.watchers.size());
        beans.close();
    }

    /** Two frameworks in one JVM, or two keepers of one program. */
    @Test
    void namesThatAreTaken_haveAnInstance_untilTheyAreFree() throws Exception {
        KeeperBeans first = register(keeper);
        keeper.comes(gateway, state());
        GivenKeeper other = new GivenKeeper();
        other.comes(gateway, state());
        register(other);
        String taken = gatewayName("upnp://192.168.1.1");
        assertEquals(
                new TreeSet<>(
                        List.of(KEEPER, KEEPER + ",instance=2", taken, taken + ",instance=2")),
                names());

        first.close();
        assertEquals(
                new TreeSet<>(List.of(KEEPER + ",instance=2", taken + ",instance=2")), names());
        register(keeper);
        assertTrue(names().contains(KEEPER));
    }

    @Test
    void beansThatSomebodyElseRemoved_areNoFailure() throws Exception {
        keeper.comes(gateway, state());
        KeeperBeans beans = register(keeper);
        server.unregisterMBean(new ObjectName(KEEPER));
        server.unregisterMBean(new ObjectName(gatewayName("upnp://192.168.1.1")));

        beans.close();
        assertEquals(0, names().size());
    }

    @Test
    void nothingCanBeChangedOrCalled() throws Exception {
        register(keeper);
        ObjectName name = new ObjectName(KEEPER);
        MBeanInfo info = server.getMBeanInfo(name);

        assertEquals(0, info.getOperations().length);
        for (MBeanAttributeInfo each : info.getAttributes()) {
            assertTrue(each.isReadable() && !each.isWritable(), each.getName());
            assertThrows(
                    AttributeNotFoundException.class,
                    () -> server.setAttribute(name, new Attribute(each.getName(), 1L)));
        }
        assertThrows(
                ReflectionException.class,
                () -> server.invoke(name, "close", new Object[0], new String[0]));
        assertThrows(AttributeNotFoundException.class, () -> read(KEEPER, "None"));
    }

    /** So that no class of ours is needed by a client. */
    @Test
    void allAttributesAreOfOpenTypes_andDescribed() throws Exception {
        keeper.comes(gateway, state());
        register(keeper);
        for (String name : names()) {
            MBeanInfo info = server.getMBeanInfo(new ObjectName(name));
            assertEquals("true", info.getDescriptor().getFieldValue("mxbean"));
            for (MBeanAttributeInfo each : info.getAttributes()) {
                assertTrue(each instanceof OpenMBeanAttributeInfo, each.getName());
                assertTrue(each.getType().startsWith("java."), each.getType());
                assertTrue(each.getDescription().length() > 10, each.getName());
            }
        }
    }
}
