// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.jupnp.binding.xml.DeviceDescriptorBinder;
import org.jupnp.binding.xml.UDA10DeviceDescriptorBinderImpl;
import org.jupnp.binding.xml.UDA10DeviceDescriptorBinderSAXImpl;
import org.jupnp.model.meta.RemoteDevice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.DescriptionReader;
import org.postern.igd.control.description.Peer;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A gateway's description, from bytes to the tree of its devices. */
@State(Scope.Thread)
public class DescriptionBenchmark {
    private static final byte[] DOCUMENT = Fixture.document("description.xml");

    private final URI location = JupnpModel.LOCATION;
    private final Peer peer;
    private final RemoteDevice undescribed = JupnpModel.undescribed();
    private final DeviceDescriptorBinder dom = new UDA10DeviceDescriptorBinderImpl();
    private final DeviceDescriptorBinder sax = new UDA10DeviceDescriptorBinderSAXImpl();

    /** Sets up. */
    public DescriptionBenchmark() {
        try {
            InetAddress router = InetAddress.getByName(location.getHost());
            peer = Peer.of(location, router);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Postern reads it, with every URL resolved and checked. */
    @Benchmark
    public DeviceDescription descriptionPostern() throws Exception {
        return DescriptionReader.read(DOCUMENT, location, peer);
    }

    /** As jUPnP reads it unless told otherwise. */
    @Benchmark
    public RemoteDevice descriptionJupnp() throws Exception {
        return dom.describe(undescribed, new String(DOCUMENT, StandardCharsets.UTF_8));
    }

    /** As jUPnP's other reader does. */
    @Benchmark
    public RemoteDevice descriptionJupnpSax() throws Exception {
        return sax.describe(undescribed, new String(DOCUMENT, StandardCharsets.UTF_8));
    }
}
