// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortClaim;
import org.postern.api.keeper.PortKeeper;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ports that bundles keep: by the service, and by the whiteboard. */
@InFelix
class KeeperIT {

    private GatewayService gateway;

    @BeforeEach
    void oneGateway() {
        gateway = GatewayService.register("hall");
    }

    @AfterEach
    void none() {
        gateway.close();
    }

    @Test
    void theServiceIsAnObjectForEachBundle() throws Exception {
        ServiceReference<PortKeeper> reference =
                Inside.reference(PortKeeper.class, "(objectClass=*)");

        assertEquals(Constants.SCOPE_BUNDLE, reference.getProperty(Constants.SERVICE_SCOPE));
    }

    @Test
    void whatIsKept_isOpenUntilItsHandleIsClosed() throws Exception {
        KeptPort port = Inside.service(PortKeeper.class).keep(tcp(18101));

        opens("TCP 18101");
        assertEquals(self(), port.origin());
        assertEquals(
                List.of(port.request()),
                Inside.service(PortKeeper.class).ports().stream().map(KeptPort::request).toList());
        port.close();
        closes("TCP 18101");
    }

    @Test
    void aBundleThatLetsGoOfTheService_leavesNothingOpen() throws Exception {
        ServiceReference<PortKeeper> reference =
                Inside.reference(PortKeeper.class, "(objectClass=*)");
        Inside.context().getService(reference).keep(tcp(18102));
        opens("TCP 18102");

        while (Inside.context().ungetService(reference)) {
            // Until no use is left: other tests took it as well.
        }

        assertEquals(List.of(), gateway.open(), "closed before the call returns");
    }

    @Test
    void closeClosesAll_andTheObjectCanBeUsedOn() throws Exception {
        PortKeeper keeper = Inside.service(PortKeeper.class);
        keeper.keep(tcp(18103));
        keeper.keep(tcp(18104));
        opens("TCP 18103");
        opens("TCP 18104");

        keeper.close();

        assertEquals(List.of(), gateway.open(), "closed before the call returns");
        keeper.close();
        KeptPort again = keeper.keep(tcp(18103));
        opens("TCP 18103");
        again.close();
        closes("TCP 18103");
    }

    @Test
    void whatIsOutOfRangeOrKeptAlready_isRefusedAtOnce() throws Exception {
        PortKeeper keeper = Inside.service(PortKeeper.class);
        KeptPort first = keeper.keep(tcp(18105));

        assertEquals(
                Reason.CONFLICT,
                assertThrows(GatewayException.class, () -> keeper.keep(tcp(18105))).reason());
        assertEquals(
                Reason.INVALID_PORT,
                assertThrows(GatewayException.class, () -> keeper.keep(tcp(0))).reason());
        first.close();
        closes("TCP 18105");
    }

    @Test
    void aClaim_isToldAndKeptAsLongAsItsServiceIsThere() throws Exception {
        Claim claim = new Claim(tcp(18106));
        ServiceRegistration<PortClaim> registration = register(claim);

        Inside.eventually(
                "told that it is open", () -> claim.told.equals(List.of("opened 203.0.113.7")));
        gateway.changeAddress("198.51.100.9");
        Inside.eventually(
                "told the new address",
                () -> claim.told.equals(List.of("opened 203.0.113.7", "changed 198.51.100.9")));
        registration.unregister();
        closes("TCP 18106");
    }

    /** As when its bundle is updated. */
    @Test
    void aClaimThatComesBackAtOnceInOtherWords_isKeptInThese() throws Exception {
        ServiceRegistration<PortClaim> registration = register(new Claim(tcp(18110)));
        opens("TCP 18110");
        for (int internal = 1; internal <= 20; internal++) {
            MappingRequest other = tcp(18110).internalPort(internal);
            registration.unregister();
            Claim back = new Claim(other);
            registration = register(back);
            Inside.eventually("it is told", () -> back.told.size() == 1);
            assertEquals(internal, gateway.mapping("TCP 18110").orElseThrow().internalPort());
        }
        registration.unregister();
        closes("TCP 18110");
    }

    @Test
    void aClaimOfNoUse_isLoggedWithItsBundleAndDisturbsNobody() throws Exception {
        try (KeeperLog log = new KeeperLog()) {
            List<ServiceRegistration<PortClaim>> all =
                    List.of(
                            register(new Claim(tcp(70000))),
                            register(() -> null),
                            register(
                                    () -> {
                                        throw new IllegalStateException("no request");
                                    }),
                            register(new Claim(tcp(18107))),
                            register(new Claim(tcp(18107))));

            opens("TCP 18107");
            assertEquals(4, log.warnings().size(), log.warnings()::toString);
            assertTrue(
                    log.warnings().stream().allMatch(each -> each.contains(self())),
                    log.warnings()::toString);
            all.forEach(ServiceRegistration::unregister);
            closes("TCP 18107");
        }
    }

    @Test
    void aClaimThatThrows_isLoggedWithItsBundleAndKeptAllTheSame() throws Exception {
        try (KeeperLog log = new KeeperLog()) {
            Claim claim =
                    new Claim(tcp(18108)) {
                        @Override
                        public void opened(OpenPort port) {
                            throw new IllegalStateException("not ready");
                        }
                    };
            ServiceRegistration<PortClaim> registration = register(claim);
            Inside.eventually(
                    "the failure is logged",
                    () -> log.warnings().stream().anyMatch(each -> each.contains(self())));

            gateway.changeAddress("198.51.100.9");
            Inside.eventually(
                    "told all the same", () -> claim.told.equals(List.of("changed 198.51.100.9")));
            registration.unregister();
            closes("TCP 18108");
        }
    }

    @Test
    void theEventAdminIsToldWhatHappens() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        ServiceRegistration<EventHandler> handler =
                Inside.context()
                        .registerService(
                                EventHandler.class,
                                events::add,
                                new Hashtable<>(
                                        Map.of(EventConstants.EVENT_TOPIC, "org/postern/*")));
        GatewayService attic = GatewayService.register("attic");
        Event found = event(events, "org/postern/gateway/FOUND", "gateway.id", "attic");
        assertEquals("attic", found.getProperty("gateway.name"));
        assertEquals("203.0.113.7", found.getProperty("external.address"));
        assertTrue(found.getProperty(EventConstants.TIMESTAMP) instanceof Long);
        assertTrue(found.getProperty(EventConstants.MESSAGE) instanceof String);
        attic.close();

        KeptPort kept =
                Inside.service(PortKeeper.class).keep(MappingRequest.udp(18109).internalPort(9));
        Event opened = event(events, "org/postern/port/OPENED", "external.port", 18109);
        assertEquals("UDP", opened.getProperty("protocol"));
        assertEquals(9, opened.getProperty("internal.port"));
        assertEquals("203.0.113.7", opened.getProperty("external.address"));
        assertEquals("hall", opened.getProperty("gateway.id"));
        kept.close();
        event(events, "org/postern/port/CLOSED", "external.port", 18109);
        handler.unregister();
    }

    @Test
    void everySettingIsDescribedInMetatype() throws Exception {
        MetaTypeInformation information =
                Inside.service(MetaTypeService.class)
                        .getMetaTypeInformation(Inside.bundle("org.postern.port.keeper"));

        assertEquals(List.of("org.postern.port.keeper"), List.of(information.getPids()));
        assertEquals(
                List.of("org.postern.port.keeper.port"), List.of(information.getFactoryPids()));
        for (String pid : List.of("org.postern.port.keeper", "org.postern.port.keeper.port")) {
            ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
            assertTrue(
                    Arrays.stream(definition.getAttributeDefinitions(ObjectClassDefinition.ALL))
                            .noneMatch(each -> each.getDescription().isBlank()),
                    pid);
        }
    }

    private void opens(String port) throws Exception {
        Inside.eventually(port + " is opened", () -> gateway.open().contains(port));
    }

    private void closes(String port) throws Exception {
        Inside.eventually(port + " is closed", () -> !gateway.open().contains(port));
    }

    private static Event event(List<Event> events, String topic, String key, Object value)
            throws Exception {
        Inside.eventually(
                topic + " with " + key + " " + value,
                () -> events.stream().anyMatch(each -> matches(each, topic, key, value)));
        return events.stream()
                .filter(each -> matches(each, topic, key, value))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(Event event, String topic, String key, Object value) {
        return event.getTopic().equals(topic) && value.equals(event.getProperty(key));
    }

    /** How the keeper calls the test's bundle. */
    private static String self() {
        return "bundle " + Inside.context().getBundle().getSymbolicName();
    }

    private static MappingRequest tcp(int port) {
        return MappingRequest.tcp(port);
    }

    private static ServiceRegistration<PortClaim> register(PortClaim claim) {
        return Inside.context().registerService(PortClaim.class, claim, null);
    }

    private static class Claim implements PortClaim {
        final List<String> told = new CopyOnWriteArrayList<>();
        private final MappingRequest request;

        Claim(MappingRequest request) {
            this.request = request;
        }

        @Override
        public MappingRequest request() {
            return request;
        }

        @Override
        public void opened(OpenPort port) {
            told.add("opened " + port.externalAddress().orElseThrow().getHostAddress());
        }

        @Override
        public void changed(OpenPort port) {
            told.add("changed " + port.externalAddress().orElseThrow().getHostAddress());
        }

        @Override
        public void lost(OpenPort port, String reason) {
            told.add("lost");
        }
    }
}
