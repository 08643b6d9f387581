// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.gateways.fakes.Eventually;
import org.postern.testkit.ModelGateway;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The services, and their properties, against a made-up framework. */
@Timeout(60)
class GatewayServicesTest {
    private static final GatewayState STATE = new GatewayState(Optional.empty(), 7);

    private final List<Dictionary<?, ?>> registered = new CopyOnWriteArrayList<>();

    /** The protocols whose gateways the framework does not take. */
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private final List<Dictionary<?, ?>> changed = new CopyOnWriteArrayList<>();
    private final List<String> unregistered = new CopyOnWriteArrayList<>();
    private final GatewayServices services = new GatewayServices(framework());
    private final ModelGateway gateway = ModelGateway.listing("upnp");

    @AfterEach
    void stop() {
        services.stop();
    }

    @Test
    void factsAreProperties_attributesAsText() {
        Dictionary<String, Object> properties =
                ServiceFacts.properties(
                        new GatewayInfo(
                                "id",
                                List.of("pcp", "upnp"),
                                "My Router",
                                "",
                                "",
                                ModelGateway.address("192.168.1.1"),
                                ModelGateway.address("192.168.1.5"),
                                Map.of(
                                        UpnpAttributes.DESCRIPTION_URL,
                                        URI.create("http://192.168.1.1/d.xml"),
                                        UpnpAttributes.UDN,
                                        "")),
                        new GatewayState(Optional.of(ModelGateway.address("203.0.113.7")), 7));
        assertArrayEquals(
                new String[] {"pcp", "upnp"},
                (String[]) properties.get(GatewayProperties.CONTROL_PROTOCOL));
        assertEquals("My Router", properties.get(GatewayProperties.NAME));
        assertNull(properties.get(GatewayProperties.MANUFACTURER));
        assertEquals("192.168.1.1", properties.get(GatewayProperties.ADDRESS));
        assertEquals("203.0.113.7", properties.get(GatewayProperties.EXTERNAL_ADDRESS));
        assertEquals(7L, properties.get(GatewayProperties.REVISION));
        assertEquals(
                "http://192.168.1.1/d.xml", properties.get(UpnpAttributes.DESCRIPTION_URL.name()));
        assertNull(properties.get(UpnpAttributes.UDN.name()));
    }

    @Test
    void aServiceChangesWhenMoreBecomesKnown_andOnlyThen() {
        services.want(gateway, STATE);
        Eventually.holds(() -> registered.size() == 1, "it is registered");
        services.want(gateway, STATE);
        gateway.info = ModelGateway.at("pcp", "192.168.1.1", gateway.capabilities).info();
        services.want(gateway, STATE);
        Eventually.holds(() -> changed.size() == 1, "its protocol has changed");
        services.want(gateway, new GatewayState(Optional.empty(), 8));
        Eventually.holds(() -> changed.size() == 2, "its revision has changed");
        services.drop(gateway);
        Eventually.holds(() -> unregistered.size() == 1, "it is gone");
    }

    @Test
    void aGatewayThatIsBrokenHarmsNoOther() {
        gateway.failures.put("info", new UnsupportedOperationException("None."));
        services.want(gateway, STATE);
        refused.add("two");
        services.want(ModelGateway.at("two", "192.168.1.2", gateway.capabilities), STATE);
        services.want(ModelGateway.bare("pcp"), STATE);
        Eventually.holds(() -> registered.size() == 1, "the good one is registered");
        services.want(ModelGateway.bare("pcp"), STATE);
        Eventually.holds(() -> registered.size() == 2, "so is a later one");
    }

    @Test
    void stoppingTakesAllBack_andNothingComesAfterIt() {
        services.want(gateway, STATE);
        Eventually.holds(() -> registered.size() == 1, "it is registered");
        services.stop();
        Eventually.holds(() -> unregistered.size() == 1, "it is taken back");
        services.want(ModelGateway.bare("pcp"), STATE);
        assertEquals(1, registered.size());
    }

    private BundleContext framework() {
        return proxy(
                BundleContext.class,
                (method, arguments) -> {
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    String[] protocols =
                            (String[]) properties.get(GatewayProperties.CONTROL_PROTOCOL);
                    if (refused.contains(protocols[0])) {
                        throw new IllegalArgumentException("Names that differ only in case.");
                    }
                    registered.add(properties);
                    return registration();
                });
    }

    private ServiceRegistration<?> registration() {
        return proxy(
                ServiceRegistration.class,
                (method, arguments) -> {
                    if (method.equals("setProperties")) {
                        changed.add((Dictionary<?, ?>) arguments[0]);
                    } else {
                        unregistered.add(method);
                    }
                    return null;
                });
    }

    private interface Answer {
        Object of(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.of(method.getName(), arguments)));
    }
}
