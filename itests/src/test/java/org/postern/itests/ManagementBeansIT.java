// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The beans that management tools see, as gateways, ports and bundles come and go. */
@InFelix
class ManagementBeansIT {
    private static final String BUNDLE = "org.postern.jmx";
    private static final String KEEPER = "org.postern:type=PortKeeper";
    private static final String HALL = "org.postern:type=Gateway,id=\"hall\"";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void start() throws Exception {
        Inside.bundle("org.postern.port.keeper").start();
        Inside.bundle(BUNDLE).start();
    }

    private Set<String> names() throws JMException {
        Set<String> names = new TreeSet<>();
        server.queryNames(new ObjectName("org.postern:*"), null)
                .forEach(each -> names.add(each.toString()));
        return names;
    }

    private void become(String... names) throws Exception {
        Inside.eventually(
                String.join(" and ", names), () -> names().equals(new TreeSet<>(Set.of(names))));
    }

    private Object read(String name, String attribute) throws JMException {
        return server.getAttribute(new ObjectName(name), attribute);
    }

    @Test
    void gatewaysComeAndGo() throws Exception {
        become(KEEPER);
        try (GatewayService hall = GatewayService.register("hall")) {
            become(KEEPER, HALL);
            assertEquals(1L, read(KEEPER, "Gateways"));
            assertEquals(hall.externalAddress.getHostAddress(), read(HALL, "ExternalAddress"));
            hall.changeAddress("203.0.113.99");
            Inside.eventually(
                    "the other address",
                    () -> "203.0.113.99".equals(read(HALL, "ExternalAddress")));
        }
        become(KEEPER);
        assertEquals(0L, read(KEEPER, "Gateways"));
    }

    /** Of all bundles, not of the one that shows them. */
    @Test
    void portsAreCounted_whoeverKeepsThem() throws Exception {
        try (GatewayService hall = GatewayService.register("hall")) {
            KeptPort port =
                    Inside.service(PortKeeper.class).keep(MappingRequest.tcp(18191).permanent());
            Inside.eventually("it is open", () -> read(KEEPER, "Open").equals(1L));
            assertEquals(1L, read(KEEPER, "Kept"));

            hall.held.clear();
            port.reopen().get();
            port.release().get();
            Inside.eventually("it is released", () -> read(KEEPER, "Kept").equals(0L));
        }
    }

    @Test
    void withTheirBundleOrTheKeeper_theyGo_andComeBack() throws Exception {
        try (GatewayService hall = GatewayService.register("hall")) {
            become(KEEPER, HALL);
            for (String name : Set.of(BUNDLE, "org.postern.port.keeper")) {
                Inside.bundle(name).stop();
                become();
                Inside.bundle(name).start();
                become(KEEPER, HALL);
            }
            assertEquals("hall", hall.info.id());
        }
    }

    /** By another framework in this JVM, say. */
    @Test
    void namesThatAreTaken_areLeftAlone() throws Exception {
        Inside.bundle(BUNDLE).stop();
        become();
        ObjectName taken = new ObjectName(KEEPER);
        server.registerMBean(new Other(), taken);
        try {
            Inside.bundle(BUNDLE).start();
            become(KEEPER, KEEPER + ",instance=2");
            Inside.bundle(BUNDLE).stop();
            become(KEEPER);
        } finally {
            server.unregisterMBean(taken);
        }
    }

    /** What JMX takes for a bean of the class below. */
    public interface OtherMBean {}

    /** Somebody else's. */
    public static final class Other implements OtherMBean {}
}
