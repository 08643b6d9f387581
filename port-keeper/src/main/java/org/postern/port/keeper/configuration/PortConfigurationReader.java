// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.configuration;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.port.keeper.internal.address.AddressLiteral;
import org.postern.port.keeper.internal.address.Ipv6Text;
import org.postern.port.keeper.internal.config.ConfigurationValues;

import java.lang.System.Logger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Translates between a {@link PortConfiguration} and what it asks for. */
public final class PortConfigurationReader {
    private static final String PROTOCOL = "protocol";
    private static final String EXTERNAL_PORT = "externalPort";
    private static final String INTERNAL_PORT = "internalPort";
    private static final String DESCRIPTION = "description";
    private static final String LEASE = "leaseSeconds";
    private static final String ANY_PORT = "anyPort";
    private static final String CLIENT = "client";
    private static final String FAMILY = "family";
    private static final String IPV6_ADDRESS = "ipv6Address";
    private static final String CONTROL_PROTOCOL = "controlProtocol";
    private static final int LARGEST_PORT = 65535;

    private final ConfigurationValues values;

    public PortConfigurationReader(Map<String, ?> configuration) {
        values = new ConfigurationValues(configuration);
    }

    /** Empty where there is a fault: nothing is opened that may not be what was meant. */
    public Optional<KeepRequest> request() {
        OptionalInt externalPort = values.number(EXTERNAL_PORT, 1, LARGEST_PORT);
        MappingRequest mapping =
                new MappingRequest(
                        values.choice(PROTOCOL, ConfiguredProtocol.UDP).protocols(),
                        externalPort.orElse(1),
                        values.number(INTERNAL_PORT, 0, LARGEST_PORT, 0),
                        values.text(DESCRIPTION),
                        Duration.ofSeconds(
                                values.number(LEASE, 0, PortConfiguration.MAX_LEASE, 3600)),
                        values.flag(ANY_PORT, false),
                        values.parsed(
                                CLIENT,
                                text ->
                                        AddressLiteral.parse(text)
                                                .filter(Inet4Address.class::isInstance),
                                "use an IPv4 address such as 192.168.1.9"),
                        values.text(CONTROL_PROTOCOL));
        KeepRequest request =
                new KeepRequest(
                        mapping,
                        values.choice(FAMILY, ConfiguredFamily.IPV4).families(),
                        values.parsed(
                                IPV6_ADDRESS,
                                PortConfigurationReader::ipv6,
                                "use an IPv6 address such as 2001:db8::5"));
        return values.faults().isPresent() ? Optional.empty() : Optional.of(request);
    }

    private static Optional<Inet6Address> ipv6(String text) {
        return AddressLiteral.parse(text)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast);
    }

    /** What is wrong, after {@link #request}. */
    public Optional<String> faults() {
        return values.faults();
    }

    /** What nothing reads, after {@link #request}: a misspelt key keeps no port from being opened. */
    public void logUnknownKeys(Logger log, String pid) {
        values.logUnknownKeys(log, pid);
    }

    /** Puts what is asked into a configuration, which may hold more than that. */
    public static Dictionary<String, Object> written(
            KeepRequest asked, Dictionary<String, Object> before) {
        MappingRequest request = asked.mapping();
        Dictionary<String, Object> written = new Hashtable<>();
        before.keys().asIterator().forEachRemaining(key -> written.put(key, before.get(key)));
        written.put(PROTOCOL, ConfiguredProtocol.of(request).name());
        written.put(EXTERNAL_PORT, request.externalPort());
        written.put(INTERNAL_PORT, request.internalPort());
        written.put(DESCRIPTION, request.description());
        written.put(LEASE, (int) request.lease().toSeconds());
        written.put(ANY_PORT, request.acceptsOtherPort());
        written.remove(CONTROL_PROTOCOL);
        if (!request.controlProtocol().isEmpty()) {
            written.put(CONTROL_PROTOCOL, request.controlProtocol());
        }
        written.remove(FAMILY);
        if (asked.families().contains(AddressFamily.IPV6)) {
            written.put(FAMILY, ConfiguredFamily.of(asked.families()).name());
        }
        written.remove(IPV6_ADDRESS);
        asked.ipv6Address().ifPresent(each -> written.put(IPV6_ADDRESS, Ipv6Text.of(each)));
        written.remove(CLIENT);
        request.client().ifPresent(each -> written.put(CLIENT, each.getHostAddress()));
        return written;
    }
}
