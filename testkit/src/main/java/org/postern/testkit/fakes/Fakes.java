// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortStatus;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Facts of a router in a test. */
public final class Fakes {
    public static final String DESCRIPTION_URL = "http://192.168.1.1:5000/rootDesc.xml";
    public static final String UDN = "uuid:6f1a";

    /** UPnP error codes that have a result of their own. */
    private static final List<Integer> CODES = List.of(402, 713, 733, 715, 716, 724, 726, 727, 732);

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
                List.of(UpnpAttributes.CONTROL_PROTOCOL),
                "My Router",
                "Maker",
                "Model 1",
                address("192.168.1.1"),
                address("192.168.1.5"),
                Map.of(
                        UpnpAttributes.UDN,
                        UDN,
                        UpnpAttributes.DESCRIPTION_URL,
                        URI.create(DESCRIPTION_URL),
                        UpnpAttributes.CONTROL_URL,
                        URI.create("http://192.168.1.1:5000/ctl"),
                        UpnpAttributes.SERVICE_TYPE,
                        "urn:schemas-upnp-org:service:WANIPConnection:1"));
    }

    /** The same router under another identifier and name. */
    public static GatewayInfo info(String id, String name) {
        GatewayInfo info = info();
        return new GatewayInfo(
                id,
                info.controlProtocols(),
                name,
                "Maker",
                "Model 1",
                info.address(),
                info.localAddress(),
                info.attributes());
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
        return new MappingRequest(Set.of(protocol), port, 0, "test", Duration.ofHours(1), false);
    }

    public static KeeperEvent event(
            KeeperEvent.Kind kind, Protocol protocol, int port, String sentence) {
        return new KeeperEvent(
                Instant.parse("2026-03-01T06:10:03.5Z"),
                kind,
                Optional.of(info()),
                Optional.of(address("203.0.113.7")),
                Optional.of(request(protocol, port)),
                Optional.of(AddressFamily.IPV4),
                Optional.of(openPort(protocol, port)),
                Optional.empty(),
                sentence);
    }

    /** A port that was opened with something to say of it. */
    public static KeeperEvent opened(Protocol protocol, int port, String sentence, String note) {
        KeeperEvent event = event(KeeperEvent.Kind.PORT_OPENED, protocol, port, sentence);
        return new KeeperEvent(
                event.at(),
                event.kind(),
                event.gatewayInfo(),
                event.externalAddress(),
                event.request(),
                event.family(),
                event.port(),
                event.nextTry(),
                event.sentence() + " " + note,
                List.of(note));
    }

    public static KeeperEvent event(KeeperEvent.Kind kind, String sentence) {
        return new KeeperEvent(
                Instant.parse("2026-03-01T06:10:03.5Z"),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
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

    /** A failure that is shown as a result. */
    public static GatewayException failure(UpnpResult result, String message) {
        Optional<Integer> code = CODES.stream().filter(each -> tells(each, result)).findFirst();
        return code.isPresent()
                ? refusal(result, code.get(), message)
                : new GatewayException(reason(result), message);
    }

    /** A refusal that a router sent. */
    public static GatewayException refusal(UpnpResult result, int upnpErrorCode, String message) {
        return new GatewayException(reason(result), code(upnpErrorCode), message);
    }

    public static PortStatus.Trouble trouble(Instant at, UpnpResult result, String sentence) {
        return new PortStatus.Trouble(at, reason(result), Optional.empty(), sentence);
    }

    private static ControlCode code(int upnpErrorCode) {
        return new ControlCode(UpnpAttributes.CONTROL_PROTOCOL, upnpErrorCode);
    }

    private static Reason reason(UpnpResult result) {
        return Stream.of(Reason.values())
                .filter(each -> UpnpResult.of(each, Optional.empty()) == result)
                .findFirst()
                .or(
                        () ->
                                CODES.stream()
                                        .filter(each -> tells(each, result))
                                        .map(Fakes::reason)
                                        .findFirst())
                .orElseThrow();
    }

    /** Whether it is the code alone that makes the result. */
    private static boolean tells(int code, UpnpResult result) {
        return UpnpResult.of(reason(code), Optional.of(code(code))) == result;
    }

    private static Reason reason(int code) {
        return switch (code) {
            case 402, 713, 733 -> Reason.INVALID_ARGUMENT;
            default -> Reason.UNSUPPORTED;
        };
    }
}
