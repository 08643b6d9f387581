// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.jupnp.binding.xml.UDA10DeviceDescriptorBinderImpl;
import org.jupnp.binding.xml.UDA10ServiceDescriptorBinderImpl;
import org.jupnp.model.meta.RemoteDevice;
import org.jupnp.model.meta.RemoteDeviceIdentity;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.model.types.UDAServiceType;
import org.jupnp.model.types.UDN;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What jUPnP must know of a device before it can read what the device says next. */
final class JupnpModel {
    static final URI LOCATION = URI.create("http://192.168.77.1:41952/rootDesc.xml");

    private JupnpModel() {}

    /** The device as it is known from its answer to a search. */
    static RemoteDevice undescribed() {
        try {
            return new RemoteDevice(
                    new RemoteDeviceIdentity(
                            new UDN("6f2c1b80-5d3a-4c7e-9b41-0a5d27e81f03"),
                            120,
                            LOCATION.toURL(),
                            null,
                            InetAddress.getLoopbackAddress()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The WAN service, with the actions and variables of its own description. */
    static RemoteService wanService() {
        try {
            RemoteDevice device =
                    new UDA10DeviceDescriptorBinderImpl()
                            .describe(undescribed(), text("description.xml"));
            RemoteService service = device.findService(new UDAServiceType("WANIPConnection"));
            return new UDA10ServiceDescriptorBinderImpl().describe(service, text("scpd.xml"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) {
        return new String(Fixture.document(name), StandardCharsets.UTF_8);
    }
}
