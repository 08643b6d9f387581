// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.internal.host.WayOutLookup;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Notes what is known of gateways. */
final class SeenGateways {
    private SeenGateways() {}

    static GatewaySeen of(Gateway gateway, long afterMillis) {
        GatewayInfo info = gateway.info();
        return new GatewaySeen(
                info.id(),
                info.name(),
                info.address(),
                info.localAddress(),
                interfaceOf(info.localAddress()),
                info.controlProtocols(),
                afterMillis,
                info.attribute(UpnpAttributes.DESCRIPTION_URL).map(URI::toString));
    }

    /** Of a device of which no more than its description is known. */
    static GatewaySeen of(DeviceRead read, long afterMillis) {
        WayOut way = WayOutLookup.towards(read.host());
        InetAddress local = way.source().orElseGet(InetAddress::getLoopbackAddress);
        return new GatewaySeen(
                read.url().toString(),
                read.name(),
                read.host(),
                local,
                way.networkInterface(),
                List.of(UpnpAttributes.CONTROL_PROTOCOL),
                afterMillis,
                Optional.of(read.url().toString()));
    }

    /** Empty where no interface has the address any more. */
    private static String interfaceOf(InetAddress local) {
        try {
            NetworkInterface holder = NetworkInterface.getByInetAddress(local);
            return holder == null ? "" : holder.getName();
        } catch (SocketException e) {
            return "";
        }
    }
}
