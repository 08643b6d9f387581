// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.net.Addresses;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class CommandText {
    static final String HELP =
            """
            Usage: simulate [options]

            Runs a simulated router until Ctrl-C.

            Options:
              --interface NAME|ADDRESS    interface to run on (default: loopback)
              --quirk NAME                misbehave like this; may be repeated
              --list                      list the quirks and end
              --control LIST              the protocols that it speaks: upnp, pcp and nat-pmp, with commas
                                          between them (default upnp)
              --pxp-port N                port of PCP and NAT-PMP, 0 to 65535 (default 5351; 0: any)
              --pxp-ipv6                  speak PCP over IPv6 too
              --ipv6-firewall             have WANIPv6FirewallControl:1, over IPv6
              --port N                    HTTP port, 0 to 65535 (default 0: any)
              --igd 1|2                   IGD version (default 1)
              --udn uuid:TEXT             device name (default: a new one)
              --name TEXT                 friendly name
              --external-address ADDRESS  the address it reports (default 203.0.113.7)
              --wan ADDRESS               where external ports are really opened
                                          (default 127.0.0.2 on loopback, else the interface's address)
              --max-age SECONDS           how long an announcement holds, 1 to 86400 (default 1800);
                                          repeated after a third of that
              --json                      print one JSON object when ready, then nothing more
              --quiet                     print nothing
              --help                      show this help
            """;

    static final String HELP_HINT = "See 'simulate --help'.";

    private CommandText() {}

    static List<String> quirks() {
        int width =
                Stream.concat(
                                Quirk.all().stream().map(Quirk::optionName),
                                PxpQuirk.all().stream().map(PxpQuirk::optionName))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        return Stream.concat(
                        Quirk.all().stream()
                                .map(q -> line(width, q.optionName(), q.summary(), q.numbers())),
                        PxpQuirk.all().stream()
                                .map(q -> line(width, q.optionName(), q.summary(), q.numbers())))
                .toList();
    }

    /** The numbers say where docs/quirks.md tells more. */
    private static String line(int width, String name, String summary, String numbers) {
        String where = numbers.isEmpty() ? "" : " (" + numbers + ")";
        return String.format("%-" + width + "s  %s%s", name, summary, where);
    }

    static List<String> ready(SimulatedRouter router, RouterConfig config) {
        List<String> quirks =
                Stream.concat(config.quirks().stream(), config.pxpQuirks().stream())
                        .map(Object::toString)
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "Simulated router \""
                        + Addresses.printable(config.friendlyName())
                        + "\" (IGD:"
                        + config.igdVersion()
                        + ") on "
                        + Addresses.printable(config.networkInterface()));
        if (config.control().contains(RouterProtocol.UPNP)) {
            lines.add("  device            " + router.udn());
            lines.add("  description       " + router.descriptionUrl());
            router.ipv6DescriptionUrl().ifPresent(url -> lines.add("  over IPv6         " + url));
        }
        router.pxpAddress()
                .ifPresent(
                        address ->
                                lines.add(
                                        "  "
                                                + padded(pxpProtocols(config))
                                                + "UDP "
                                                + Addresses.hostAndPort(address)));
        router.pxpIpv6Address()
                .ifPresent(
                        address ->
                                lines.add(
                                        "  "
                                                + padded("PCP over IPv6")
                                                + "UDP "
                                                + Addresses.hostAndPort(address)));
        lines.add("  external address  " + router.externalAddress());
        lines.add("  WAN side          ports open on " + router.wanAddress().getHostAddress());
        lines.add("  quirks            " + (quirks.isEmpty() ? "none" : String.join(", ", quirks)));
        lines.add("Ctrl-C ends it.");
        return lines;
    }

    /** Those that the router speaks at one port, such as {@code PCP, NAT-PMP}. */
    private static String pxpProtocols(RouterConfig config) {
        return Stream.of(RouterProtocol.PCP, RouterProtocol.NAT_PMP)
                .filter(config.control()::contains)
                .map(protocol -> protocol.optionName().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String padded(String label) {
        return String.format("%-18s", label);
    }

    static String json(SimulatedRouter router, RouterConfig config) {
        boolean upnp = config.control().contains(RouterProtocol.UPNP);
        return "{\"descriptionUrl\":"
                + (upnp ? quoted(router.descriptionUrl().toString()) : "null")
                + ",\"udn\":"
                + quoted(router.udn())
                + ",\"externalAddress\":"
                + quoted(router.externalAddress())
                + ",\"wanAddress\":"
                + quoted(router.wanAddress().getHostAddress())
                + address("pxpAddress", router.pxpAddress())
                + address("pxpIpv6Address", router.pxpIpv6Address())
                + "}";
    }

    private static String address(String name, Optional<InetSocketAddress> listening) {
        return listening
                .map(address -> ",\"" + name + "\":" + quoted(Addresses.hostAndPort(address)))
                .orElse("");
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
