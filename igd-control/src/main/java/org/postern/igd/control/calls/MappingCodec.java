// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Port mappings in the words of WANIPConnection:1 and :2. */
public final class MappingCodec {
    private static final InetAddress UNKNOWN = AddressLiteral.parse("0.0.0.0").orElseThrow();

    private static final String URN = "urn:";
    private static final String IP_CONNECTION = ":WANIPConnection:";

    /** Of a year and more, routers mean something else: they write -1 without its sign. */
    private static final Duration LONGEST_LEASE = Duration.ofDays(366);

    /** In place of nothing, which the standard has (WANIPConnection:1 section 2.2.16). */
    private static final Set<String> ANY_HOST =
            Set.of("*", "any", "all", "none", "null", "(null)", "-");

    private MappingCodec() {}

    /** Whether a service of this type has the actions that WANIPConnection:2 added. */
    public static boolean hasVersion2(String serviceType) {
        String version = serviceType.substring(serviceType.lastIndexOf(':') + 1);
        int name = serviceType.length() - version.length() - IP_CONNECTION.length();
        return name >= URN.length()
                && serviceType.regionMatches(true, 0, URN, 0, URN.length())
                && serviceType.regionMatches(true, name, IP_CONNECTION, 0, IP_CONNECTION.length())
                && isNumber(version, 4)
                && version.charAt(0) != '0'
                && !version.equals("1");
    }

    /** WANIPConnection:1 section 2.4.16; the order of the arguments matters (quirk A4). */
    public static Action add(Attempt attempt, InetAddress internalClient) {
        return adding("AddPortMapping", attempt, internalClient);
    }

    /** WANIPConnection:2 section 2.5.20: the same, but the router may give another port. */
    public static Action addAny(Attempt attempt, InetAddress internalClient) {
        return adding("AddAnyPortMapping", attempt, internalClient);
    }

    /** The answer to {@link #addAny}; empty when it names no port. */
    public static OptionalInt reservedPort(Reply.Done done) {
        int port = port(done, "NewReservedPort");
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /**
     * WANIPConnection:1 section 2.4.17. Some routers want {@code *} as the remote host (quirk A8).
     */
    public static Action delete(Protocol protocol, int externalPort, String remoteHost) {
        return keyed("DeletePortMapping", protocol, externalPort, remoteHost);
    }

    /** WANIPConnection:2 section 2.5.18; only what this client may manage. */
    public static Action deleteRange(Protocol protocol, int firstPort, int lastPort) {
        return Action.of(
                "DeletePortMappingRange",
                "NewStartPort",
                Integer.toString(firstPort),
                "NewEndPort",
                Integer.toString(lastPort),
                "NewProtocol",
                protocol.name(),
                "NewManage",
                "0");
    }

    public static Action specific(Protocol protocol, int externalPort, String remoteHost) {
        return keyed("GetSpecificPortMappingEntry", protocol, externalPort, remoteHost);
    }

    /** WANIPConnection:2 section 2.5.21: the entries of these ports, as many as there are. */
    public static Action listing(Protocol protocol, int firstPort, int lastPort) {
        return Action.of(
                "GetListOfPortMappings",
                "NewStartPort",
                Integer.toString(firstPort),
                "NewEndPort",
                Integer.toString(lastPort),
                "NewProtocol",
                protocol.name(),
                "NewManage",
                "0",
                "NewNumberOfPorts",
                "0");
    }

    public static Action generic(int index) {
        return Action.of(
                "GetGenericPortMappingEntry", "NewPortMappingIndex", Integer.toString(index));
    }

    /**
     * The answer to {@link #specific}, which by the standard repeats nothing of the question. Empty
     * where it does, and tells of another entry (quirk A54).
     */
    public static Optional<PortMapping> specificEntry(
            Protocol protocol, int externalPort, String remoteHost, Reply.Done done) {
        String itsProtocol = text(done, "NewProtocol");
        long itsPort = number(text(done, "NewExternalPort"));
        String itsHost = done.argument("NewRemoteHost").orElse(remoteHost);
        boolean about =
                !isOther(itsProtocol, protocol)
                        && (itsPort == 0 || itsPort == externalPort)
                        && host(itsHost).equals(host(remoteHost));
        return about
                ? Optional.of(entry(protocol, externalPort, remoteHost, done))
                : Optional.empty();
    }

    /** Whether it names the other one alone, by its name or its number in IP. */
    private static boolean isOther(String text, Protocol protocol) {
        String said = text.strip().toUpperCase(Locale.ROOT);
        boolean isTcp = protocol == Protocol.TCP;
        String other = isTcp ? Protocol.UDP.name() : Protocol.TCP.name();
        return said.equals(isTcp ? "17" : "6")
                || said.contains(other) && !said.contains(protocol.name());
    }

    /** Without the many ways to say "any". */
    private static String host(String text) {
        String host = text.strip();
        boolean isAny =
                ANY_HOST.contains(host.toLowerCase(Locale.ROOT))
                        || AddressLiteral.parse(withoutLength(host))
                                .filter(InetAddress::isAnyLocalAddress)
                                .isPresent();
        return isAny ? "" : host;
    }

    private static String withoutLength(String host) {
        return host.endsWith("/0") ? host.substring(0, host.length() - 2) : host;
    }

    private static PortMapping entry(
            Protocol protocol, int externalPort, String remoteHost, Reply.Done done) {
        Optional<Duration> lease = lease(text(done, "NewLeaseDuration"));
        return new PortMapping(
                protocol,
                externalPort,
                AddressLiteral.parse(text(done, "NewInternalClient")).orElse(UNKNOWN),
                port(done, "NewInternalPort"),
                DeviceText.clean(text(done, "NewPortMappingDescription")),
                enabled(text(done, "NewEnabled")),
                lease.orElse(Duration.ZERO),
                remoteHost,
                lease.isPresent());
    }

    /** The answer to {@link #generic}; empty when it holds no mapping. */
    public static Optional<PortMapping> genericEntry(Reply.Done done) {
        String protocol = text(done, "NewProtocol").toUpperCase(Locale.ROOT);
        if (!protocol.equals("TCP") && !protocol.equals("UDP")
                || done.argument("NewExternalPort").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                entry(
                        Protocol.valueOf(protocol),
                        port(done, "NewExternalPort"),
                        host(DeviceText.clean(text(done, "NewRemoteHost"))),
                        done));
    }

    private static Action adding(String name, Attempt attempt, InetAddress internalClient) {
        return Action.of(
                name,
                "NewRemoteHost",
                attempt.remoteHost(),
                "NewExternalPort",
                Integer.toString(attempt.externalPort()),
                "NewProtocol",
                attempt.protocol().name(),
                "NewInternalPort",
                Integer.toString(attempt.internalPort()),
                "NewInternalClient",
                internalClient.getHostAddress(),
                "NewEnabled",
                "1",
                "NewPortMappingDescription",
                attempt.description(),
                "NewLeaseDuration",
                Long.toString(attempt.lease().toSeconds()));
    }

    private static Action keyed(
            String name, Protocol protocol, int externalPort, String remoteHost) {
        return Action.of(
                name,
                "NewRemoteHost",
                remoteHost,
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

    /** Empty where the router does not tell, or writes what is no lease (quirk A47). */
    private static Optional<Duration> lease(String text) {
        if (!isNumber(text, 10)) {
            return Optional.empty();
        }
        Duration lease = Duration.ofSeconds(Long.parseLong(text));
        return lease.compareTo(LONGEST_LEASE) <= 0 ? Optional.of(lease) : Optional.empty();
    }

    private static int port(Reply.Done done, String name) {
        long number = number(text(done, name));
        return number > 65535 ? 0 : (int) number;
    }

    /** Zero for what is no number. */
    public static long number(String text) {
        return isNumber(text, 18) ? Long.parseLong(text) : 0;
    }

    /** Whether a text is made of one to {@code most} ASCII digits. */
    public static boolean isNumber(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= most;
    }
}
