package org.postern.igd.control.gateway;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.description.Text;
import org.postern.igd.control.net.AddressLiteral;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Port mappings in the words of WANIPConnection:1 and :2. */
final class MappingCodec {
    private static final InetAddress UNKNOWN = AddressLiteral.parse("0.0.0.0").orElseThrow();

    private MappingCodec() {}

    /** WANIPConnection:1 section 2.4.16; the order of the arguments matters (quirk A4). */
    static Action add(MappingRequest request, int externalPort, InetAddress internalClient) {
        return Action.of(
                "AddPortMapping",
                "NewRemoteHost",
                "",
                "NewExternalPort",
                Integer.toString(externalPort),
                "NewProtocol",
                request.protocol().name(),
                "NewInternalPort",
                Integer.toString(request.effectiveInternalPort()),
                "NewInternalClient",
                internalClient.getHostAddress(),
                "NewEnabled",
                "1",
                "NewPortMappingDescription",
                request.description(),
                "NewLeaseDuration",
                Long.toString(request.lease().toSeconds()));
    }

    static Action delete(Protocol protocol, int externalPort) {
        return keyed("DeletePortMapping", protocol, externalPort);
    }

    static Action specific(Protocol protocol, int externalPort) {
        return keyed("GetSpecificPortMappingEntry", protocol, externalPort);
    }

    static Action generic(int index) {
        return Action.of(
                "GetGenericPortMappingEntry", "NewPortMappingIndex", Integer.toString(index));
    }

    /** The answer to {@link #specific}, which repeats nothing of the question. */
    static PortMapping specificEntry(Protocol protocol, int externalPort, Reply.Done done) {
        return entry(protocol, externalPort, "", done);
    }

    /** The answer to {@link #generic}; empty when it holds no mapping. */
    static Optional<PortMapping> genericEntry(Reply.Done done) {
        String protocol = text(done, "NewProtocol").toUpperCase(Locale.ROOT);
        if (!protocol.equals("TCP") && !protocol.equals("UDP")
                || done.argument("NewExternalPort").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                entry(
                        Protocol.valueOf(protocol),
                        port(done, "NewExternalPort"),
                        Text.clean(text(done, "NewRemoteHost")),
                        done));
    }

    private static PortMapping entry(
            Protocol protocol, int externalPort, String remoteHost, Reply.Done done) {
        return new PortMapping(
                protocol,
                externalPort,
                AddressLiteral.parse(text(done, "NewInternalClient")).orElse(UNKNOWN),
                port(done, "NewInternalPort"),
                Text.clean(text(done, "NewPortMappingDescription")),
                enabled(text(done, "NewEnabled")),
                Duration.ofSeconds(number(text(done, "NewLeaseDuration"))),
                remoteHost);
    }

    private static Action keyed(String name, Protocol protocol, int externalPort) {
        return Action.of(
                name,
                "NewRemoteHost",
                "",
                "NewExternalPort",
                Integer.toString(externalPort),
                "NewProtocol",
                protocol.name());
    }

    private static String text(Reply.Done done, String name) {
        return done.argument(name).orElse("");
    }

    /** UDA 1.1 section 2.5 lets a boolean be 0, false, no, 1, true or yes. */
    private static boolean enabled(String text) {
        return !text.equals("0") && !text.equalsIgnoreCase("false") && !text.equalsIgnoreCase("no");
    }

    private static int port(Reply.Done done, String name) {
        long number = number(text(done, name));
        return number > 65535 ? 0 : (int) number;
    }

    /** Zero for what is no number. */
    static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
