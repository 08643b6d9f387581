// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.OpenPort;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.UpnpDevice;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts of a router in a test. */
public final class Fakes {
    public static final String DESCRIPTION_URL = "http://192.168.1.1:5000/rootDesc.xml";
    public static final String UDN = "uuid:6f1a";

    private Fakes() {}

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static GatewayInfo info() {
        return new GatewayInfo(
                DESCRIPTION_URL,
                "upnp",
                "My Router",
                "Maker",
                "Model 1",
                UDN,
                address("192.168.1.1"),
                address("192.168.1.5"),
                Optional.of(URI.create(DESCRIPTION_URL)),
                Optional.of(URI.create("http://192.168.1.1:5000/ctl")),
                Optional.of("urn:schemas-upnp-org:service:WANIPConnection:1"));
    }

    public static PortMapping mapping(Protocol protocol, int port, String client) {
        return new PortMapping(
                protocol, port, address(client), port, "test", true, Duration.ofHours(1), "");
    }

    /** Open on {@link #info()} under 203.0.113.7. */
    public static OpenPort openPort(Protocol protocol, int port) {
        return openPort(info(), protocol, port);
    }

    public static OpenPort openPort(GatewayInfo gateway, Protocol protocol, int port) {
        return new OpenPort(
                gateway,
                Optional.of(address("203.0.113.7")),
                mapping(protocol, port, "192.168.1.5"));
    }

    public static MappingRequest request(Protocol protocol, int port) {
        return new MappingRequest(protocol, port, 0, "test", Duration.ofHours(1), false);
    }

    public static KeeperEvent event(
            KeeperEvent.Kind kind, Protocol protocol, int port, String sentence) {
        return new KeeperEvent(
                Instant.parse("2026-03-01T06:10:03.5Z"),
                kind,
                Optional.of(info()),
                Optional.of(request(protocol, port)),
                Optional.of(openPort(protocol, port)),
                sentence);
    }

    public static KeeperEvent event(KeeperEvent.Kind kind, String sentence) {
        return new KeeperEvent(
                Instant.parse("2026-03-01T06:10:03.5Z"),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sentence);
    }

    public static DeviceDescription description() {
        ServiceDescription wan =
                new ServiceDescription(
                        "urn:schemas-upnp-org:service:WANIPConnection:1",
                        "urn:upnp-org:serviceId:WANIPConn1",
                        Optional.of(URI.create("http://192.168.1.1:5000/ctl")),
                        Optional.of(URI.create("http://192.168.1.1:5000/evt")),
                        Optional.of(URI.create("http://192.168.1.1:5000/scpd.xml")),
                        Optional.empty());
        DeviceDescription embedded =
                new DeviceDescription(
                        "urn:schemas-upnp-org:device:WANDevice:1",
                        "WAN",
                        "",
                        "",
                        "uuid:wan",
                        List.of(wan),
                        List.of());
        return new DeviceDescription(
                "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
                "My Router",
                "Maker",
                "Model 1",
                UDN,
                List.of(),
                List.of(embedded));
    }

    public static UpnpDevice device(String url, Optional<DeviceDescription> description) {
        return new FakeUpnp()
                .answer("descriptionUrl", URI.create(url))
                .answer("searchTarget", "")
                .answer("usn", "")
                .answer("description", description)
                .answer("igdStatus", IgdStatus.HTTP_ERROR)
                .answer("validGateway", false)
                .answer("controlUrl", Optional.empty())
                .answer("serviceType", Optional.empty())
                .answer("localAddress", Optional.empty())
                .as(UpnpDevice.class);
    }

    public static GatewayException failure(UpnpResult result, String message) {
        return new GatewayException(result, message);
    }
}
