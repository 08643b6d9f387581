// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.internal.address.AddressLiteral;
import org.postern.shell.commands.output.DisplayNames;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the options of a command mean for ports over IPv6. */
public final class PinholeOptions {
    public static final Option ADDRESS =
            OptionSyntax.value(
                    "ipv6-address",
                    "ADDRESS",
                    "the address of this machine to which the port is opened over IPv6; default: a"
                            + " global one that does not change every day");

    private PinholeOptions() {}

    /** Refuses options that have no meaning, or could be understood in two ways. */
    public static void check(Invocation invocation, Family family, boolean hasInternalPort)
            throws GatewayException {
        if (!family.hasIpv6()) {
            refuse(
                    invocation.has(ADDRESS.getLongOpt()),
                    "--ipv6-address needs --family ipv6 or --family both.");
            return;
        }
        checkClient(invocation, family);
        if (family == Family.IPV6) {
            refuse(
                    hasInternalPort,
                    "Over IPv6 the port is the same inside and outside: leave INTERNAL out.");
            refuse(
                    invocation.has(MappingOptions.ANY_PORT.getLongOpt()),
                    "--any-port has no meaning over IPv6: the port is this machine's own, and no"
                            + " other machine can take it. Leave it out.");
            refuse(
                    invocation.has(MappingOptions.DESCRIPTION.getLongOpt()),
                    "--description has no meaning over IPv6: routers keep none. Leave it out.");
        }
    }

    static void checkClient(Invocation invocation, Family family) throws GatewayException {
        refuse(
                family.hasIpv6() && invocation.has(MappingOptions.CLIENT.getLongOpt()),
                "--client cannot be used over IPv6: routers open ports only to the machine that"
                        + " asks. Run the command on that host.");
    }

    private static void refuse(boolean wrong, String sentence) throws GatewayException {
        if (wrong) {
            throw new GatewayException(Reason.INVALID_ARGUMENT, sentence);
        }
    }

    /** Checked requests for the internal ports of these; none where IPv6 is not asked for. */
    static List<PinholeRequest> requests(
            Invocation invocation, Family family, List<MappingRequest> mappings)
            throws CommandException, GatewayException {
        if (!family.hasIpv6()) {
            return List.of();
        }
        Duration lease = lease(invocation, family);
        Optional<Inet6Address> client = address(invocation);
        Set<PinholeRequest> requests = new LinkedHashSet<>();
        for (MappingRequest each : mappings) {
            PinholeRequest request =
                    new PinholeRequest(
                            each.protocols(),
                            each.effectiveInternalPort(),
                            lease,
                            client,
                            each.controlProtocol());
            request.check();
            requests.add(request);
        }
        return new ArrayList<>(requests);
    }

    /** Where both are asked for, a permanent one is that of IPv4 alone. */
    private static Duration lease(Invocation invocation, Family family)
            throws CommandException, GatewayException {
        Duration lease = MappingOptions.lease(invocation).orElse(MappingRequest.DEFAULT_LEASE);
        return lease.isZero() && family == Family.BOTH ? PinholeRequest.LONGEST_LEASE : lease;
    }

    /** The address that the user has named. */
    public static Optional<Inet6Address> address(Invocation invocation) throws GatewayException {
        if (!invocation.has(ADDRESS.getLongOpt())) {
            return Optional.empty();
        }
        String text = invocation.text(ADDRESS.getLongOpt(), "").strip();
        Optional<InetAddress> address = AddressLiteral.parse(text);
        if (address.isPresent() && address.get() instanceof Inet6Address six) {
            return Optional.of(six);
        }
        throw new GatewayException(
                Reason.INVALID_ARGUMENT, "'" + text + "' is no IPv6 address such as 2001:db8::5.");
    }

    /** Fails where the gateway opens no ports over IPv6. */
    static Pinholes pinholes(Gateway gateway) throws GatewayException {
        return gateway.pinholes()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.UNSUPPORTED,
                                        DisplayNames.first(gateway)
                                                + " does not offer to open ports of its IPv6"
                                                + " firewall. Open the port in the router's"
                                                + " settings."));
    }

    /** Such as {@code TCP port 80 over IPv6}. */
    static String names(List<PinholeRequest> requests) {
        return DisplayNames.of(
                        requests.stream()
                                .map(each -> MappingRequest.of(each.protocols(), each.port()))
                                .toList())
                + " over IPv6";
    }
}
