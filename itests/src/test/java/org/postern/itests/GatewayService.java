// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.osgi.framework.ServiceRegistration;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.PortMapping;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.itests.exam.Inside;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway as a service until it is closed. */
final class GatewayService extends ModelGateway implements AutoCloseable {
    private final ServiceRegistration<Gateway> registration;

    private GatewayService(String id) {
        super(info(id));
        registration = Inside.context().registerService(Gateway.class, this, properties());
    }

    static GatewayService register(String id) {
        return new GatewayService(id);
    }

    /** Each has its own address inside, as routers have. */
    private static GatewayInfo info(String id) {
        return new GatewayInfo(
                id,
                List.of("given"),
                id,
                "",
                "",
                address("10.0.0." + (id.hashCode() & 0xff)),
                InetAddress.getLoopbackAddress(),
                Map.of(UpnpAttributes.UDN, "uuid:" + id));
    }

    private Hashtable<String, Object> properties() {
        return new Hashtable<>(
                Map.of(
                        GatewayProperties.ID, info.id(),
                        GatewayProperties.EXTERNAL_ADDRESS, externalAddress.getHostAddress(),
                        GatewayProperties.REVISION, 0L));
    }

    void changeAddress(String other) {
        externalAddress = address(other);
        registration.setProperties(properties());
    }

    /** How often a port was opened or opened again. */
    int timesOpened() {
        return (int) calls.stream().filter(each -> each.startsWith("map ")).count();
    }

    /** What is open as {@code TCP 80}. */
    Optional<PortMapping> mapping(String name) {
        return held.values().stream()
                .filter(each -> name.equals(each.protocol() + " " + each.externalPort()))
                .findFirst();
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
